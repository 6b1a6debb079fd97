import { copyFile, open, readFile, stat } from 'node:fs/promises';
import type { StoredFile } from './byte-store.ts';
import { inflateToFile } from './gzip-store.ts';

/** A file on disk under a path of the delivery. A lone `.gz` is inflated into the work folder and loses its ending. */
export async function diskFile(diskPath: string, path: string, workFolder: string): Promise<StoredFile> {
  return /\.gz$/i.test(path) && !/\.tar\.gz$/i.test(path)
    ? plainFile(await inflateToFile(diskPath, workFolder), path.replace(/\.gz$/i, ''))
    : plainFile(diskPath, path);
}

async function plainFile(diskPath: string, path: string): Promise<StoredFile> {
  const { size } = await stat(diskPath);
  return {
    path,
    size,
    diskPath,
    head: (bytes) => readStart(diskPath, Math.min(bytes, size)),
    read: () => readFile(diskPath),
    copyTo: (target) => copyFile(diskPath, target),
  };
}

async function readStart(path: string, bytes: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
