import { closeSync, openSync, writeSync } from 'node:fs';

const chunkCharacters = 1_000_000;

/** Writes rows of text as a CSV file (RFC 4180, `,`), a null as nothing. Close it, or the end is lost. */
export class CsvWriter {
  private readonly descriptor: number;
  private pending: string[] = [];
  private pendingCharacters = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, 'w');
  }

  put(row: readonly (string | null)[]): void {
    const line = csvLine(row);
    this.pending.push(line);
    this.pendingCharacters += line.length;
    if (this.pendingCharacters > chunkCharacters) this.flush();
  }

  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.descriptor);
    }
  }

  private flush(): void {
    const bytes = Buffer.from(this.pending.join(''));
    for (let written = 0; written < bytes.length; ) written += writeSync(this.descriptor, bytes, written);
    this.pending = [];
    this.pendingCharacters = 0;
  }
}

/** One line of a CSV file with its end; a field is quoted when it has to be. */
export function csvLine(row: readonly (string | null)[]): string {
  return `${row.map((field) => (field === null ? '' : /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`;
}
