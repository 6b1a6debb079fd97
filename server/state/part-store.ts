import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';

/** The library's store of files that arrive piece by piece; a piece that can't be written fails with what the system says. */
export class PartStore extends FileStore {
  /** Returns how many bytes of the file are there. Throws the system's own error, by which a full disk is known. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(join(this.directory, id), { flags: 'r+', start: offset });
    await pipeline(readable, file);
    return offset + file.bytesWritten;
  }
}
