import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../../import-error.ts';
import { sqlLiteral } from '../../store/run-sql.ts';
import type { Delivery } from '../define.ts';
import type { NumberedFile } from '../number-lines.ts';
import { columnNames, isTableFile, matchColumns, openTableFile, type WantedColumn } from '../table-file.ts';
import { tableColumns, type TableName, tableNamed } from './columns.ts';
import { type CopyBlock, copyBlocks, headedCopyBlock } from './copy-blocks.ts';

/** Where a table of the delivery stands: a CSV, or COPY text in a file of its own or in a dump. */
export interface FoundTable {
  readonly path: string;
  /** Null for a CSV. */
  readonly copy: CopyBlock | null;
}

/** A table as the view `<table>_file`. */
export interface OpenedTable extends NumberedFile {
  readonly present: ReadonlySet<string>;
  readonly unread: readonly string[];
  /** To be called after the first scan; true when the view is to be scanned again (see `TableFile`). */
  readonly mend?: () => Promise<boolean>;
}

/** The plain dump of the delivery, or null. Its list of tables comes before the first of them. */
export async function dumpFile(delivery: Delivery): Promise<string | null> {
  for (const { path } of delivery.files) {
    if (path.includes('/') || !/\.sql$/i.test(path)) continue;
    const head = await delivery.head(path, 1_000_000);
    if (/\bchannelmemberhistory\b/i.test(head) && /\bchannelmembers\b/i.test(head)) return path;
  }
  return null;
}

/** The files called after a table and holding its compulsory columns. */
export async function tableFiles(delivery: Delivery): Promise<Map<TableName, FoundTable>> {
  const found = new Map<TableName, FoundTable>();
  for (const { path } of delivery.files) {
    const table = path.includes('/') ? null : tableNamed(path.replace(/\.[^.]*$/, ''));
    if (table === null || found.has(table) || !(isTableFile(path) || /\.copy$/i.test(path))) continue;
    const isCopy = /\.(tsv|txt|copy)$/i.test(path);
    const names = isCopy ? await copyHeader(delivery, path) : await columnNames(delivery, path);
    const wanted: readonly WantedColumn[] = tableColumns[table];
    const columns = matchColumns(names, wanted);
    if (!wanted.every((column) => column.required !== true || columns.has(column.name))) continue;
    found.set(table, { path, copy: isCopy ? headedCopyBlock(table, names) : null });
  }
  return found;
}

/** The tables of a dump. Throws ImportError when it was made without COPY. */
export async function dumpTables(delivery: Delivery, path: string): Promise<Map<TableName, FoundTable>> {
  const found = new Map<TableName, FoundTable>();
  for (const copy of await copyBlocks(await delivery.onDisk(path))) {
    const table = tableNamed(copy.table);
    if (table !== null && !found.has(table)) found.set(table, { path, copy });
  }
  if (found.size > 0) return found;
  throw new ImportError(
    path,
    null,
    { fr: 'cette sauvegarde ne contient aucune donnée lisible', en: 'this dump holds no data that can be read' },
    {
      fr: 'Faites-la avec pg_dump en format texte (plain), sans --inserts ni --schema-only, ou mieux : extrayez les tables en CSV',
      en: 'Make it with pg_dump in plain format, without --inserts or --schema-only, or better: extract the tables as CSV',
    },
  );
}

/** Makes the view `<table>_file`, all text, with exactly the wanted columns; without any row for a table not found. */
export async function openTable(
  db: DuckDBConnection,
  delivery: Delivery,
  table: TableName,
  found: FoundTable | undefined,
): Promise<OpenedTable | null> {
  const wanted: readonly WantedColumn[] = tableColumns[table];
  const view = `${table}_file`;
  if (found === undefined) {
    const columns = wanted.map(({ name }) => `null::varchar as ${name}`).join(', ');
    await db.run(`create or replace temp view ${view} as select ${columns} where false`);
    return null;
  }
  if (found.copy === null) return openTableFile(db, delivery, found.path, view, wanted);
  return openCopy(db, await delivery.onDisk(found.path), view, found.path, found.copy, wanted);
}

async function openCopy(
  db: DuckDBConnection,
  disk: string,
  view: string,
  path: string,
  copy: CopyBlock,
  wanted: readonly WantedColumn[],
): Promise<OpenedTable> {
  const matched = matchColumns(copy.columns, wanted);
  const columns = copy.columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const read = wanted.map(({ name }) => {
    const index = matched.get(name);
    return index === undefined ? `null::varchar as ${name}` : `nullif(copy_text(c${index}), '') as ${name}`;
  });
  // One line is one record, whatever is in it: neither quotes nor wrong numbers of values can shift those that follow.
  await db.run(
    `create or replace temp view ${view} as select ${read.join(', ')} from (
       select * from read_csv(${sqlLiteral(disk)}, columns = {${columns}}, delim = '\t', quote = '', escape = '',
         header = false, auto_detect = false, strict_mode = false, null_padding = true, ignore_errors = true,
         nullstr = '\\N', skip = ${copy.firstLine - 1}, parallel = false,
         max_line_size = 16000000, buffer_size = 32000000)
       limit ${copy.lines})`,
  );
  return {
    path,
    present: new Set(matched.keys()),
    unread: copy.columns.filter((_, index) => ![...matched.values()].includes(index)),
    rejectsTable: null,
    firstLine: copy.firstLine,
  };
}

async function copyHeader(delivery: Delivery, path: string): Promise<readonly string[]> {
  const [first = ''] = (await delivery.head(path)).replace(/^\uFEFF/, '').split(/\r?\n/);
  return first.split('\t').map((name) => name.trim());
}
