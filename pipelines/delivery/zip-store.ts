import { createWriteStream, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { ImportError } from '../import-error.ts';
import { checkEntryCount, checkInflated, defaultArchiveLimits } from './archive-limits.ts';
import { ArchiveReader } from './archive-reader.ts';
import type { ByteStore, StoredFile } from './byte-store.ts';
import { damagedArchive } from './damaged-archive.ts';
import { isLeftover, safeEntryName } from './entry-names.ts';

const localHeaderBytes = 30;
/** Times, user and group, as most tools note them before an entry. */
const usualExtraBytes = 64;
const storedMethod = 0;
const deflatedMethod = 8;
const unixMadeIt = 3;
const fileTypeBits = 0o170000;
const symbolicLink = 0o120000;

/**
 * A `.zip`. The directory is read by yauzl, which checks names, sizes and zip64; the many small files of a chat export
 * are then inflated in one call each, since a stream per entry costs ten times the inflating itself.
 * Throws ImportError when the archive is cut short, encrypted, inflates beyond reason, or lets entries share their bytes,
 * as bombs do.
 */
export async function openZip(path: string): Promise<ByteStore> {
  const archive = basename(path);
  const { size: packed } = await stat(path);
  const reader = new ArchiveReader(path);
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(reader, packed, { autoClose: false });
  } catch (error) {
    reader.close();
    throw damagedArchive(path, error);
  }
  const close = async (): Promise<void> => zip.close();
  try {
    const files: StoredFile[] = [];
    const links: string[] = [];
    const entries: Entry[] = [];
    let inflated = 0;
    for await (const entry of zip.eachEntry()) {
      const name = safeEntryName(entry.fileName, archive);
      if (name.endsWith('/') || isLeftover(name)) continue;
      if (isLink(entry)) {
        links.push(name);
        continue;
      }
      inflated += entry.uncompressedSize;
      checkInflated(archive, packed, inflated, defaultArchiveLimits);
      checkEntryCount(archive, files.length, defaultArchiveLimits);
      files.push(zippedFile(zip, reader.fd, path, name, entry));
      entries.push(entry);
    }
    refuseSharedBytes(entries);
    return { files, links, close };
  } catch (error) {
    await close();
    throw damagedArchive(path, error);
  }
}

/** A link is packed as a file whose content is the path it points to; that path is nobody's message. */
function isLink(entry: Entry): boolean {
  const unixMode = entry.externalFileAttributes >>> 16;
  return entry.versionMadeBy >>> 8 === unixMadeIt && (unixMode & fileTypeBits) === symbolicLink;
}

/** Throws when two entries stand on the same bytes: each would be small and all of them together without end. */
function refuseSharedBytes(entries: readonly Entry[]): void {
  const inPlace = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inPlace) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw new Error(`${entry.fileName} shares its bytes with another entry`);
    end = start + localHeaderBytes + entry.fileNameLength + entry.compressedSize;
  }
}

function zippedFile(zip: ZipFile, fd: number, zipPath: string, path: string, entry: Entry): StoredFile {
  const size = entry.uncompressedSize;
  return {
    path,
    size,
    diskPath: null,
    async head(bytes) {
      const start = packedBytes(fd, zipPath, entry, Math.min(entry.compressedSize, bytes + 1024));
      if (entry.compressionMethod === storedMethod) return start.subarray(0, bytes);
      return inflateStart(zipPath, path, start, entry).subarray(0, bytes);
    },
    async read() {
      const packed = packedBytes(fd, zipPath, entry, entry.compressedSize);
      return unpack(zipPath, path, packed, entry);
    },
    async copyTo(target) {
      refuseEncrypted(zipPath, entry);
      try {
        await pipeline(await zip.openReadStreamPromise(entry), checksumGuard(entry), createWriteStream(target));
      } catch (error) {
        throw damagedArchive(zipPath, error);
      }
    },
  };
}

function refuseEncrypted(zipPath: string, entry: Entry): void {
  if (!entry.isEncrypted()) return;
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

/** Passes an entry's bytes through and fails at its end when they are not those that were packed. */
function checksumGuard(entry: Entry): Transform {
  let checksum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      checksum = crc32(chunk, checksum);
      done(null, chunk);
    },
    flush(done) {
      done(checksum === entry.crc32 ? null : new Error(`${entry.fileName}: wrong checksum`));
    },
  });
}

/** What the first packed bytes hold. They stop early on purpose: a synchronising flush hands over what is there. */
function inflateStart(zipPath: string, path: string, packed: Buffer, entry: Entry): Buffer {
  try {
    if (entry.compressionMethod !== deflatedMethod) throw unknownMethod(entry);
    const maxOutputLength = Math.max(1, entry.uncompressedSize);
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength });
  } catch (error) {
    throw damagedArchive(zipPath, new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`));
  }
}

function unknownMethod(entry: Entry): Error {
  return new Error(`unknown compression method ${entry.compressionMethod}`);
}

/**
 * The first packed bytes of an entry. Read at once with what stands before them, and synchronously: with tens of thousands
 * of small entries, waiting for each read costs ten times the reading.
 */
function packedBytes(fd: number, zipPath: string, entry: Entry, bytes: number): Buffer {
  refuseEncrypted(zipPath, entry);
  const offset = entry.relativeOffsetOfLocalHeader;
  const start = readAt(fd, offset, localHeaderBytes + entry.fileNameLength + usualExtraBytes + bytes);
  if (start.length < localHeaderBytes) throw damagedArchive(zipPath, new Error(`${entry.fileName} has no header`));
  const from = localHeaderBytes + start.readUInt16LE(26) + start.readUInt16LE(28);
  const packed = start.length >= from + bytes ? start.subarray(from, from + bytes) : readAt(fd, offset + from, bytes);
  if (packed.length < bytes) throw damagedArchive(zipPath, new Error(`${entry.fileName} ends too early`));
  return packed;
}

function readAt(fd: number, offset: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  return buffer.subarray(0, readSync(fd, buffer, 0, bytes, offset));
}

function unpack(zipPath: string, path: string, packed: Buffer, entry: Entry): Buffer {
  try {
    if (entry.compressionMethod !== storedMethod && entry.compressionMethod !== deflatedMethod) {
      throw unknownMethod(entry);
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
