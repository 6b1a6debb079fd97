import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../import-error.ts';
import type { Delivery } from '../sources/define.ts';
import type { formats, Mapping } from './document.ts';
import { looksLikeData, readTopRows, type Separator } from './csv-top.ts';
import { jsonNames } from './json-names.ts';
import { parquetColumns } from './parquet-columns.ts';
import { sheetRows } from './read-sheet.ts';

/** How a file is made: everything needed to read it, and the names of its columns. */
export interface FileLayout {
  readonly format: (typeof formats)[number];
  readonly separator: Separator;
  /** Lines above the header, or above the data when there is none. */
  readonly skip: number;
  readonly header: boolean;
  readonly sheet: string | null;
  /** Where the list of records of a JSON file stands, or null when the file is the list. */
  readonly records: string | null;
  readonly names: readonly string[];
}

const headBytes = 262_144;
/** A title or two above a spreadsheet's header, never more. */
const sheetTop = 30;

/**
 * Finds how a file is made; what the mapping says wins over what is seen. Throws ImportError when the file is empty or
 * can't be a table.
 */
export async function readLayout(
  db: DuckDBConnection,
  delivery: Delivery,
  path: string,
  told: Mapping['file'] | null,
): Promise<FileLayout> {
  const format = told?.format ?? (await formatOf(delivery, path));
  const plain = { format, separator: ',' as const, skip: 0, header: true, sheet: null, records: null };
  if (format === 'parquet') {
    return { ...plain, names: [...(await parquetColumns(db, await delivery.onDisk(path))).keys()] };
  }
  if (format === 'xlsx') {
    const sheet = told?.sheet ?? null;
    const rows = await sheetRows(await delivery.onDisk(path), path, sheet);
    if (rows.length === 0) throw empty(path);
    const top = headerOf(rows.slice(0, sheetTop), told ?? {});
    return { ...plain, ...top, sheet };
  }
  const head = await delivery.head(path, headBytes);
  if (head.trim() === '') throw empty(path);
  if (format === 'csv') {
    const top = readTopRows(head, told?.separator ?? null);
    return { ...plain, separator: top.separator, ...headerOf(top.rows, told ?? {}) };
  }
  return { ...plain, ...(await jsonNames(db, await delivery.onDisk(path), path, format, head, told?.records ?? null)) };
}

async function formatOf(delivery: Delivery, path: string): Promise<FileLayout['format']> {
  if (/\.parquet$/i.test(path)) return 'parquet';
  if (/\.xlsx$/i.test(path)) return 'xlsx';
  if (/\.(jsonl|ndjson)$/i.test(path)) return 'jsonl';
  if (!/\.json$/i.test(path)) return 'csv';
  // Some tools call .json what is one record a line.
  const head = (await delivery.head(path, headBytes)).trimStart();
  const [first = '', second = ''] = head.split('\n');
  return first.startsWith('{') && isObject(first) && (second.trim() === '' ? false : second.startsWith('{'))
    ? 'jsonl'
    : 'json';
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The header is the first row as wide as most; titles above it are skipped. */
function headerOf(
  rows: readonly (readonly (string | null)[])[],
  told: { readonly skip?: number | undefined; readonly header?: boolean | undefined },
): Pick<FileLayout, 'skip' | 'header' | 'names'> {
  const widths = rows.map((row) => row.filter((cell) => (cell ?? '').trim() !== '').length);
  const widest = Math.max(0, ...widths);
  const skip =
    told.skip ??
    Math.max(
      0,
      widths.findIndex((width) => width >= Math.max(1, widest * 0.6)),
    );
  const top = rows[skip] ?? [];
  const header = told.header ?? !looksLikeData(top, rows.slice(skip + 1, skip + 20));
  const width = Math.max(top.length, ...(header ? [] : rows.slice(skip).map((row) => row.length)));
  const names = Array.from({ length: width }, (_, at) => {
    const written = header ? (top[at] ?? '').trim() : '';
    return written === '' ? `column ${at + 1}` : written;
  });
  return { skip, header, names };
}

function empty(path: string): ImportError {
  return new ImportError(
    path,
    null,
    { fr: 'ce fichier est vide', en: 'this file is empty' },
    { fr: 'Exportez-le à nouveau', en: 'Export it again' },
  );
}
