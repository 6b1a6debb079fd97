import { randomUUID } from 'node:crypto';
import { open, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Forces a file or a folder entry onto the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Forces every file and folder below (and including) a folder onto the disk, deepest first. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? syncTree(path) : syncPath(path);
    }),
  );
  await syncPath(folder);
}

/** Gives a finished file or folder its final name, atomically, and makes the new name survive a power cut. */
export async function publishByRename(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncPath(dirname(to));
}

/** Writes a whole file: under a temporary name in `tempFolder`, synced, then renamed over the former one. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  tempFolder: string,
  mode = 0o644,
): Promise<void> {
  const temporary = join(tempFolder, `${basename(path)}-${randomUUID()}`);
  const handle = await open(temporary, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await publishByRename(temporary, path);
}
