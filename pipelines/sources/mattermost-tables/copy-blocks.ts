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

const [newline, letterC, backslash] = [10, 67, 92];
const longestHeader = 8192;
const copyStart = /^COPY\s+(\S+)\s+\((.*)\)\s+FROM\s+stdin;/;

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

/**
 * The start of each line, long enough for the longest list of columns. Lines that can open or close a block begin with `C`
 * or a backslash: of the others, which hold what people wrote, not even a text is made, and they come out empty.
 */
async function* linesOf(path: string): AsyncGenerator<string> {
  let line: string | null = null;
  let wanted = false;
  const take = (chunk: Buffer, from: number, to: number) => {
    if (line === null) {
      line = '';
      wanted = from < to && (chunk[from] === letterC || chunk[from] === backslash);
    }
    if (wanted) line += chunk.toString('latin1', from, Math.min(to, from + longestHeader - line.length));
  };
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const chunk = piece as Buffer;
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      take(chunk, from, at);
      yield line ?? '';
      line = null;
      from = at + 1;
    }
    if (from < chunk.length) take(chunk, from, chunk.length);
  }
  if (line !== null) yield line;
}

function unquoted(name: string): string {
  return name.trim().replaceAll('"', '');
}
