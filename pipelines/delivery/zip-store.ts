import { createWriteStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportError } from '../import-error.ts';
import { checkEntryCount, checkInflated, defaultArchiveLimits } from './archive-limits.ts';
import type { ByteStore, StoredFile } from './byte-store.ts';
import { damagedArchive } from './damaged-archive.ts';
import { isLeftover, safeEntryName } from './entry-names.ts';

const localHeaderBytes = 30;
const storedMethod = 0;
const deflatedMethod = 8;

/**
 * A `.zip`. The directory is read by yauzl, which checks names, sizes and zip64; the many small files of a chat export
 * are then inflated in one call each, since a stream per entry costs ten times the inflating itself.
 * Throws ImportError when the archive is cut short, encrypted, or inflates beyond reason.
 */
export async function openZip(path: string): Promise<ByteStore> {
  const archive = basename(path);
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false });
  } catch (error) {
    throw damagedArchive(path, error);
  }
  const handle = await open(path, 'r');
  const close = async (): Promise<void> => {
    zip.close();
    await handle.close();
  };
  try {
    const { size: packed } = await stat(path);
    const files: StoredFile[] = [];
    let inflated = 0;
    for await (const entry of zip.eachEntry()) {
      const name = safeEntryName(entry.fileName, archive);
      if (name.endsWith('/') || isLeftover(name)) continue;
      inflated += entry.uncompressedSize;
      checkInflated(archive, packed, inflated, defaultArchiveLimits);
      checkEntryCount(archive, files.length, defaultArchiveLimits);
      files.push(zippedFile(zip, handle, path, name, entry));
    }
    return { files, close };
  } catch (error) {
    await close();
    throw damagedArchive(path, error);
  }
}

function zippedFile(zip: ZipFile, handle: FileHandle, zipPath: string, path: string, entry: Entry): StoredFile {
  const size = entry.uncompressedSize;
  return {
    path,
    size,
    diskPath: null,
    async head(bytes) {
      const start = await packedBytes(handle, zipPath, entry, Math.min(entry.compressedSize, bytes + 1024));
      if (entry.compressionMethod === storedMethod) return start.subarray(0, bytes);
      // The packed bytes stop early on purpose: a synchronising flush hands over what they hold so far.
      return inflateRawSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: size + 1 }).subarray(
        0,
        bytes,
      );
    },
    async read() {
      const packed = await packedBytes(handle, zipPath, entry, entry.compressedSize);
      return unpack(zipPath, path, packed, entry);
    },
    async copyTo(target) {
      try {
        await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      } catch (error) {
        throw damagedArchive(zipPath, error);
      }
    },
  };
}

async function packedBytes(handle: FileHandle, zipPath: string, entry: Entry, bytes: number): Promise<Buffer> {
  if (entry.isEncrypted()) {
    throw new ImportError(
      basename(zipPath),
      null,
      {
        fr: `l’entrée ${entry.fileName} est protégée par un mot de passe`,
        en: `the entry ${entry.fileName} is protected by a password`,
      },
      {
        fr: 'Décompressez l’archive avec son mot de passe, puis importez le dossier obtenu',
        en: 'Unpack the archive with its password, then import the folder',
      },
    );
  }
  const header = Buffer.alloc(localHeaderBytes);
  await handle.read(header, 0, localHeaderBytes, entry.relativeOffsetOfLocalHeader);
  const start =
    entry.relativeOffsetOfLocalHeader + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(packed, 0, bytes, start);
  if (bytesRead < bytes) throw damagedArchive(zipPath, new Error(`${entry.fileName} ends too early`));
  return packed;
}

function unpack(zipPath: string, path: string, packed: Buffer, entry: Entry): Buffer {
  try {
    if (entry.compressionMethod !== storedMethod && entry.compressionMethod !== deflatedMethod) {
      throw new Error(`unknown compression method ${entry.compressionMethod}`);
    }
    const bytes =
      entry.compressionMethod === storedMethod
        ? packed
        : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) throw new Error('wrong checksum');
    return bytes;
  } catch (error) {
    throw damagedArchive(zipPath, new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`));
  }
}
