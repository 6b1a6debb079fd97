import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, normalize, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  importFailureSchema,
  type ImportOptions,
  type ImportProgress,
  importReportSchema,
  importSteps,
} from '../contract/imports.ts';
import { UserError } from '../errors.ts';

/** What `pipelines/run.ts` prints, one JSON object a line. */
const lineSchema = z.union([
  z.object({ step: z.enum(importSteps), done: z.number().optional(), total: z.number().optional() }),
  z.object({ result: z.array(importReportSchema) }),
  z.object({
    error: importFailureSchema,
  }),
]);

interface Job {
  readonly id: string;
  readonly folder: string;
  readonly events: EventEmitter;
  state: ImportProgress;
}

const maxUploadBytes = 20 * 1024 ** 3;

/**
 * Deliveries that come through the browser: received into a private folder, then loaded one at a time by
 * `pipelines/run.ts` in a process of its own. The raw upload is deleted when its load has ended, well or badly.
 */
export class ImportQueue {
  readonly #jobs = new Map<string, Job>();
  readonly #waiting: { job: Job; options: ImportOptions }[] = [];
  #running = false;
  readonly #folder: string;

  constructor(
    private readonly dataFolder: string,
    private readonly runner: string,
  ) {
    this.#folder = join(dataFolder, 'uploads');
    rmSync(this.#folder, { recursive: true, force: true }); // left by a server that was stopped: never acknowledged
  }

  create(): string {
    const id = randomUUID();
    const folder = join(this.#folder, id, 'dropped-files'); // its name is what the reader sees for several files
    mkdirSync(folder, { recursive: true });
    this.#jobs.set(id, {
      id,
      folder,
      events: new EventEmitter().setMaxListeners(50),
      state: { state: 'receiving', bytes: 0 },
    });
    return id;
  }

  /** Receives one file of a delivery. @throws UserError when the job is not receiving, the path leaves it, or it is too large. */
  async receive(id: string, path: string, body: Readable): Promise<void> {
    const job = this.#job(id);
    if (job.state.state !== 'receiving')
      throw new UserError(
        'already_started',
        { fr: 'Cet import a déjà commencé.', en: 'This import has already started.' },
        409,
      );
    const target = resolve(job.folder, normalize(path));
    if (!target.startsWith(job.folder + sep))
      throw new UserError('bad_path', { fr: 'Nom de fichier refusé.', en: 'File name refused.' });
    mkdirSync(dirname(target), { recursive: true });
    const before = job.state.bytes;
    let received = 0;
    body.on('data', (chunk: Buffer) => {
      received += chunk.length;
      this.#tell(job, { state: 'receiving', bytes: before + received });
      if (before + received > maxUploadBytes) {
        body.destroy(new UserError('too_large', { fr: 'Fichier trop volumineux.', en: 'File too large.' }, 413));
      }
    });
    await pipeline(body, createWriteStream(target, { mode: 0o600 }));
  }

  start(id: string, options: ImportOptions): void {
    const job = this.#job(id);
    if (job.state.state !== 'receiving')
      throw new UserError(
        'already_started',
        { fr: 'Cet import a déjà commencé.', en: 'This import has already started.' },
        409,
      );
    this.#waiting.push({ job, options });
    this.#tell(job, { state: 'queued', before: this.#waiting.length - 1 + (this.#running ? 1 : 0) });
    void this.#next();
  }

  /** Calls `listener` with where the job is now and whenever that changes; returns how to stop. */
  follow(id: string, listener: (progress: ImportProgress) => void): () => void {
    const job = this.#job(id);
    listener(job.state);
    job.events.on('progress', listener);
    return () => job.events.off('progress', listener);
  }

  #job(id: string): Job {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new UserError('unknown_import', { fr: 'Import inconnu.', en: 'Unknown import.' }, 404);
    return job;
  }

  #tell(job: Job, progress: ImportProgress): void {
    job.state = progress;
    job.events.emit('progress', progress);
  }

  async #next(): Promise<void> {
    if (this.#running) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#running = true;
    this.#waiting.forEach(({ job }, index) => this.#tell(job, { state: 'queued', before: index + 1 }));
    try {
      await this.#run(next.job, next.options);
    } finally {
      this.#running = false;
      rmSync(dirname(next.job.folder), { recursive: true, force: true });
      void this.#next();
    }
  }

  async #run(job: Job, options: ImportOptions): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', this.runner, 'import', '--data', this.dataFolder, ...flags(options), deliveryIn(job.folder)],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-2000);
    });
    const ended = new Promise<number | null>((done) => {
      child.on('error', () => done(null));
      child.on('close', done);
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const parsed = lineSchema.safeParse(parseJson(line));
      if (!parsed.success) continue;
      if ('step' in parsed.data) {
        this.#tell(job, {
          state: 'running',
          step: parsed.data.step,
          done: parsed.data.done ?? 0,
          total: parsed.data.total ?? 0,
        });
      } else if ('result' in parsed.data) {
        this.#tell(job, { state: 'done', reports: parsed.data.result });
      } else {
        this.#tell(job, { state: 'failed', ...parsed.data.error });
      }
    }
    const code = await ended;
    if (job.state.state !== 'done' && job.state.state !== 'failed') {
      const detail = `${code ?? 'not started'} ${complaint.split('\n').at(-2) ?? ''}`.trim();
      this.#tell(job, {
        state: 'failed',
        file: null,
        line: null,
        problem: {
          fr: `l’import s’est arrêté en route (détail technique : ${detail})`,
          en: `the import stopped on its way (${detail})`,
        },
        remedy: {
          fr: 'Recommencez ; les données précédentes sont intactes',
          en: 'Try again; the former data are untouched',
        },
      });
    }
  }
}

/** A single dropped file or folder is the delivery itself, under its own name; several are a folder together. */
function deliveryIn(folder: string): string {
  const [only, ...others] = readdirSync(folder);
  return only === undefined || others.length > 0 ? folder : join(folder, only);
}

function flags(options: ImportOptions): string[] {
  return [
    ...(options.name ? ['--name', options.name] : []),
    ...(options.timezone ? ['--timezone', options.timezone] : []),
    ...(options.origin ? ['--origin', options.origin] : []),
    ...(options.undirected ? ['--undirected'] : []),
    ...(options.acceptRejects ? ['--accept-rejects'] : []),
  ];
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
