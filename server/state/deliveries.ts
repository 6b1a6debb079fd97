import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportJob, ImportProgress } from '../contract/imports.ts';
import { UserError } from '../errors.ts';
import { DeliveryFolder, type DeliveryRecord } from './delivery-folder.ts';
import { DeliveryJob } from './delivery-job.ts';

const hour = 3_600_000;
/** How long the bytes of an interrupted upload wait for the rest, and an outcome to be read. */
const keptMs = 24 * hour;
/** How long a complete delivery waits for somebody to map its columns. */
const idleMs = 2 * hour;

/**
 * The deliveries that came through the browser, each in a private folder where it is written down: a server that is killed
 * and started again knows what it had received.
 */
export class Deliveries {
  /** The folder of their folders. */
  readonly uploads: string;
  readonly #jobs = new Map<string, DeliveryJob>();

  constructor(
    dataFolder: string,
    private readonly now: () => Date,
  ) {
    this.uploads = join(dataFolder, 'tmp', 'uploads');
    for (const name of existsSync(this.uploads) ? readdirSync(this.uploads) : []) this.#remember(name);
  }

  /** All of them, in the order in which they came. */
  get all(): readonly DeliveryJob[] {
    return [...this.#jobs.values()];
  }

  add(record: DeliveryRecord, offsets = record.files.map(() => 0), touched = this.now()): DeliveryJob {
    const job = new DeliveryJob(this.uploads, record, offsets, touched);
    this.#jobs.set(record.id, job);
    return job;
  }

  /** The one of that id, or undefined. */
  find(id: string): DeliveryJob | undefined {
    return this.#jobs.get(id);
  }

  /** The one of that id. @throws UserError when there is none. */
  known(id: string): DeliveryJob {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new UserError('unknown_import', { fr: 'Import inconnu.', en: 'Unknown import.' }, 404);
    return job;
  }

  /** One whose load has not begun. @throws UserError when it has, or there is none. */
  receiving(id: string): DeliveryJob {
    const job = this.known(id);
    if (job.progress.state === 'receiving') return job;
    const text = { fr: 'Cet import a déjà commencé.', en: 'This import has already started.' };
    throw new UserError('already_started', text, 409);
  }

  /** One whose bytes are all here and whose load has not begun. @throws UserError as `receiving` does, and when files are missing. */
  complete(id: string): DeliveryJob {
    const job = this.receiving(id);
    if (job.missing === 0) return job;
    const text = { fr: 'Il manque encore des fichiers.', en: 'Files are still missing.' };
    throw new UserError('incomplete', text, 409);
  }

  /** One of the very same files that is not complete yet; undefined when there is none. */
  unfinished(files: DeliveryRecord['files']): DeliveryJob | undefined {
    const asked = JSON.stringify(files);
    return this.all.find(
      ({ record, progress }) =>
        progress.state === 'receiving' && record.start && JSON.stringify(record.files) === asked,
    );
  }

  /** Every delivery that was or will be loaded, in the order in which they came; not those whose columns are looked at. */
  list(): ImportJob[] {
    const jobs = this.all.filter(({ record, progress }) => record.start || progress.state !== 'receiving');
    return jobs.map((job) => job.listed(this.now()));
  }

  /** Calls `listener` with where a delivery is now and whenever that changes; returns how to stop. */
  follow(id: string, listener: (progress: ImportProgress) => void): () => void {
    const job = this.known(id);
    listener(job.progress);
    job.events.on('progress', listener);
    return () => job.events.off('progress', listener);
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
    for (const job of this.all) {
      const kept = job.record.ended === null && job.missing === 0 ? idleMs : keptMs;
      if (now.getTime() - job.touched.getTime() >= kept) this.discard(job.record.id);
    }
  }

  /** Takes up what a former server had received. */
  #remember(name: string): void {
    const folder = new DeliveryFolder(join(this.uploads, name));
    const record = folder.read();
    // One that was open was being put together by somebody who has lost it.
    if (record === null || record.id !== name || (record.open && record.order === null && record.ended === null)) {
      folder.remove();
    } else {
      this.add(record, folder.offsets(record), folder.lastTouched(record));
    }
  }
}
