import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { checkEntryCount, checkInflated, defaultArchiveLimits } from './archive-limits.ts';
import { ArchiveReader } from './archive-reader.ts';
import type { ByteStore, StoredFile } from './byte-store.ts';
import { damagedArchive } from './damaged-archive.ts';
import { isLeftover, safeEntryName } from './entry-names.ts';
import { leastBytesOf, readZipEntry, refuseEncrypted, startOfZipEntry, type ZipEntry } from './zip-entry.ts';

const unixMadeIt = 3;
const fileTypeBits = 0o170000;
const symbolicLink = 0o120000;

/**
 * A `.zip`. The directory is read by yauzl, which checks names, sizes and zip64; the many small files of a chat export
 * are then inflated in one call each, or many in one (zip-run.ts), since a stream per entry costs ten times the inflating itself.
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
    const entries: ZipEntry[] = [];
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
      const zipEntry = zipEntryOf(path, entry);
      files.push(zippedFile(zip, reader.fd, name, entry, zipEntry));
      entries.push(zipEntry);
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
function refuseSharedBytes(entries: readonly ZipEntry[]): void {
  const inPlace = [...entries].sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const entry of inPlace) {
    const start = entry.offset;
    if (start < end) throw new Error(`${entry.name} shares its bytes with another entry`);
    end = start + leastBytesOf(entry);
  }
}

function zippedFile(zip: ZipFile, fd: number, path: string, entry: Entry, zipEntry: ZipEntry): StoredFile {
  return {
    path,
    size: zipEntry.size,
    diskPath: null,
    place: { kind: 'zip', entry: zipEntry },
    head: async (bytes) => startOfZipEntry(fd, zipEntry, bytes),
    read: async () => readZipEntry(fd, zipEntry),
    async copyTo(target) {
      refuseEncrypted(zipEntry);
      try {
        await pipeline(await zip.openReadStreamPromise(entry), checksumGuard(entry), createWriteStream(target));
      } catch (error) {
        throw damagedArchive(zipEntry.archive, error);
      }
    },
  };
}

function zipEntryOf(archive: string, entry: Entry): ZipEntry {
  return {
    archive,
    name: entry.fileName,
    nameBytes: entry.fileNameLength,
    offset: entry.relativeOffsetOfLocalHeader,
    packed: entry.compressedSize,
    size: entry.uncompressedSize,
    checksum: entry.crc32,
    method: entry.compressionMethod,
    encrypted: entry.isEncrypted(),
  };
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
