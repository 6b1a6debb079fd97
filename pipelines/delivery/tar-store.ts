import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { checkEntryCount, defaultArchiveLimits } from './archive-limits.ts';
import type { ByteStore, StoredFile } from './byte-store.ts';
import { damagedArchive } from './damaged-archive.ts';
import { isLeftover, safeEntryName } from './entry-names.ts';
import { inflationGuard } from './gzip-store.ts';

/**
 * A `.tar`, `.tar.gz` or `.tgz`. A gzip stream can only be read from its start, so its files are laid end to end in
 * one work file, once, and read from there in any order. Throws ImportError when the archive is cut short.
 */
export async function openTar(path: string, workFolder: string, gzipped: boolean): Promise<ByteStore> {
  const spoolPath = join(workFolder, `unpacked-${randomUUID()}`);
  const spool = await open(spoolPath, 'w+');
  try {
    const unpacked = await unpack(path, spool, spoolPath, gzipped);
    return { ...unpacked, close: () => spool.close() };
  } catch (error) {
    await spool.close();
    throw damagedArchive(path, error);
  }
}

async function unpack(
  path: string,
  spool: FileHandle,
  spoolPath: string,
  gzipped: boolean,
): Promise<Pick<ByteStore, 'files' | 'links'>> {
  const archive = basename(path);
  const { size: packed } = await stat(path);
  const files: StoredFile[] = [];
  const links: string[] = [];
  let offset = 0;
  const tar = extract();
  const bytes = createReadStream(path, { highWaterMark: 2 ** 20 });
  const feeding = gzipped
    ? pipeline(bytes, createGunzip({ chunkSize: 2 ** 20 }), inflationGuard(archive, packed), tar)
    : pipeline(bytes, tar);
  // The loop below sees the same failure; without a handler here it would also end the process.
  feeding.catch(() => {});
  const pending: Buffer[] = [];
  let pendingBytes = 0;
  const flush = async (): Promise<void> => {
    if (pendingBytes > 0) await spool.writeFile(Buffer.concat(pending));
    pending.length = 0;
    pendingBytes = 0;
  };
  for await (const entry of tar) {
    const name = safeEntryName(entry.header.name, archive);
    const keep = entry.header.type === 'file' && !isLeftover(name);
    if (/^(sym)?link$/.test(entry.header.type ?? '')) links.push(name);
    const start = offset;
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      if (!keep) continue;
      pending.push(chunk);
      pendingBytes += chunk.length;
      offset += chunk.length;
      if (pendingBytes >= 8 * 2 ** 20) await flush();
    }
    if (!keep) continue;
    files.push(spooledFile(spool, spoolPath, name, start, offset - start));
    checkEntryCount(archive, files.length, defaultArchiveLimits);
  }
  await feeding;
  await flush();
  return { files, links };
}

function spooledFile(spool: FileHandle, spoolPath: string, path: string, start: number, size: number): StoredFile {
  const slice = async (bytes: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(Math.min(bytes, size));
    await spool.read(buffer, 0, buffer.length, start);
    return buffer;
  };
  return {
    path,
    size,
    diskPath: null,
    place: { kind: 'part', path: spoolPath, start, size },
    head: slice,
    read: () => slice(size),
    async copyTo(target) {
      if (size === 0) await writeFile(target, '');
      else await pipeline(createReadStream(spoolPath, { start, end: start + size - 1 }), createWriteStream(target));
    },
  };
}
