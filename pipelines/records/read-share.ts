import { type ErrorWords, ImportError } from '../import-error.ts';
import type { Put, RecordReader, Tables } from './record-reader.ts';
import { RowFiles } from './row-files.ts';

/** Files and records read so far, by all threads: 32-bit places of a shared array. */
export const counters = { nextChunk: 0, files: 1, records: 2, length: 3 } as const;
/** Enough for one call to inflate many, few enough for threads to end together. */
export const filesPerChunk = 64;

/** What an error says, to be said again. */
export function wordsOf({ file, line, problem, remedy }: ImportError): ErrorWords {
  return { file, line, problem, remedy };
}

/** One file as its reader sees it; a fault of the file is told with its path. */
export function readOne<T extends Tables>(
  reader: RecordReader<T>,
  { number, path, bytes }: { readonly number: number; readonly path: string; readonly bytes: Buffer },
  put: Put<T>,
): number {
  try {
    return reader.read(number, bytes, put);
  } catch (error) {
    if (!(error instanceof ImportError) || error.file !== null) throw error;
    throw ImportError.again({ ...wordsOf(error), file: path }, { cause: error });
  }
}

export type RowPaths<T extends Tables> = Record<keyof T & string, string>;

/** Writes the rows that `work` puts, whatever becomes of it. */
export async function writingRows<T extends Tables>(
  reader: RecordReader<T>,
  folder: string,
  part: number,
  work: (put: Put<T>) => Promise<void> | void,
): Promise<RowPaths<T>> {
  const rows = new RowFiles(reader.tables, folder, part);
  let paths: RowPaths<T> | null = null;
  try {
    await work(rows.put);
  } finally {
    paths = rows.close();
  }
  return paths;
}
