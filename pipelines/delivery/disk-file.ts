import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { StoredFile } from './byte-store.ts';
import { inflateToFile } from './gzip-store.ts';

/** A file on disk under a path of the delivery. A lone `.gz` is inflated into the work folder and loses its ending. */
export async function diskFile(diskPath: string, path: string, workFolder: string): Promise<StoredFile> {
  return /\.gz$/i.test(path) && !/\.tar\.gz$/i.test(path)
    ? plainFile(await inflateToFile(diskPath, workFolder), path.replace(/\.gz$/i, ''))
    : plainFile(diskPath, path);
}

// Synchronous calls: with tens of thousands of small files, waiting for each costs ten times the reading.
function plainFile(diskPath: string, path: string): StoredFile {
  const { size } = statSync(diskPath);
  return {
    path,
    size,
    diskPath,
    place: { kind: 'part', path: diskPath, start: 0, size },
    head: async (bytes) => readStart(diskPath, Math.min(bytes, size)),
    read: async () => readFileSync(diskPath),
    copyTo: (target) => copyFile(diskPath, target),
  };
}

function readStart(path: string, bytes: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}
