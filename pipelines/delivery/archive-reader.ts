import { closeSync, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

const windowBytes = 256 * 1024;
const chunkBytes = 1024 * 1024;

/**
 * An archive on disk for yauzl, which asks for its directory in pieces of a few dozen bytes, two for each entry: they are
 * served from a window read at once, since a call to the disk for each costs twenty times the directory itself.
 */
export class ArchiveReader extends RandomAccessReader {
  readonly fd: number;
  private window = Buffer.alloc(0);
  private windowStart = 0;
  private open = true;

  /** Throws what the system says when the file can't be opened. */
  constructor(path: string) {
    super();
    this.fd = openSync(path, 'r');
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    let failure: Error | null = null;
    try {
      if (position < this.windowStart || position + length > this.windowStart + this.window.length) {
        const bytes = Buffer.allocUnsafe(Math.max(windowBytes, length));
        this.window = bytes.subarray(0, readSync(this.fd, bytes, 0, bytes.length, position));
        this.windowStart = position;
      }
      const start = position - this.windowStart;
      if (this.window.copy(buffer, offset, start, start + length) < length) failure = new Error('unexpected EOF');
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    callback(failure);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(chunks(this.fd, start, end), { objectMode: false });
  }

  override close(callback: (error: Error | null) => void = () => {}): void {
    if (this.open) closeSync(this.fd);
    this.open = false;
    callback(null);
  }
}

// A stream of Node's own would close the descriptor with itself.
function* chunks(fd: number, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; ) {
    const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
    const bytes = readSync(fd, buffer, 0, buffer.length, at);
    if (bytes === 0) return;
    yield buffer.subarray(0, bytes);
    at += bytes;
  }
}
