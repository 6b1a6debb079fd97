import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../errors.ts';

/** Writes a whole file of a delivery. Returns its bytes. @throws UserError when they are more than `limit`. */
export async function writePart(path: string, body: Readable, limit: number): Promise<number> {
  let bytes = 0;
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limit) {
      body.destroy(new UserError('too_large', { fr: 'Fichier trop volumineux.', en: 'File too large.' }, 413));
    }
  });
  await pipeline(body, createWriteStream(path, { mode: 0o600 }));
  return bytes;
}

/** Forces what was received onto the disk: after this it may be acknowledged. */
export async function syncPart(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
