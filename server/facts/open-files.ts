import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

const open = new Set<string>();

/**
 * Registers a DuckDB file as open in this process.
 * DuckDB takes no lock against a second instance of the same file in one process, and the later one silently
 * overwrites what the first committed; so a second open is refused here.
 * @returns a function that releases the path. @throws Error when the file is already open.
 */
export function registerOpenFile(path: string): () => void {
  let real = resolve(path);
  try {
    real = realpathSync(real);
  } catch {
    // A file that does not exist yet is known by the path it will have.
  }
  if (open.has(real)) throw new Error(`${real} is already open in this process`);
  open.add(real);
  return () => open.delete(real);
}
