import { checkEntryCount, checkInflated, defaultArchiveLimits } from './archive-limits.ts';
import type { ByteStore, StoredFile } from './byte-store.ts';

/** One of several stores to be read as one: the folder that its files get, if any, and its size as packed. */
export interface JoinedPart {
  readonly folder: string | null;
  readonly packed: number;
  readonly store: ByteStore;
}

/**
 * Several archives read as one delivery, each as a folder. Together they obey the limits of a single archive: many small
 * bombs make a large one. Throws ImportError past a limit. Closing it closes them all.
 */
export function joinStores(name: string, parts: readonly JoinedPart[]): ByteStore {
  const files: StoredFile[] = [];
  let packed = 0;
  let inflated = 0;
  for (const part of parts) {
    packed += part.packed;
    for (const file of part.store.files) {
      inflated += file.size;
      checkInflated(name, packed, inflated, defaultArchiveLimits);
      files.push({ ...file, path: part.folder === null ? file.path : `${part.folder}/${file.path}` });
    }
    checkEntryCount(name, files.length, defaultArchiveLimits);
  }
  return {
    files,
    links: parts.flatMap(({ store, folder }) =>
      store.links.map((link) => (folder === null ? link : `${folder}/${link}`)),
    ),
    async close() {
      for (const { store } of parts) await store.close();
    },
  };
}
