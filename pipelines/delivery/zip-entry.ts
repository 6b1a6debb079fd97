import { readSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { ImportError } from '../import-error.ts';
import { damagedArchive } from './damaged-archive.ts';

const localHeaderBytes = 30;
/** Times, user and group, as most tools note them before an entry. */
const usualExtraBytes = 64;
const storedMethod = 0;
export const deflatedMethod = 8;

/** What an archive's directory says of one file: enough to read it, by any thread that opens the archive itself. */
export interface ZipEntry {
  readonly archive: string;
  /** As packed. */
  readonly name: string;
  readonly nameBytes: number;
  /** Where its own header begins, before its bytes. */
  readonly offset: number;
  readonly packed: number;
  readonly size: number;
  readonly checksum: number;
  readonly method: number;
  readonly encrypted: boolean;
}

/** The whole of an entry. Throws ImportError when it is damaged, protected or packed in an unknown way. */
export function readZipEntry(fd: number, entry: ZipEntry): Buffer {
  const packed = packedBytes(fd, entry, entry.packed);
  try {
    if (entry.method !== storedMethod && entry.method !== deflatedMethod) throw unknownMethod(entry);
    const bytes =
      entry.method === storedMethod ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    if (bytes.length !== entry.size || crc32(bytes) !== entry.checksum) throw new Error('wrong checksum');
    return bytes;
  } catch (error) {
    throw damagedEntry(entry, error);
  }
}

/** The first bytes of an entry, or all of it when it is shorter. Throws as reading all of it does. */
export function startOfZipEntry(fd: number, entry: ZipEntry, bytes: number): Buffer {
  const packed = packedBytes(fd, entry, Math.min(entry.packed, bytes + 1024));
  if (entry.method === storedMethod) return packed.subarray(0, bytes);
  try {
    if (entry.method !== deflatedMethod) throw unknownMethod(entry);
    // They stop early on purpose: a synchronising flush hands over what is there.
    const maxOutputLength = Math.max(1, entry.size);
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength }).subarray(0, bytes);
  } catch (error) {
    throw damagedEntry(entry, error);
  }
}

export function refuseEncrypted({ archive, name, encrypted }: ZipEntry): void {
  if (!encrypted) return;
  throw new ImportError(
    basename(archive),
    null,
    {
      fr: `l’entrée ${name} est protégée par un mot de passe`,
      en: `the entry ${name} is protected by a password`,
    },
    {
      fr: 'Décompressez l’archive avec son mot de passe, puis importez le dossier obtenu',
      en: 'Unpack the archive with its password, then import the folder',
    },
  );
}

/** Where an entry's packed bytes begin within what was read from its header on; null when the header is not all there. */
export function startOfPacked(bytes: Buffer): number | null {
  return bytes.length < localHeaderBytes ? null : localHeaderBytes + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
}

/** As many bytes as an entry takes up at the least, its header included. */
export function leastBytesOf({ nameBytes, packed }: ZipEntry): number {
  return localHeaderBytes + nameBytes + packed;
}

function unknownMethod({ method }: ZipEntry): Error {
  return new Error(`unknown compression method ${method}`);
}

function damagedEntry({ archive, name }: ZipEntry, error: unknown): Error {
  return damagedArchive(archive, new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`));
}

/**
 * The first packed bytes of an entry. Read at once with what stands before them, and synchronously: with tens of thousands
 * of small entries, waiting for each read costs ten times the reading.
 */
function packedBytes(fd: number, entry: ZipEntry, bytes: number): Buffer {
  refuseEncrypted(entry);
  const { archive, name, offset } = entry;
  const start = readAt(fd, offset, localHeaderBytes + entry.nameBytes + usualExtraBytes + bytes);
  const from = startOfPacked(start);
  if (from === null) throw damagedArchive(archive, new Error(`${name} has no header`));
  const packed = start.length >= from + bytes ? start.subarray(from, from + bytes) : readAt(fd, offset + from, bytes);
  if (packed.length < bytes) throw damagedArchive(archive, new Error(`${name} ends too early`));
  return packed;
}

/** Bytes of a file from a place on; fewer where it ends. */
export function readAt(fd: number, offset: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  return buffer.subarray(0, readSync(fd, buffer, 0, bytes, offset));
}
