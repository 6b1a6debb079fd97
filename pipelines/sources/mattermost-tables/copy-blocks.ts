import { createReadStream } from 'node:fs';

/** One table inside a dump or a file of PostgreSQL's COPY text: a record per line, values between tabs, `\N` for null. */
export interface CopyBlock {
  /** As written: `public.posts`. */
  readonly table: string;
  readonly columns: readonly string[];
  /** 1-based line of the first record. */
  readonly firstLine: number;
  readonly lines: number;
}

const newline = 10;
const copyStart = /^COPY\s+(\S+)\s+\((.*)\)\s+FROM\s+stdin;/i;

/** Where each COPY block of a plain dump stands. Only the lines that open and close a block are looked at. */
export async function copyBlocks(path: string): Promise<readonly CopyBlock[]> {
  const blocks: CopyBlock[] = [];
  let open: Omit<CopyBlock, 'lines'> | null = null;
  let line = 0;
  for await (const text of linesOf(path)) {
    line += 1;
    if (open === null) {
      const start = copyStart.exec(text);
      if (start !== null) {
        const [, table = '', columns = ''] = start;
        open = { table: table.replaceAll('"', ''), columns: columns.split(',').map(unquoted), firstLine: line + 1 };
      }
    } else if (text.startsWith('\\.')) {
      blocks.push({ ...open, lines: line - open.firstLine });
      open = null;
    }
  }
  // A dump cut short still gives the lines that it holds.
  if (open !== null) blocks.push({ ...open, lines: line - open.firstLine + 1 });
  return blocks;
}

/** The one block of a file that begins with the names of its columns. */
export function headedCopyBlock(table: string, header: readonly string[]): CopyBlock {
  return { table, columns: header, firstLine: 2, lines: Number.MAX_SAFE_INTEGER };
}

/** The start of each line, long enough for the longest list of columns. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const kept = 8192;
  let carried = '';
  let unfinished = false;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const chunk = piece as Buffer;
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      yield carried + startOf(chunk, from, at, kept - carried.length);
      carried = '';
      unfinished = false;
      from = at + 1;
    }
    if (from < chunk.length) {
      unfinished = true;
      carried += startOf(chunk, from, chunk.length, kept - carried.length);
    }
  }
  if (unfinished) yield carried;
}

/** Lines that can matter begin with `C` or `\`; of the others not even a text is made. */
function startOf(chunk: Buffer, from: number, to: number, room: number): string {
  return chunk.toString('latin1', from, Math.min(to, from + Math.max(0, room)));
}

function unquoted(name: string): string {
  return name.trim().replaceAll('"', '');
}
