import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { CheckReply, ImportOpened, ImportOptions, ImportRequest, SniffReply } from '../contract/imports.ts';
import { type Mapping, mappingCheckSchema, sniffedSchema, type SniffOptions } from '../contract/mapping.ts';
import { UserError } from '../errors.ts';
import { Deliveries } from './deliveries.ts';
import type { DeliveryJob } from './delivery-job.ts';
import { ImportLine } from './import-line.ts';
import { lookAt } from './import-look.ts';
import { writePart } from './part-file.ts';
import type { RunPipeline } from './run-pipeline.ts';
import { fullDisk, isDiskFull, roomFor } from './upload-room.ts';

export interface ImportQueueOptions {
  readonly dataFolder: string;
  /** The largest delivery that is taken, in bytes. */
  readonly maxBytes: number;
  now(): Date;
  readonly runPipeline: RunPipeline;
}

/** What comes through the browser, from the first byte of a delivery to the place where it waits to be loaded. */
export class ImportQueue {
  readonly deliveries: Deliveries;
  readonly #line: ImportLine;

  constructor(private readonly options: ImportQueueOptions) {
    this.deliveries = new Deliveries(options.dataFolder, () => options.now());
    this.#line = new ImportLine(options);
    const found = this.deliveries.all;
    for (const job of found.filter(({ record }) => record.order !== null).toSorted((a, b) => a.place - b.place)) {
      if (job.record.ended === null) this.#line.add(job, job.place);
    }
    // Bytes that had come in and were not acknowledged any more.
    for (const job of found) this.#startWhenComplete(job);
    this.deliveries.expire(options.now());
  }

  /**
   * Opens a delivery. The same files as those of one that is not complete yet continue that one.
   * @throws UserError when they are too large, or the disk has no room for them.
   */
  async create(request: ImportRequest): Promise<ImportOpened> {
    const { files = [], options = {}, start = false } = request;
    const same = files.length === 0 || !start ? undefined : this.deliveries.unfinished(files);
    if (same !== undefined) {
      for (const [index, offset] of same.folder.offsets(same.record).entries()) same.has(index, offset);
      return same.opened();
    }
    mkdirSync(this.deliveries.uploads, { recursive: true, mode: 0o700 });
    const size = sum(files.map((file) => file.size));
    roomFor(size, { maxBytes: this.options.maxBytes, free: (await this.#freeBytes()) - this.#missing() });
    const job = this.deliveries.add({
      id: randomUUID(),
      created_at: this.options.now().toISOString(),
      files,
      open: request.files === undefined,
      options,
      start,
      order: null,
      ended: null,
    });
    try {
      await this.#writing(() => {
        job.folder.write(job.record);
        for (const [index, file] of files.entries()) if (file.size === 0) job.folder.part(index);
      });
    } catch (error) {
      this.deliveries.discard(job.id);
      throw error;
    }
    const reply = job.opened();
    this.#startWhenComplete(job);
    return reply;
  }

  /** Size of a file that is being received and the path of its bytes; null when there is none of that number. */
  part(id: string, index: number): { readonly size: number; readonly path: string } | null {
    const job = this.deliveries.find(id);
    const file = job?.record.files[index];
    if (job === undefined || file === undefined || job.progress.state !== 'receiving') return null;
    return { size: file.size, path: job.folder.part(index) };
  }

  /** A request brings bytes of a delivery: it ends with it. Returns how to say that it is over. */
  bring(id: string, sender: { destroy(): void }): () => void {
    const job = this.deliveries.known(id);
    job.senders.add(sender);
    return () => job.senders.delete(sender);
  }

  /** The first `offset` bytes of a file are here. With its last one the delivery may be complete, and is then queued. */
  received(id: string, index: number, offset: number): void {
    const job = this.deliveries.find(id);
    if (job === undefined || job.progress.state !== 'receiving' || job.offsets[index] === undefined) return;
    job.has(index, offset);
    job.touched = this.options.now();
    job.tellReceived();
    this.#startWhenComplete(job);
  }

  /** Receives a whole file of a delivery by its path. @throws UserError when it is not receiving, or the file is too large. */
  async receive(id: string, path: string, body: Readable): Promise<void> {
    const job = this.deliveries.receiving(id);
    let index = job.record.files.findIndex((file) => file.path === path);
    if (index === -1) {
      if (!job.record.open) throw unannounced();
      index = job.add(path);
      job.has(index, 0);
    }
    await this.receivePart(id, index, body);
  }

  /** Receives a whole file of a delivery by its number. @throws UserError as `receive` does, and when the disk is full. */
  async receivePart(id: string, index: number, body: Readable): Promise<void> {
    const job = this.deliveries.receiving(id);
    const file = job.record.files[index];
    if (file === undefined) throw unannounced();
    const limit = job.record.open ? this.options.maxBytes - job.total : file.size;
    const bytes = await this.#writing(() => writePart(job.folder.part(index), body, limit));
    if (job.record.open) job.resize(index, bytes);
    this.received(id, index, bytes);
  }

  /** What to answer to whoever sends when something could not be written: what to do when the disk is full, else null. */
  async refusal(error: unknown): Promise<UserError | null> {
    if (!isDiskFull(error)) return null;
    return fullDisk({ missing: this.#missing(), free: await this.#freeBytes() });
  }

  /** Puts a delivery in the queue. @throws UserError when it has been, or files are still missing. */
  start(id: string, options: ImportOptions): void {
    const job = this.deliveries.complete(id);
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
    const job = this.deliveries.complete(id);
    job.touched = this.options.now();
    const { dataFolder, runPipeline } = this.options;
    return lookAt(runPipeline, [command, '--data', dataFolder, ...args(job), job.folder.named(job.record)], signal);
  }

  /** Stops a delivery wherever it stands. One that has ended, or was published meanwhile, stays as it is. */
  async cancel(id: string): Promise<void> {
    const job = this.deliveries.known(id);
    job.cancelled = true;
    job.stop.abort();
    job.cut();
    await this.#line.leave(job);
    if (job.isUnderway()) job.end({ state: 'cancelled' }, this.options.now());
  }

  /** Stops the running import and starts no other; all that waits is imported when a server starts again. */
  close(): Promise<void> {
    return this.#line.close();
  }

  #startWhenComplete(job: DeliveryJob): void {
    if (job.record.start && job.progress.state === 'receiving' && job.missing === 0) this.#enqueue(job);
  }

  #enqueue(job: DeliveryJob): void {
    this.#line.add(job, Math.max(0, ...this.deliveries.all.map(({ place }) => place)) + 1);
  }

  async #writing<T>(write: () => Promise<T> | T): Promise<T> {
    try {
      return await write();
    } catch (error) {
      throw (await this.refusal(error)) ?? error;
    }
  }

  /** Bytes that are still to come of all deliveries. */
  #missing(): number {
    return sum(this.deliveries.all.map((job) => job.missing));
  }

  async #freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.options.dataFolder);
    return bavail * bsize;
  }
}

const unannounced = (): UserError =>
  new UserError('unknown_file', {
    fr: 'Ce fichier ne fait pas partie de la livraison annoncée.',
    en: 'This file is not part of the delivery that was announced.',
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
