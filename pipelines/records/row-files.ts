import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ImportError } from '../import-error.ts';
import { sqlLiteral } from '../store/run-sql.ts';
import type { Put, Tables, Value } from './record-reader.ts';

/** No table of ours has wider rows; the engine is told to take no longer lines. */
const longestRow = 2 ** 20;
const linesCharacters = 2048;
/** Room for the longest row after lines that are still to be laid. */
const bufferBytes = 2 * longestRow;
/** Bytes that a character may take. */
const widestCharacter = 3;

/** Writes the rows of each table to a CSV file of its own (RFC 4180), for the engine to read with `sqlRows`. */
export class RowFiles<T extends Tables> {
  readonly #files = new Map<string, TableFile>();

  /** `part` sets apart the files that several threads write. */
  constructor(tables: T, folder: string, part: number) {
    for (const [table, columns] of Object.entries(tables)) {
      this.#files.set(table, new TableFile(join(folder, `${table}-${part}.csv`), Object.keys(columns)));
    }
  }

  readonly put: Put<T> = (table, row) => this.#files.get(table)?.put(row);

  /** Path of each table's file. Without this call the end of each is lost. */
  close(): Record<keyof T & string, string> {
    const paths: Record<string, string> = {};
    for (const [table, file] of this.#files) paths[table] = file.close();
    return paths;
  }
}

/** The query that reads the rows of a table back. */
export function sqlRows(columns: Tables[string], paths: readonly string[]): string {
  const types = Object.entries(columns).map(([name, type]) => `"${name}": '${type}'`);
  return `from read_csv(${sqlLiteral(paths)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
    new_line = '\\n', nullstr = '', allow_quoted_nulls = false, max_line_size = ${longestRow},
    columns = {${types.join(', ')}})`;
}

class TableFile {
  readonly #path: string;
  readonly #columns: readonly string[];
  readonly #descriptor: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #filled = 0;
  #lines = '';

  constructor(path: string, columns: readonly string[]) {
    this.#path = path;
    this.#columns = columns;
    this.#descriptor = openSync(path, 'w', 0o600);
  }

  put(row: Readonly<Record<string, Value>>): void {
    const columns = this.#columns;
    let line = '';
    for (let at = 0; at < columns.length; at++) {
      const value = row[columns[at] ?? ''];
      if (at > 0) line += ',';
      if (typeof value === 'string') line += field(value);
      else if (value !== null && value !== undefined) line += value;
    }
    if (line.length * widestCharacter > longestRow) throw tooLongRow();
    this.#lines += `${line}\n`;
    if (this.#lines.length >= linesCharacters) this.#lay();
  }

  /** Some lines at a time: a call for each costs more than its bytes, and strings that pile up are collected dearly. */
  #lay(): void {
    const most = this.#lines.length * widestCharacter;
    if (this.#filled + most > bufferBytes) this.#flush();
    this.#filled += this.#buffer.write(this.#lines, this.#filled);
    this.#lines = '';
  }

  close(): string {
    try {
      this.#lay();
      this.#flush();
    } finally {
      closeSync(this.#descriptor);
    }
    return this.#path;
  }

  #flush(): void {
    for (let written = 0; written < this.#filled; ) {
      written += writeSync(this.#descriptor, this.#buffer, written, this.#filled - written);
    }
    this.#filled = 0;
  }
}

function field(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tooLongRow(): ImportError {
  return new ImportError(
    null,
    null,
    {
      fr: 'un identifiant ou un nom y fait plus de 300 000 caractères',
      en: 'an id or a name in it is more than 300,000 characters long',
    },
    {
      fr: 'Ce n’est pas ce qu’une plateforme écrit : refaites l’export, puis importez-le',
      en: 'No platform writes that: make the export again, then import it',
    },
  );
}
