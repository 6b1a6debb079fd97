import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportJob, ImportOpened, ImportProgress } from '../contract/imports.ts';
import type { Mapping } from '../contract/mapping.ts';
import { deliveryNames } from './delivery-names.ts';
import { DeliveryFolder, type DeliveryRecord } from './delivery-folder.ts';

/** A delivery while the server runs: what is written down of it, what of it is here, and where it stands. */
export class DeliveryJob {
  readonly folder: DeliveryFolder;
  readonly events = new EventEmitter().setMaxListeners(50);
  /** Requests that bring bytes of it just now. */
  readonly senders = new Set<{ destroy(): void }>();
  readonly stop = new AbortController();
  /** Somebody asked for it to be stopped, which a server that ends does not. */
  cancelled = false;
  progress: ImportProgress;
  /** When the step that runs began; null while none does. */
  stepBegan: Date | null = null;
  /** Sum of the offsets, and of the sizes: kept, since a folder may have a hundred thousand files. */
  #here: number;
  #total: number;

  constructor(
    uploads: string,
    public record: DeliveryRecord,
    readonly offsets: number[],
    public touched: Date,
  ) {
    this.folder = new DeliveryFolder(join(uploads, record.id));
    this.#here = sum(offsets);
    this.#total = sum(record.files.map(({ size }) => size));
    this.progress = record.ended?.progress ?? this.#receiving();
  }

  get id(): string {
    return this.record.id;
  }

  /** Bytes of all of its files. */
  get total(): number {
    return this.#total;
  }

  /** Bytes that are still to come. */
  get missing(): number {
    return this.progress.state === 'receiving' ? this.#total - this.#here : 0;
  }

  get place(): number {
    return this.record.order ?? 0;
  }

  isUnderway(): boolean {
    const { state } = this.progress;
    return state === 'receiving' || state === 'queued' || state === 'running';
  }

  /** Adds a file to an open delivery. Until all of it is here, one byte is missing: half a file can't be started. */
  add(path: string): number {
    this.#total += 1;
    return this.record.files.push({ path, size: 1, modified: 0 }) - 1;
  }

  /** A file of an open delivery turned out to be of this size. */
  resize(index: number, size: number): void {
    const file = this.record.files[index];
    if (file === undefined) return;
    this.#total += size - file.size;
    this.record.files[index] = { ...file, size };
  }

  /** The first `offset` bytes of a file are here. */
  has(index: number, offset: number): void {
    this.#here += offset - (this.offsets[index] ?? 0);
    this.offsets[index] = offset;
  }

  tell(progress: ImportProgress): void {
    this.progress = progress;
    this.events.emit('progress', progress);
  }

  tellReceived(): void {
    this.tell(this.#receiving());
  }

  /** Writes its outcome down and deletes what was received. */
  end(progress: ImportProgress, now: Date): void {
    this.record = { ...this.record, ended: { at: now.toISOString(), progress } };
    this.folder.write(this.record);
    this.folder.empty();
    this.touched = now;
    this.tell(progress);
  }

  /** Ends the requests that bring bytes of it. */
  cut(): void {
    for (const sender of this.senders) sender.destroy();
  }

  /** The mapping as a file beside what was received, outside of it. Returns its path. */
  writeMapping(mapping: Mapping): string {
    const path = join(this.folder.path, `mapping-${randomUUID()}.json`);
    writeFileSync(path, JSON.stringify(mapping), { mode: 0o600 });
    return path;
  }

  opened(): ImportOpened {
    const uploads = this.record.files.map(({ path, size }, index) => ({
      path,
      address: `/api/uploads/${this.id}/${index}`,
      size,
      offset: this.offsets[index] ?? 0,
    }));
    return { id: this.id, uploads };
  }

  /** As it is listed at a moment: a step that says nothing for a while still gets older. */
  listed(now: Date): ImportJob {
    const { id, options, files, open, created_at } = this.record;
    return {
      id,
      name: options.name ?? deliveryNames(files.slice(0, 1).map(({ path }) => path))[0]?.split('/')[0] ?? '',
      files: files.length,
      bytes: open ? null : this.#total,
      created_at,
      progress:
        this.progress.state === 'running' && this.stepBegan !== null
          ? { ...this.progress, seconds: (now.getTime() - this.stepBegan.getTime()) / 1000 }
          : this.progress,
    };
  }

  #receiving(): ImportProgress {
    return { state: 'receiving', bytes: this.#here, total: this.record.open ? null : this.#total };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
