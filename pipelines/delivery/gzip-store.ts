import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { checkInflated, defaultArchiveLimits } from './archive-limits.ts';
import { damagedArchive } from './damaged-archive.ts';

/** Inflates a gzip file into the work folder and returns where. Throws ImportError when it is cut short or not gzip. */
export async function inflateToFile(gzipPath: string, workFolder: string): Promise<string> {
  const target = join(workFolder, `inflated-${randomUUID()}`);
  const { size: packed } = await stat(gzipPath);
  try {
    await pipeline(
      createReadStream(gzipPath),
      createGunzip(),
      inflationGuard(basename(gzipPath), packed),
      createWriteStream(target),
    );
  } catch (error) {
    throw damagedArchive(gzipPath, error);
  }
  return target;
}

/** Passes bytes through and stops with ImportError when they grow past the limits. */
export function inflationGuard(archive: string, packed: number): Transform {
  let inflated = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      inflated += chunk.length;
      try {
        checkInflated(archive, packed, inflated, defaultArchiveLimits);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
