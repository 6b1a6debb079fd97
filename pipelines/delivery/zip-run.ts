import { gunzipSync } from 'node:zlib';
import { deflatedMethod, leastBytesOf, readAt, readZipEntry, startOfPacked, type ZipEntry } from './zip-entry.ts';

/** What is read of an archive at once. */
const mostBytes = 8 * 2 ** 20;
/** Between two entries: the extra field of a header, and what a tool writes after the bytes. */
const widestGap = 4096;

/** RFC 1952: deflated bytes follow, without name or time. */
const memberHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
const memberTrailerBytes = 8;

/**
 * The whole of several entries of one archive that mostly stand one behind the other. They are inflated in one call: laid
 * end to end as the members of one gzip stream, whose reader compares size and checksum of each. A call for each costs as
 * much again as the inflating. Throws ImportError as reading one of them does.
 */
export function readZipRun(fd: number, entries: readonly ZipEntry[]): Buffer[] {
  const read: Buffer[] = [];
  for (let at = 0; at < entries.length; ) {
    const run = runFrom(entries, at);
    const inflated = run.length > 1 ? inflateTogether(fd, run) : null;
    // What is wrong, and in which of them, is found by reading each alone.
    read.push(...(inflated ?? run.map((entry) => readZipEntry(fd, entry))));
    at += run.length;
  }
  return read;
}

/** The entry at a place and those that follow it closely in the archive, too. */
function runFrom(entries: readonly ZipEntry[], from: number): readonly ZipEntry[] {
  let end = from;
  let [at, packed, size] = [entries[from]?.offset ?? 0, 0, 0];
  for (; end < entries.length; end++) {
    const entry = entries[end];
    if (entry === undefined || entry.method !== deflatedMethod || entry.encrypted || entry.packed === 0) break;
    if (entry.offset < at || entry.offset > at + widestGap) break;
    packed += leastBytesOf(entry);
    size += entry.size;
    if (packed > mostBytes || size > 4 * mostBytes) break;
    at = entry.offset + leastBytesOf(entry);
  }
  return entries.slice(from, Math.max(end, from + 1));
}

/** Null when anything in the run is not as the directory says. */
function inflateTogether(fd: number, run: readonly ZipEntry[]): Buffer[] | null {
  const start = run[0]?.offset ?? 0;
  const last = run.at(-1);
  const span = readAt(
    fd,
    start,
    (last?.offset ?? 0) - start + (last === undefined ? 0 : leastBytesOf(last)) + widestGap,
  );
  const members: Buffer[] = [];
  for (const entry of run) {
    const own = span.subarray(entry.offset - start);
    const from = startOfPacked(own);
    if (from === null || own.length < from + entry.packed) return null;
    const trailer = Buffer.allocUnsafe(memberTrailerBytes);
    trailer.writeUInt32LE(entry.checksum, 0);
    trailer.writeUInt32LE(entry.size, 4);
    members.push(memberHeader, own.subarray(from, from + entry.packed), trailer);
  }
  const size = run.reduce((sum, entry) => sum + entry.size, 0);
  let bytes: Buffer;
  try {
    bytes = gunzipSync(Buffer.concat(members), {
      maxOutputLength: Math.max(1, size),
      chunkSize: Math.max(64, size + 1),
    });
  } catch {
    return null;
  }
  if (bytes.length !== size) return null;
  let at = 0;
  return run.map((entry) => bytes.subarray(at, (at += entry.size)));
}
