import { readSheets } from '../mapping/read-sheet.ts';
import { columnKey } from './csv-header.ts';
import { CsvWriter, csvLine } from './csv-writer.ts';
import type { Delivery } from './define.ts';
import { isTableFile, type WantedColumn } from './table-file.ts';

/** One table of a delivery, wherever it stands: a file, or a sheet of a workbook. */
export interface DeliveredTable {
  /** How it is called in messages: `people.csv`, or `network.xlsx, people`. */
  readonly path: string;
  /** What it is named after, without ending: the file, or the sheet. */
  readonly name: string;
}

/** The tables of a delivery, and a view of it in which workbooks and Arrow files read as CSV under their own names. */
export interface TablesIn {
  readonly tables: readonly DeliveredTable[];
  readonly delivery: Delivery;
}

interface Rewritten extends DeliveredTable {
  /** The header as CSV. */
  head(): Promise<string>;
  /** Writes the whole as CSV. */
  write(target: string): Promise<void>;
}

/** What a source looks for in the tables of a delivery. */
export interface TablesWanted {
  /** The columns that any of them may have; what stands in others is never written down. */
  readonly columns: readonly WantedColumn[];
  /** Whether a sheet is called like one of them: even a single one then goes by that name, and not by its file's. */
  readonly isTableName: (sheet: string) => boolean;
}

/** Finds the tables at the top of a delivery. Throws ImportError for a workbook that can't be read. */
export async function tablesIn(delivery: Delivery, wanted: TablesWanted): Promise<TablesIn> {
  let kept: ReadonlySet<string> | null = null;
  const isKept = (column: string): boolean => (kept ??= keysOf(wanted.columns)).has(columnKey(column));
  const tables: DeliveredTable[] = [];
  const rewritten = new Map<string, Rewritten>();
  for (const { path } of delivery.files) {
    if (path.includes('/')) continue;
    const name = withoutEnding(path);
    if (isTableFile(path)) tables.push({ path, name });
    else if (/\.(arrow|arrows|feather|ipc)$/i.test(path)) rewritten.set(path, arrowTable(delivery, path, name, isKept));
    else if (/\.xlsx$/i.test(path))
      for (const sheet of await sheetTables(delivery, path, isKept, wanted)) rewritten.set(sheet.path, sheet);
  }
  return { tables: [...tables, ...rewritten.values()], delivery: asCsv(delivery, rewritten) };
}

function keysOf(columns: readonly WantedColumn[]): ReadonlySet<string> {
  return new Set(columns.flatMap(({ name, spellings }) => [name, ...spellings].map(columnKey)));
}

function withoutEnding(path: string): string {
  return path.replace(/\.[^.]+$/, '');
}

function arrowTable(delivery: Delivery, path: string, name: string, isKept: (column: string) => boolean): Rewritten {
  return {
    path,
    name,
    head: async () => csvLine(await (await arrow()).arrowColumns(await delivery.onDisk(path), path)),
    write: async (target) => (await arrow()).arrowToCsv(await delivery.onDisk(path), target, path, isKept),
  };
}

/** Loaded for a delivery that holds such a file: it takes a tenth of a second. */
const arrow = () => import('./arrow-table.ts');

/** The sheets of a workbook; a single one may go by the name of its file. */
async function sheetTables(
  delivery: Delivery,
  path: string,
  isKept: (column: string) => boolean,
  { isTableName }: TablesWanted,
): Promise<Rewritten[]> {
  const sheets = (await readSheets(await delivery.onDisk(path), path)).filter(({ rows }) => rows.length > 0);
  return sheets.map(({ sheet, rows }) => ({
    path: sheets.length === 1 ? path : `${path}, ${sheet}`,
    name: sheets.length === 1 && !isTableName(sheet) ? withoutEnding(path) : sheet,
    head: () => Promise.resolve(csvLine(rows[0] ?? [])),
    async write(target) {
      const writer = new CsvWriter(target);
      try {
        // The first row is the header, and has a name for each column that any row fills.
        const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
        const kept = Array.from({ length: width }, (_, at) => isKept(rows[0]?.[at] ?? ''));
        for (const [nth, row] of rows.entries()) {
          writer.put(kept.map((isRead, at) => (isRead || nth === 0 ? (row[at] ?? null) : null)));
        }
      } finally {
        writer.close();
      }
      return Promise.resolve();
    },
  }));
}

function asCsv(delivery: Delivery, rewritten: ReadonlyMap<string, Rewritten>): Delivery {
  const written = new Map<string, Promise<string>>();
  const write = async (table: Rewritten): Promise<string> => {
    const target = delivery.scratch();
    await table.write(target);
    return target;
  };
  return {
    ...delivery,
    head: (path, bytes) => rewritten.get(path)?.head() ?? delivery.head(path, bytes),
    onDisk(path) {
      const table = rewritten.get(path);
      if (table === undefined) return delivery.onDisk(path);
      const known = written.get(path) ?? write(table);
      written.set(path, known);
      return known;
    },
  };
}
