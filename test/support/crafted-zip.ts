import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive that no honest tool would write. */
export interface CraftedEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  /** The deflated bytes as they are, in place of `content`. */
  readonly packed?: Buffer;
  /** What headers claim instead of the truth. */
  readonly size?: number;
  readonly checksum?: number;
  readonly method?: number;
  readonly encrypted?: boolean;
  /** A file mode of Unix, such as that of a symbolic link. */
  readonly mode?: number;
  /** Stands on the bytes of the entry of that position instead of its own. */
  readonly sameBytesAs?: number;
}

/** Writes a `.zip` (APPNOTE 4.3) as told, true or not. */
export function writeCraftedZip(path: string, entries: readonly CraftedEntry[]): string {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const packed = entry.packed ?? deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (entry.encrypted === true ? 1 : 0), 2);
    common.writeUInt16LE(entry.method ?? 8, 4);
    common.writeUInt32LE(entry.checksum ?? crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6);
    const start = starts[entry.sameBytesAs ?? -1] ?? offset;
    tail.writeUInt32LE(start, 10);
    starts.push(start);
    const madeBy = Buffer.from([20, entry.mode === undefined ? 0 : 3]);
    directory.push(Buffer.concat([word(0x02014b50), madeBy, common, tail, name]));
    if (entry.sameBytesAs !== undefined) continue;
    locals.push(Buffer.concat([word(0x04034b50), common, name, packed]));
    offset += locals.at(-1)?.length ?? 0;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  writeFileSync(path, Buffer.concat([...locals, central, word(0x06054b50), end]));
  return path;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
