import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { deliveredFileSchema, importOptionsSchema, importProgressSchema } from '../contract/imports.ts';
import { deliveryNames } from './delivery-names.ts';

/** What is written down of a delivery, so that a server that was stopped knows it again. */
const recordSchema = z.object({
  id: z.uuid(),
  created_at: z.iso.datetime(),
  files: z.array(deliveredFileSchema),
  /** Whether files may still be added that are not in the list. */
  open: z.boolean(),
  options: importOptionsSchema,
  /** Loaded as soon as it is complete. */
  start: z.boolean(),
  /** Its place in the queue; null until it is in it. */
  order: z.number().nullable(),
  ended: z.object({ at: z.iso.datetime(), progress: importProgressSchema }).nullable(),
});
export type DeliveryRecord = z.infer<typeof recordSchema>;

/**
 * A delivery on disk: `delivery.json`, the received bytes under numbers in `parts`, and, once somebody wants to read
 * them, the same files under names in `dropped-files`. What a browser calls a file never is a path here.
 */
export class DeliveryFolder {
  constructor(readonly path: string) {}

  /** The record, or null when there is none that can be read. */
  read(): DeliveryRecord | null {
    try {
      return recordSchema.parse(JSON.parse(readFileSync(join(this.path, 'delivery.json'), 'utf8')));
    } catch {
      return null;
    }
  }

  /** Writes the record so that either the former or the new one is found after a crash, never half of one. */
  write(record: DeliveryRecord): void {
    mkdirSync(join(this.path, 'parts'), { recursive: true });
    const temporary = join(this.path, 'delivery.json.new');
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeFileSync(file, JSON.stringify(record));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, join(this.path, 'delivery.json'));
  }

  /** Where the bytes of a file are received. It is created empty when it isn't there. */
  part(index: number): string {
    const path = join(this.path, 'parts', String(index));
    closeSync(openSync(path, 'a', 0o600));
    return path;
  }

  /** Bytes of each file that are here, under a number or under a name. */
  offsets(record: DeliveryRecord): number[] {
    const names = this.#targets(record);
    return record.files.map((_, index) => {
      for (const path of [join(this.path, 'parts', String(index)), names[index] ?? '']) {
        const found = statSync(path, { throwIfNoEntry: false });
        if (found !== undefined) return found.size;
      }
      return 0;
    });
  }

  /** When bytes last came in, or when it was opened. */
  lastTouched(record: DeliveryRecord): Date {
    const times = [join(this.path, 'delivery.json'), ...readPaths(join(this.path, 'parts'))].map(
      (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    );
    return new Date(times.reduce((latest, time) => Math.max(latest, time), Date.parse(record.created_at)));
  }

  /**
   * Gives the files of a complete delivery their names and returns the path to hand to a reader: a single file or
   * folder itself, under its own name, several as a folder together. May be called again after a crash half-way.
   */
  named(record: DeliveryRecord): string {
    for (const [index, target] of this.#targets(record).entries()) {
      const part = join(this.path, 'parts', String(index));
      if (!existsSync(part)) continue;
      mkdirSync(dirname(target), { recursive: true });
      renameSync(part, target);
    }
    const folder = join(this.path, 'dropped-files');
    mkdirSync(folder, { recursive: true });
    const [only, ...others] = readdirSync(folder);
    return only === undefined || others.length > 0 ? folder : join(folder, only);
  }

  /** Deletes the received bytes and keeps the record. */
  empty(): void {
    for (const name of existsSync(this.path) ? readdirSync(this.path) : []) {
      if (name !== 'delivery.json') rmSync(join(this.path, name), { recursive: true, force: true });
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #targets(record: DeliveryRecord): string[] {
    return deliveryNames(record.files.map(({ path }) => path)).map((name) => join(this.path, 'dropped-files', name));
  }
}

function readPaths(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}
