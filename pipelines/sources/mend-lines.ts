import { open } from 'node:fs/promises';

/** The longest line read, in bytes; the engine's CSV reader loses longer ones, or what stands around them. */
export const longestLine = 15_900_000;
/** What stands in place of a line that was too long. To a CSV reader it is a line whose quotes are broken. */
export const tooLongMark = '""line_too_long';
const brokenMark = '""broken_quotes';
const chunkBytes = 4 * 2 ** 20;
const [lineFeed, carriageReturn, quote, blank] = [10, 13, 34, 32];

/**
 * Whether a text holds what stops the engine: a line longer than it reads, or lines that end in different ways, as when
 * two files were put together or one was cut in the middle of a line end.
 */
export async function needsMending(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const chunk = Buffer.alloc(Math.min(chunkBytes, (await file.stat()).size + 1));
    let lineStart = 0;
    let endsHalfway = false;
    let [endsWithReturn, endsWithFeed] = [false, false];
    for (let offset = 0; ; ) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, offset);
      const bytes = chunk.subarray(0, bytesRead);
      const first = bytes.indexOf(lineFeed);
      if ((first < 0 ? offset + bytesRead : offset + first) - lineStart > longestLine) return true;
      if (endsHalfway && bytes[0] !== lineFeed) return true;
      if (bytesRead === 0) return false;
      // Most files hold no carriage return at all, and then nothing needs to be looked at twice.
      const returns = endsHalfway || bytes.includes(carriageReturn);
      const text = returns ? (endsHalfway ? '\r' : '') + bytes.toString('latin1') : '';
      if (/\r[^\n]/.test(text)) return true;
      endsWithReturn ||= text.includes('\r\n');
      endsWithFeed ||= returns ? /(^|[^\r])\n/.test(text) : first >= 0;
      if (endsWithReturn && endsWithFeed) return true;
      endsHalfway = bytes.at(-1) === carriageReturn;
      if (first >= 0) lineStart = offset + bytes.lastIndexOf(lineFeed) + 1;
      offset += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/**
 * Rewrites a text so that damage stays where it is: a line too long to be read, and with a `separator` (CSV) a line whose
 * quote opens and swallows what follows, become one short line that no reader takes for a record. Every other line is
 * copied and keeps its number, save for what stood inside a damaged record; all of them end with a line feed alone.
 * Memory: a few such lines.
 */
export async function mendLines(from: string, to: string, separator: string | null): Promise<void> {
  const [source, target] = [await open(from, 'r'), await open(to, 'w')];
  try {
    const delimiter = separator === null ? null : separator.charCodeAt(0);
    const chunk = Buffer.alloc(chunkBytes);
    let rest: Buffer = Buffer.alloc(0);
    let half = '';
    let skipping = false;
    for (let last = false; !last; ) {
      const { bytesRead } = await source.read(chunk, 0, chunkBytes, null);
      last = bytesRead === 0;
      // A chunk may end in the middle of a line end: that half goes with the next.
      const text = half + chunk.toString('latin1', 0, bytesRead);
      half = !last && text.endsWith('\r') ? '\r' : '';
      const whole = text.slice(0, text.length - half.length).replace(/\r\n?/g, '\n');
      const bytes = Buffer.concat([rest, Buffer.from(whole, 'latin1')]);
      const mended = mendBytes(bytes, delimiter, last, skipping);
      for (const piece of mended.pieces) await target.writeFile(piece);
      ({ skipping } = mended);
      rest = bytes.subarray(mended.taken);
    }
  } finally {
    await source.close();
    await target.close();
  }
}

interface Mended {
  readonly pieces: readonly (Buffer | string)[];
  /** How many of the bytes are done with. */
  readonly taken: number;
  /** Whether the bytes stop inside a line that is too long. */
  readonly skipping: boolean;
}

function mendBytes(bytes: Buffer, delimiter: number | null, last: boolean, skipping: boolean): Mended {
  const pieces: (Buffer | string)[] = [];
  let at = 0;
  if (skipping) {
    const end = bytes.indexOf(lineFeed);
    if (end < 0) return { pieces, taken: bytes.length, skipping: true };
    at = end + 1;
  }
  let good = at;
  const replace = (mark: string, next: number): void => {
    pieces.push(bytes.subarray(good, at), `${mark}\n`);
    at = next;
    good = next;
  };
  while (at < bytes.length) {
    const feed = bytes.indexOf(lineFeed, at);
    const lineEnd = feed < 0 ? bytes.length : feed + 1;
    if (feed < 0 && !last && lineEnd - at <= longestLine) break;
    if (lineEnd - at > longestLine) {
      replace(tooLongMark, lineEnd);
      if (feed < 0) return { pieces, taken: bytes.length, skipping: !last };
      continue;
    }
    const end = delimiter === null ? lineEnd : recordEnd(bytes, at, delimiter, last);
    if (end === 'unfinished' && !last && bytes.length - at <= longestLine) break;
    if (typeof end === 'number') at = end;
    else replace(brokenMark, lineEnd);
  }
  pieces.push(bytes.subarray(good, at));
  return { pieces, taken: at, skipping: false };
}

/** Where the record that starts at `at` ends, its line feed included; 'damaged' when a closed quote is followed by more. */
function recordEnd(bytes: Buffer, at: number, delimiter: number, last: boolean): number | 'damaged' | 'unfinished' {
  let fieldStart = true;
  for (let here = at; here < bytes.length; here++) {
    const byte = bytes[here];
    if (byte === quote && fieldStart) {
      const closed = afterQuoted(bytes, here + 1);
      if (closed === null) return 'unfinished';
      here = closed;
      while (bytes[here] === blank) here++;
      const next = bytes[here];
      if (here >= bytes.length) return last ? bytes.length : 'unfinished';
      if (next !== delimiter && next !== lineFeed) return 'damaged';
    }
    if (bytes[here] === lineFeed) return here + 1;
    fieldStart = bytes[here] === delimiter;
  }
  return last ? bytes.length : 'unfinished';
}

/** What follows the quote that closes, doubled quotes being text; null when none does. */
function afterQuoted(bytes: Buffer, start: number): number | null {
  for (let at = start; ; at += 2) {
    at = bytes.indexOf(quote, at);
    if (at < 0) return null;
    if (bytes[at + 1] !== quote) return at + 1;
  }
}
