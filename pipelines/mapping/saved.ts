import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { columnKey } from '../sources/csv-header.ts';
import { type Mapping, readMapping, writeMapping } from './document.ts';

/** A mapping that a data folder keeps, and the name of its file. */
export interface SavedMapping {
  readonly file: string;
  readonly mapping: Mapping;
}

/** The mappings that a data folder keeps, in the order of their files. Throws ImportError on one that was broken by hand. */
export async function readSavedMappings(folder: string): Promise<SavedMapping[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const saved: SavedMapping[] = [];
  for (const file of files.filter((name) => /\.(ya?ml|json)$/i.test(name)).sort()) {
    const path = join(folder, file);
    saved.push({ file, mapping: readMapping(await readFile(path, 'utf8'), path) });
  }
  return saved;
}

/** Keeps a mapping under its name; one of the same name is replaced. Returns the name of the file. */
export async function saveMapping(folder: string, mapping: Mapping): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = `${
    columnKey(mapping.name)
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'mapping'
  }.yaml`;
  const waiting = join(folder, `${file}.new`);
  await writeFile(waiting, writeMapping(mapping), { mode: 0o600 });
  await rename(waiting, join(folder, file));
  return file;
}

/** How a file's columns compare with those that a mapping was made for. */
export interface Fit {
  /** same: the same columns, in any order; changed: another set, but all that is read is there; broken: some of that is gone. */
  readonly state: 'same' | 'changed' | 'broken' | 'other';
  /** Columns that the mapping reads and the file lacks, as the mapping writes them. */
  readonly missing: readonly string[];
  /** Columns that the mapping knew, whether it reads them or not, and the file lacks. */
  readonly gone: readonly string[];
  /** Columns of the file that the mapping did not know. */
  readonly added: readonly string[];
}

const alike = 0.5;

/** Compares columns by name, whatever their order, case, blanks and accents. */
export function fitOf(mapping: Mapping, names: readonly string[]): Fit {
  const known = mapping.fingerprint ?? [];
  const here = new Set(names.map(columnKey));
  const there = new Set(known.map(columnKey));
  const missing = Object.values(mapping.columns).flatMap((column) => {
    const choices = typeof column === 'string' ? [column] : column;
    return choices.some((name) => here.has(columnKey(name))) ? [] : choices.slice(0, 1);
  });
  const gone = known.filter((name) => !here.has(columnKey(name)));
  const added = known.length === 0 ? [] : names.filter((name) => !there.has(columnKey(name)));
  const common = there.size - gone.length;
  const similarity = common / Math.max(1, there.size + added.length);
  const state =
    missing.length > 0
      ? known.length > 0 && similarity >= alike
        ? 'broken'
        : 'other'
      : gone.length + added.length === 0
        ? 'same'
        : similarity >= alike || known.length === 0
          ? 'changed'
          : 'other';
  return { state, missing, gone, added };
}
