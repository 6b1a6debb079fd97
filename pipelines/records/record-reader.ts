/** What a column of a reader's table holds, in the engine's words. */
export type ColumnType = 'varchar' | 'bigint' | 'integer' | 'boolean';

/** Tables by name, columns by name, in order. */
export type Tables = Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

export type Value = string | number | boolean | null;

/** Takes a row of one of the tables: its columns, in their order. */
export type Put<T extends Tables> = <K extends keyof T & string>(
  table: K,
  row: Readonly<Record<keyof T[K], Value>>,
) => void;

/**
 * What is taken from the files of one kind, and goes on as rows of a few tables; whatever is not put is forgotten at once.
 * It rests on nothing but the bytes and the number of the file (its position among those wanted), so that several threads
 * read several files; the rows of a file come in its order, the files in any.
 */
export interface RecordReader<T extends Tables> {
  /** By which a thread finds it: reading-thread.ts. */
  readonly id: string;
  readonly tables: T;
  /** Throws ImportError without a file where one can't be read at all. Returns the records met. */
  read(file: number, bytes: Buffer, put: Put<T>): number;
}

/** Keeps the literal names of tables and columns. */
export function defineReader<const T extends Tables>(reader: RecordReader<T>): RecordReader<T> {
  return reader;
}
