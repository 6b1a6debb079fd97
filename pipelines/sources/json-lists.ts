import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { DeliveredFile, StagingContext } from './define.ts';
import { layPlainList } from './plain-json.ts';

/** The key of the object put before each list, with the number of its file. */
const fileKey = 'vigie_file';
/** What `read_json` must allow for one line. */
const longestLine = 8 * 2 ** 20;

/** Large pieces cost the engine less; the next one is written while it reads. */
const pieceBytes = 64 * 2 ** 20;
const deepestHalving = 5;
const filesPerTurn = 64;

type Reader = Pick<StagingContext, 'delivery' | 'progress'>;

export interface JsonLists {
  readonly wanted: (file: DeliveredFile) => boolean;
  /**
   * Has the engine take in a file of lists, one a line; each begins with `{"vigie_file": "<number of the file>"}`, the
   * position among those wanted. All of it or, when it throws, nothing.
   */
  readonly take: (path: string) => Promise<void>;
}

/**
 * Hands files that are each a JSON list of records to the engine's own reader as they are, many in one piece: parsing them
 * here costs several times as much. What the engine would read otherwise than `JSON.parse` does is not handed over.
 * A piece holds all that people wrote: it is removed as soon as the engine has read it, and at most two stand on disk.
 * Returns the numbers of the files left over, to be read one by one.
 */
export async function handOverLists(context: Reader, { wanted, take }: JsonLists): Promise<Set<number>> {
  const total = context.delivery.files.filter(wanted).length;
  const left = new Set<number>();
  let taking: Promise<void> = Promise.resolve();
  let piece = new Piece(context.delivery.scratch());
  const handOver = async (): Promise<void> => {
    await taking;
    const full = piece;
    full.finish();
    piece = new Piece(context.delivery.scratch());
    taking = takePiece(context, full, take, left, 0);
    // Waited for at the next piece; until then a failure is nobody's yet.
    taking.catch(() => {});
  };
  let number = 0;
  try {
    await context.delivery.each(wanted, async (_file, bytes) => {
      const size = bytes.length + 64;
      if (size > longestLine || !layPlainList(bytes)) left.add(number);
      else {
        if (piece.bytes + size > pieceBytes) await handOver();
        piece.put(number, bytes);
      }
      number += 1;
      // The engine's calls go on only when this thread rests.
      if (number % filesPerTurn === 0) await setImmediate();
      if (number % 200 === 0 || number === total) context.progress(number, total);
    });
    await handOver();
    await taking;
  } finally {
    await taking.catch(() => {});
    piece.remove();
  }
  return left;
}

/** Has a piece taken in; when the engine refuses it, its halves, until what it refuses stands among few. */
async function takePiece(
  context: Reader,
  piece: Piece,
  take: JsonLists['take'],
  left: Set<number>,
  halvings: number,
): Promise<void> {
  try {
    if (piece.lines.length > 0) await take(piece.path);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (piece.lines.length === 1 || halvings === deepestHalving) {
      for (const { number } of piece.lines) left.add(number);
      return;
    }
    const middle = piece.lines.length >> 1;
    for (const lines of [piece.lines.slice(0, middle), piece.lines.slice(middle)]) {
      const half = new Piece(context.delivery.scratch());
      half.copy(piece, lines);
      await takePiece(context, half, take, left, halvings + 1);
    }
  } finally {
    await rm(piece.path, { force: true });
  }
}

/** What the engine says of JSON that it can't read, or of a value that is not of the type expected. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^Invalid Input Error: (Malformed JSON|JSON transform error)/.test(error.message);
}

/** Lists laid end to end in a file, one a line. */
class Piece {
  readonly path: string;
  readonly lines: { readonly number: number; readonly start: number; readonly length: number }[] = [];
  private readonly descriptor: number;
  private readonly buffer = Buffer.allocUnsafe(2 ** 20);
  private buffered = 0;
  private written = 0;
  private open = true;

  constructor(path: string) {
    this.path = path;
    this.descriptor = openSync(path, 'w+', 0o600);
  }

  get bytes(): number {
    return this.written + this.buffered;
  }

  /** Adds a list after the object that names its file. */
  put(number: number, list: Buffer): void {
    const start = this.bytes;
    this.add(Buffer.from(`[{"${fileKey}":"${number}"},`));
    this.add(list.subarray(list.indexOf('[') + 1));
    this.add(lineEnd);
    this.lines.push({ number, start, length: this.bytes - start });
  }

  /** Adds some lines of a finished piece, and finishes this one. */
  copy(other: Piece, lines: Piece['lines']): void {
    const from = openSync(other.path, 'r');
    try {
      for (const { number, start, length } of lines) {
        const line = Buffer.allocUnsafe(length);
        readSync(from, line, 0, length, start);
        this.lines.push({ number, start: this.bytes, length });
        this.add(line);
      }
    } finally {
      closeSync(from);
      this.finish();
    }
  }

  finish(): void {
    if (!this.open) return;
    this.open = false;
    try {
      this.flush();
    } finally {
      closeSync(this.descriptor);
    }
  }

  remove(): void {
    if (this.open) closeSync(this.descriptor);
    this.open = false;
    rmSync(this.path, { force: true });
  }

  private add(bytes: Buffer): void {
    if (this.buffered + bytes.length > this.buffer.length) this.flush();
    if (bytes.length > this.buffer.length) this.write(bytes);
    else this.buffered += bytes.copy(this.buffer, this.buffered);
  }

  private flush(): void {
    this.write(this.buffer.subarray(0, this.buffered));
    this.buffered = 0;
  }

  private write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
    this.written += bytes.length;
  }
}

const lineEnd = Buffer.from('\n');
