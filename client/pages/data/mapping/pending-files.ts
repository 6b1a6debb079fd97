import type { DeliveredFile } from '../../../lib/delivery.ts';

let waiting: readonly DeliveredFile[] = [];

/** Hands files from the page where they were dropped to the one where their columns are mapped. */
export function holdFiles(files: readonly DeliveredFile[]): void {
  waiting = files;
}

/** The files that were handed over, or [] when the page was opened by its address. */
export function heldFiles(): readonly DeliveredFile[] {
  return waiting;
}

/** Whether a file may be a table whose columns can be mapped. */
export function isTable(path: string): boolean {
  return /\.(csv|tsv|txt|xlsx|json|jsonl|ndjson|parquet)$/i.test(path);
}
