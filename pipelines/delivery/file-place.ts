import { closeSync, openSync } from 'node:fs';
import { readAt, type ZipEntry } from './zip-entry.ts';
import { readZipRun } from './zip-run.ts';

/** Where the bytes of a delivered file are: all that another thread needs, and nothing but data. */
export type FilePlace =
  | { readonly kind: 'zip'; readonly entry: ZipEntry }
  | { readonly kind: 'part'; readonly path: string; readonly start: number; readonly size: number };

/** Reads files by their places, in a thread of its own: what it opens it closes. */
export class PlaceReader {
  readonly #open = new Map<string, number>();

  /** The whole of each file. Throws ImportError as opening the delivery does for what is damaged. */
  read(places: readonly FilePlace[]): Buffer[] {
    const read: Buffer[] = [];
    for (let at = 0; at < places.length; ) {
      const first = places[at];
      if (first === undefined) break;
      if (first.kind === 'part') {
        read.push(readAt(this.#descriptor(first.path), first.start, first.size));
        at += 1;
        continue;
      }
      const { archive } = first.entry;
      const run: ZipEntry[] = [];
      for (let place: FilePlace | undefined = first; place?.kind === 'zip' && place.entry.archive === archive; ) {
        run.push(place.entry);
        place = places[at + run.length];
      }
      read.push(...readZipRun(this.#descriptor(archive), run));
      at += run.length;
    }
    return read;
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  /** Kept open as long as one file follows another of the same: a folder has tens of thousands. */
  #descriptor(path: string): number {
    const known = this.#open.get(path);
    if (known !== undefined) return known;
    this.close();
    const descriptor = openSync(path, 'r');
    this.#open.set(path, descriptor);
    return descriptor;
  }
}
