import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  type CheckReply,
  importFailureSchema,
  type ImportOptions,
  type ImportProgress,
  importReportSchema,
  importSteps,
  type SniffReply,
} from '../contract/imports.ts';
import { type Mapping, mappingCheckSchema, sniffedSchema, type SniffOptions } from '../contract/mapping.ts';
import { UserError } from '../errors.ts';
import { runPipeline } from './run-pipeline.ts';

/** What it prints when it only looks. */
const lookSchema = z.union([
  z.object({ sniffed: z.unknown() }).refine((line) => line.sniffed !== undefined),
  z.object({ checked: z.unknown() }).refine((line) => line.checked !== undefined),
  z.object({ error: importFailureSchema }),
]);

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
  /** Deletes what was received and never loaded. */
  readonly expiry: NodeJS.Timeout;
}

const maxUploadBytes = 20 * 1024 ** 3;
/** How long a delivery waits for somebody to map its columns. */
const idleMs = 2 * 3_600_000;

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
      expiry: setTimeout(() => this.discard(id), idleMs).unref(),
    });
    return id;
  }

  /** Receives one file of a delivery. @throws UserError when the job is not receiving, the path leaves it, or it is too large. */
  async receive(id: string, path: string, body: Readable): Promise<void> {
    const job = this.#receivingJob(id);
    job.expiry.refresh();
    const target = resolve(job.folder, normalize(path));
    if (!target.startsWith(job.folder + sep))
      throw new UserError('bad_path', { fr: 'Nom de fichier refusé.', en: 'File name refused.' });
    mkdirSync(dirname(target), { recursive: true });
    const before = job.state.state === 'receiving' ? job.state.bytes : 0;
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

  /** Looks at a delivery that was received and proposes a mapping. The answer holds real rows: never kept, never logged. */
  async sniff(id: string, options: SniffOptions, signal: AbortSignal): Promise<SniffReply> {
    const { sheet, table, preset } = options;
    const args = [
      ...(sheet ? ['--sheet', sheet] : []),
      ...(table ? ['--table', table] : []),
      ...(preset ? ['--preset', preset] : []),
    ];
    const answer = await this.#look(id, 'sniff', args, signal);
    return { sniffed: sniffedSchema.safeParse(answer.found).data ?? null, refused: answer.refused };
  }

  /** Reads the first rows of a delivery through a mapping; nothing is published. */
  async check(id: string, mapping: Mapping, signal: AbortSignal): Promise<CheckReply> {
    const args = ['--mapping', writeMapping(this.#receivingJob(id), mapping)];
    const answer = await this.#look(id, 'check-mapping', args, signal);
    return { checked: mappingCheckSchema.safeParse(answer.found).data ?? null, refused: answer.refused };
  }

  /** Deletes a delivery that will not be loaded. One that is being loaded, or is unknown, is left alone. */
  discard(id: string): void {
    const job = this.#jobs.get(id);
    if (job === undefined || job.state.state !== 'receiving') return;
    this.#jobs.delete(id);
    clearTimeout(job.expiry);
    rmSync(dirname(job.folder), { recursive: true, force: true });
  }

  async #look(
    id: string,
    command: 'sniff' | 'check-mapping',
    args: readonly string[],
    signal: AbortSignal,
  ): Promise<{ found: unknown; refused: CheckReply['refused'] }> {
    const job = this.#receivingJob(id);
    job.expiry.refresh();
    let found: unknown;
    let refused: CheckReply['refused'] = null;
    const delivery = deliveryIn(job.folder);
    const { code, complaint } = await runPipeline(
      this.runner,
      [command, '--data', this.dataFolder, ...args, delivery],
      (line) => {
        const parsed = lookSchema.safeParse(line);
        if (!parsed.success) return;
        if ('error' in parsed.data) refused = parsed.data.error;
        else found = 'sniffed' in parsed.data ? parsed.data.sniffed : parsed.data.checked;
      },
      signal,
    );
    return { found, refused: found === undefined && refused === null ? stoppedOnItsWay(code, complaint) : refused };
  }

  start(id: string, options: ImportOptions): void {
    const job = this.#receivingJob(id);
    clearTimeout(job.expiry);
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

  /** A job whose bytes are here and whose load has not begun. */
  #receivingJob(id: string): Job {
    const job = this.#job(id);
    if (job.state.state === 'receiving') return job;
    throw new UserError(
      'already_started',
      { fr: 'Cet import a déjà commencé.', en: 'This import has already started.' },
      409,
    );
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
    const mapping = options.mapping === undefined ? [] : ['--mapping', writeMapping(job, options.mapping)];
    const args = ['import', '--data', this.dataFolder, ...flags(options), ...mapping, deliveryIn(job.folder)];
    const { code, complaint } = await runPipeline(this.runner, args, (line) => {
      const parsed = lineSchema.safeParse(line);
      if (!parsed.success) return;
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
    });
    if (job.state.state !== 'done' && job.state.state !== 'failed') {
      this.#tell(job, { state: 'failed', ...stoppedOnItsWay(code, complaint) });
    }
  }
}

function stoppedOnItsWay(code: number | null, complaint: string): z.infer<typeof importFailureSchema> {
  const detail = `${code ?? 'not started'} ${complaint.split('\n').at(-2) ?? ''}`.trim();
  return {
    file: null,
    line: null,
    problem: {
      fr: `l’import s’est arrêté en route (détail technique : ${detail})`,
      en: `the import stopped on its way (${detail})`,
    },
    remedy: {
      fr: 'Recommencez ; les données précédentes sont intactes',
      en: 'Try again; the former data are untouched',
    },
  };
}

/** The mapping as a file beside the delivery, outside of it. Returns its path. */
function writeMapping(job: Job, mapping: Mapping): string {
  const path = join(dirname(job.folder), `mapping-${randomUUID()}.json`);
  writeFileSync(path, JSON.stringify(mapping), { mode: 0o600 });
  return path;
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
