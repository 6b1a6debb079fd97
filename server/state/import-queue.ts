import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { open, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type {
  CheckReply,
  ImportJob,
  ImportOpened,
  ImportOptions,
  ImportProgress,
  ImportRequest,
  SniffReply,
} from '../contract/imports.ts';
import { type Mapping, mappingCheckSchema, sniffedSchema, type SniffOptions } from '../contract/mapping.ts';
import { UserError } from '../errors.ts';
import { DeliveryFolder, type DeliveryRecord } from './delivery-folder.ts';
import { DeliveryJob } from './delivery-job.ts';
import { lookAt } from './import-look.ts';
import { type ImportEnd, importFlags, runImport, stoppedOnItsWay } from './import-run.ts';
import type { RunPipeline } from './run-pipeline.ts';
import { roomFor } from './upload-room.ts';

export interface ImportQueueOptions {
  readonly dataFolder: string;
  /** The largest delivery that is taken, in bytes. */
  readonly maxBytes: number;
  now(): Date;
  readonly runPipeline: RunPipeline;
}

const hour = 3_600_000;
/** How long the bytes of an interrupted upload wait for the rest, and an outcome to be read. */
const keptMs = 24 * hour;
/** How long a complete delivery waits for somebody to map its columns. */
const idleMs = 2 * hour;

/**
 * Deliveries that come through the browser: received piece by piece into a private folder, then loaded one at a time, in
 * order, by the pipeline. What was received is deleted when its load has ended, well or
 * badly. All of it is written down: a server that is killed and started again knows what it had received.
 */
export class ImportQueue {
  readonly uploads: string;
  readonly #jobs = new Map<string, DeliveryJob>();
  #waiting: DeliveryJob[] = [];
  #running: DeliveryJob | null = null;
  #idle: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(private readonly options: ImportQueueOptions) {
    this.uploads = join(options.dataFolder, 'tmp', 'uploads');
    this.#remember();
    this.expire(options.now());
  }

  /**
   * Opens a delivery. The same files as those of one that is not complete yet continue that one.
   * @throws UserError when they are too large, or the disk has no room for them.
   */
  async create(request: ImportRequest): Promise<ImportOpened> {
    const { files = [], options = {}, start = false } = request;
    const same = files.length === 0 ? undefined : this.#sameFiles(files, start);
    if (same !== undefined) {
      for (const [index, offset] of same.folder.offsets(same.record).entries()) same.has(index, offset);
      return same.opened();
    }
    mkdirSync(this.uploads, { recursive: true, mode: 0o700 });
    const others = sum([...this.#jobs.values()].map((job) => job.missing));
    const disk = await statfs(this.options.dataFolder);
    const free = disk.bavail * disk.bsize - others;
    const size = sum(files.map((file) => file.size));
    roomFor(size, { maxBytes: this.options.maxBytes, free });
    const id = randomUUID();
    const now = this.options.now();
    const job = this.#add({
      id,
      created_at: now.toISOString(),
      files,
      open: request.files === undefined,
      options,
      start,
      order: null,
      ended: null,
    });
    job.folder.write(job.record);
    for (const [index, file] of files.entries()) if (file.size === 0) job.folder.part(index);
    const reply = job.opened();
    this.#startWhenComplete(job);
    return reply;
  }

  /** Every delivery that was or will be loaded, in the order in which they came; not those whose columns are looked at. */
  list(): ImportJob[] {
    const jobs = [...this.#jobs.values()].filter(
      ({ record, progress }) => record.start || progress.state !== 'receiving',
    );
    return jobs.map((job) => job.listed());
  }

  /** Size of a file that is being received and the path of its bytes; null when there is none of that number. */
  part(id: string, index: number): { readonly size: number; readonly path: string } | null {
    const job = this.#jobs.get(id);
    const file = job?.record.files[index];
    if (job === undefined || file === undefined || job.progress.state !== 'receiving') return null;
    return { size: file.size, path: job.folder.part(index) };
  }

  /** A request brings bytes of a delivery: it ends with it. Returns how to say that it is over. */
  bring(id: string, sender: { destroy(): void }): () => void {
    const job = this.#job(id);
    job.senders.add(sender);
    return () => job.senders.delete(sender);
  }

  /** The first `offset` bytes of a file are here. With its last one the delivery may be complete, and is then queued. */
  received(id: string, index: number, offset: number): void {
    const job = this.#jobs.get(id);
    if (job === undefined || job.progress.state !== 'receiving' || job.offsets[index] === undefined) return;
    job.has(index, offset);
    job.touched = this.options.now();
    job.tellReceived();
    this.#startWhenComplete(job);
  }

  /** Receives a whole file of a delivery by its path. @throws UserError when it is not receiving, or the file is too large. */
  async receive(id: string, path: string, body: Readable): Promise<void> {
    const job = this.#receivingJob(id);
    let index = job.record.files.findIndex((file) => file.path === path);
    if (index === -1) {
      if (!job.record.open) throw unannounced();
      index = job.add(path);
      job.has(index, 0);
    }
    await this.receivePart(id, index, body);
  }

  /** Receives a whole file of a delivery by its number. @throws UserError as `receive` does. */
  async receivePart(id: string, index: number, body: Readable): Promise<void> {
    const job = this.#receivingJob(id);
    const file = job.record.files[index];
    if (file === undefined) throw unannounced();
    const limit = job.record.open ? this.options.maxBytes - job.total : file.size;
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) {
        body.destroy(new UserError('too_large', { fr: 'Fichier trop volumineux.', en: 'File too large.' }, 413));
      }
    });
    await pipeline(body, createWriteStream(job.folder.part(index), { mode: 0o600 }));
    if (job.record.open) job.resize(index, bytes);
    this.received(id, index, bytes);
  }

  /** Puts a delivery in the queue. @throws UserError when it has been, or files are still missing. */
  start(id: string, options: ImportOptions): void {
    const job = this.#completeJob(id);
    job.record = { ...job.record, options };
    this.#enqueue(job);
  }

  /** Looks at a delivery that was received and proposes a mapping. The answer holds real rows: never kept, never logged. */
  async sniff(id: string, options: SniffOptions, signal: AbortSignal): Promise<SniffReply> {
    const { sheet, table, preset } = options;
    const args = [
      ...(sheet ? ['--sheet', sheet] : []),
      ...(table ? ['--table', table] : []),
      ...(preset ? ['--preset', preset] : []),
    ];
    const { found, refused } = await this.#look(id, 'sniff', () => args, signal);
    return { sniffed: sniffedSchema.safeParse(found).data ?? null, refused };
  }

  /** Reads the first rows of a delivery through a mapping; nothing is published. */
  async check(id: string, mapping: Mapping, signal: AbortSignal): Promise<CheckReply> {
    const args = (job: DeliveryJob): string[] => ['--mapping', job.writeMapping(mapping)];
    const { found, refused } = await this.#look(id, 'check-mapping', args, signal);
    return { checked: mappingCheckSchema.safeParse(found).data ?? null, refused };
  }

  #look(id: string, command: string, args: (job: DeliveryJob) => readonly string[], signal: AbortSignal) {
    const job = this.#completeJob(id);
    job.touched = this.options.now();
    const { dataFolder, runPipeline } = this.options;
    return lookAt(runPipeline, [command, '--data', dataFolder, ...args(job), job.folder.named(job.record)], signal);
  }

  /** Stops a delivery wherever it stands. One that has ended, or was published meanwhile, stays as it is. */
  async cancel(id: string): Promise<void> {
    const job = this.#job(id);
    job.cancelled = true;
    job.stop.abort();
    job.cut();
    if (job === this.#running) return this.#idle;
    this.#waiting = this.#waiting.filter((other) => other !== job);
    this.#tellPlaces();
    if (job.isUnderway()) job.end({ state: 'cancelled' }, this.options.now());
  }

  /** Forgets a delivery that has ended or will not be loaded. One that waits or is being loaded, or is unknown, is left alone. */
  discard(id: string): void {
    const job = this.#jobs.get(id);
    if (job === undefined || job.progress.state === 'queued' || job.progress.state === 'running') return;
    job.cut();
    this.#jobs.delete(id);
    job.folder.remove();
  }

  /** Forgets uploads that nobody has continued, and outcomes that are a day old. */
  expire(now: Date): void {
    for (const job of this.#jobs.values()) {
      const kept = job.record.ended === null && job.missing === 0 ? idleMs : keptMs;
      if (now.getTime() - job.touched.getTime() >= kept) this.discard(job.record.id);
    }
  }

  /** Calls `listener` with where the job is now and whenever that changes; returns how to stop. */
  follow(id: string, listener: (progress: ImportProgress) => void): () => void {
    const job = this.#job(id);
    listener(job.progress);
    job.events.on('progress', listener);
    return () => job.events.off('progress', listener);
  }

  /** Stops the running import and starts no other; all that waits is imported when a server starts again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#running?.stop.abort();
    await this.#idle;
  }

  /** Takes up what a former server had received: complete deliveries in their order, the others to be continued. */
  #remember(): void {
    const found: DeliveryJob[] = [];
    for (const name of existsSync(this.uploads) ? readdirSync(this.uploads) : []) {
      const folder = new DeliveryFolder(join(this.uploads, name));
      const record = folder.read();
      // One that was open was being put together by somebody who has lost it.
      if (record === null || record.id !== name || (record.open && record.order === null && record.ended === null)) {
        folder.remove();
      } else {
        found.push(this.#add(record, folder.offsets(record), folder.lastTouched(record)));
      }
    }
    for (const job of found.filter(({ record }) => record.order !== null).toSorted((a, b) => a.place - b.place)) {
      if (job.record.ended === null) this.#enqueue(job, job.place);
    }
    // Bytes that had come in and were not acknowledged any more.
    for (const job of found) this.#startWhenComplete(job);
  }

  #add(record: DeliveryRecord, offsets = record.files.map(() => 0), touched = this.options.now()): DeliveryJob {
    const job = new DeliveryJob(this.uploads, record, offsets, touched);
    this.#jobs.set(record.id, job);
    return job;
  }

  #sameFiles(files: DeliveryRecord['files'], start: boolean): DeliveryJob | undefined {
    const asked = JSON.stringify(files);
    return [...this.#jobs.values()].find(
      ({ record, progress }) =>
        progress.state === 'receiving' && record.start && start && JSON.stringify(record.files) === asked,
    );
  }

  #startWhenComplete(job: DeliveryJob): void {
    if (job.record.start && job.progress.state === 'receiving' && job.missing === 0) this.#enqueue(job);
  }

  #enqueue(job: DeliveryJob, order = Math.max(0, ...[...this.#jobs.values()].map(({ place }) => place)) + 1): void {
    job.record = { ...job.record, open: false, order };
    job.folder.write(job.record);
    this.#waiting.push(job);
    this.#tellPlaces();
    // The caller is answered before a process is started.
    setImmediate(() => this.#next());
  }

  #job(id: string): DeliveryJob {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new UserError('unknown_import', { fr: 'Import inconnu.', en: 'Unknown import.' }, 404);
    return job;
  }

  /** A job whose load has not begun. */
  #receivingJob(id: string): DeliveryJob {
    const job = this.#job(id);
    if (job.progress.state === 'receiving') return job;
    const text = { fr: 'Cet import a déjà commencé.', en: 'This import has already started.' };
    throw new UserError('already_started', text, 409);
  }

  /** A job whose bytes are all here and whose load has not begun. */
  #completeJob(id: string): DeliveryJob {
    const job = this.#receivingJob(id);
    if (job.missing === 0) return job;
    const text = { fr: 'Il manque encore des fichiers.', en: 'Files are still missing.' };
    throw new UserError('incomplete', text, 409);
  }

  #tellPlaces(): void {
    const ahead = this.#running === null ? 0 : 1;
    for (const [index, job] of this.#waiting.entries()) job.tell({ state: 'queued', before: index + ahead });
  }

  #next(): void {
    if (this.#running !== null || this.#closed) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#running = next;
    this.#tellPlaces();
    this.#idle = this.#run(next).finally(() => {
      this.#running = null;
      setImmediate(() => this.#next());
    });
  }

  async #run(job: DeliveryJob): Promise<void> {
    job.tell({ state: 'running', step: 'receive', done: 0, total: 1, seconds: 0 });
    let end: ImportEnd;
    try {
      end = await this.#import(job);
    } catch (error) {
      end = {
        state: 'failed',
        ...stoppedOnItsWay(null, `${error instanceof Error ? error.message : String(error)}\n`),
      };
    }
    // Stopped with the server: it stays in the queue that is written down.
    if (end.state !== 'cancelled' || job.cancelled) job.end(end, this.options.now());
  }

  async #import(job: DeliveryJob): Promise<ImportEnd> {
    const { dataFolder, runPipeline } = this.options;
    const { options } = job.record;
    const mapping = options.mapping === undefined ? [] : ['--mapping', job.writeMapping(options.mapping)];
    const args = [...importFlags(options), ...mapping, job.folder.named(job.record)];
    let since = { step: '', time: 0 };
    return runImport(
      runPipeline,
      dataFolder,
      args,
      ({ step, done, total }) => {
        const time = this.options.now().getTime();
        if (since.step !== step) since = { step, time };
        job.tell({ state: 'running', step, done, total, seconds: (time - since.time) / 1000 });
      },
      job.stop.signal,
    );
  }
}

/** Forces what was received onto the disk: after this it may be acknowledged. */
export async function syncPart(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const unannounced = (): UserError =>
  new UserError('unknown_file', {
    fr: 'Ce fichier ne fait pas partie de la livraison annoncée.',
    en: 'This file is not part of the delivery that was announced.',
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
