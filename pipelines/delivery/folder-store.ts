import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteStore, StoredFile } from './byte-store.ts';
import { diskFile } from './disk-file.ts';
import { isLeftover } from './entry-names.ts';

/** A folder on disk, sub-folders included, in name order. Links are not followed. */
export async function openFolder(folder: string, workFolder: string): Promise<ByteStore> {
  const files: StoredFile[] = [];
  const links: string[] = [];
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(join(folder, relative), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (isLeftover(path)) continue;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) files.push(await diskFile(join(folder, path), path, workFolder));
      else if (entry.isSymbolicLink()) links.push(path);
    }
  };
  await visit('');
  return { files, links, close: async () => {} };
}
