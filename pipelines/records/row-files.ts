import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ImportError } from '../import-error.ts';
import { sqlLiteral } from '../store/run-sql.ts';
import type { Put, Tables, Value } from './record-reader.ts';

/** No table of ours has wider rows; the engine is told to take no longer lines. */
const longestRow = 2 ** 20;
const bufferBytes = 2 * longestRow;
/** Of a value that is laid byte by byte: most ids and times. */
const shortText = 64;
const [comma, lineFeed, zero, no, yes] = [0x2c, 0x0a, 0x30, 0x66, 0x74] as const;

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

/** Bytes are laid as values come: lines that are put together as text first take as long as parsing what they came from. */
class TableFile {
  readonly #path: string;
  readonly #columns: readonly string[];
  readonly #descriptor: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #filled = 0;
  /** Where the row that is being laid must end. */
  #end = longestRow;

  constructor(path: string, columns: readonly string[]) {
    this.#path = path;
    this.#columns = columns;
    this.#descriptor = openSync(path, 'w', 0o600);
  }

  put(row: Readonly<Record<string, Value>>): void {
    if (this.#filled > bufferBytes - longestRow) this.#flush();
    this.#end = this.#filled + longestRow;
    let at = 0;
    // Looking up each column by its name takes three times as long as going through the row that has them in order.
    for (const name in row) {
      if (name !== this.#columns[at]) throw new Error(`a row with ${name} where ${this.#columns[at]} belongs`);
      if (this.#filled + shortText >= this.#end) throw tooLongRow();
      if (at > 0) this.#buffer[this.#filled++] = comma;
      const value = row[name];
      if (typeof value === 'string') this.#layText(value);
      else if (typeof value === 'number') this.#layNumber(value);
      else if (typeof value === 'boolean') this.#buffer[this.#filled++] = value ? yes : no;
      at += 1;
    }
    this.#buffer[this.#filled++] = lineFeed;
  }

  close(): string {
    try {
      this.#flush();
    } finally {
      closeSync(this.#descriptor);
    }
    return this.#path;
  }

  #layText(text: string): void {
    const buffer = this.#buffer;
    if (text !== '' && text.length < shortText) {
      let [at, read] = [this.#filled, 0];
      for (; read < text.length; read++) {
        const code = text.charCodeAt(read);
        // Neither blank, quote, comma nor line end, and one byte.
        if (code <= comma || code >= 0x7f) break;
        buffer[at++] = code;
      }
      if (read === text.length) {
        this.#filled = at;
        return;
      }
    }
    const laid = field(text);
    if (this.#filled + Buffer.byteLength(laid) >= this.#end) throw tooLongRow();
    this.#filled += buffer.write(laid, this.#filled);
  }

  #layNumber(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > 999_999_999) return this.#layText(String(value));
    let digits = 1;
    for (let least = 10; least <= value; least *= 10) digits += 1;
    let rest = value;
    for (let at = this.#filled + digits; at > this.#filled; ) {
      const higher = Math.trunc(rest / 10);
      this.#buffer[--at] = zero + rest - higher * 10;
      rest = higher;
    }
    this.#filled += digits;
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
