import { createHash, type Hash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftover } from './entry-names.ts';

const smallFileBytes = 4 * 2 ** 20;

/**
 * SHA-256 of a file's bytes, or of a folder's paths and bytes: the same delivery again has the same digest. `readTo` is told
 * how many bytes were read so far.
 */
export async function hashPath(path: string, readTo: (bytes: number) => void = () => {}): Promise<string> {
  const hash = createHash('sha256');
  let read = 0;
  const add = (bytes: Buffer): void => {
    hash.update(bytes);
    read += bytes.length;
    readTo(read);
  };
  if ((await stat(path)).isDirectory()) await addFolder(hash, add, path, '');
  else await addFile(add, path);
  return hash.digest('hex');
}

type Add = (bytes: Buffer) => void;

async function addFolder(hash: Hash, add: Add, folder: string, relative: string): Promise<void> {
  const entries = await readdir(join(folder, relative), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
    if (isLeftover(path)) continue;
    if (entry.isDirectory()) await addFolder(hash, add, folder, path);
    else if (entry.isFile()) {
      hash.update(`${path}\0${statSync(join(folder, path)).size}\0`);
      await addFile(add, join(folder, path));
    }
  }
}

/** A chat export has tens of thousands of small files: a stream for each would cost ten times the reading. */
async function addFile(add: Add, path: string): Promise<void> {
  if (statSync(path).size < smallFileBytes) {
    add(readFileSync(path));
    return;
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) add(chunk as Buffer);
}
