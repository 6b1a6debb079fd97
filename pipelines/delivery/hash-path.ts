import { createHash, type Hash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftover } from './entry-names.ts';

const smallFileBytes = 4 * 2 ** 20;

/** SHA-256 of a file's bytes, or of a folder's paths and bytes: the same delivery again has the same digest. */
export async function hashPath(path: string): Promise<string> {
  const hash = createHash('sha256');
  if ((await stat(path)).isDirectory()) await addFolder(hash, path, '');
  else await addFile(hash, path);
  return hash.digest('hex');
}

async function addFolder(hash: Hash, folder: string, relative: string): Promise<void> {
  const entries = await readdir(join(folder, relative), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
    if (isLeftover(path)) continue;
    if (entry.isDirectory()) await addFolder(hash, folder, path);
    else if (entry.isFile()) {
      hash.update(`${path}\0${statSync(join(folder, path)).size}\0`);
      await addFile(hash, join(folder, path));
    }
  }
}

/** A chat export has tens of thousands of small files: a stream for each would cost ten times the reading. */
async function addFile(hash: Hash, path: string): Promise<void> {
  if (statSync(path).size < smallFileBytes) {
    hash.update(readFileSync(path));
    return;
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Buffer);
}
