import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../import-error.ts';
import type { Delivery } from '../sources/define.ts';
import { linesOnDisk } from '../sources/table-file.ts';
import { queryRows, sqlLiteral } from '../store/run-sql.ts';
import { jsonPath, jsonStep, roomFor } from './json-names.ts';
import type { FileLayout } from './layout.ts';
import { parquetColumns } from './parquet-columns.ts';
import { sheetRows } from './read-sheet.ts';

/** A file of any shape as a view: `c0`, `c1`… in the order of `names`, all text, null where empty, and `unreadable`. */
export interface OpenTable {
  readonly view: string;
  readonly names: readonly string[];
  /** Where the engine notes lines that are no CSV, or null; filled by the first scan of the view. */
  readonly rejectsTable: string | null;
  /** 1-based line (or position in a list) of the first data row. */
  readonly firstLine: number;
  /** A copy in another form that the view reads, with texts and all: to be removed once it was scanned. */
  readonly copy: string | null;
}

const nullWords = ['', 'null', 'NULL', '\\N', 'None'];
const lineLimit = 'max_line_size = 16000000, buffer_size = 16000000';

/** Makes the view over one file of a delivery. The view is to be scanned once, into a table: its rows come in file order. */
export async function openTable(
  db: DuckDBConnection,
  delivery: Delivery,
  path: string,
  layout: FileLayout,
  view: string,
  workFolder: string,
): Promise<OpenTable> {
  const disk = layout.format === 'csv' ? await linesOnDisk(delivery, path) : await delivery.onDisk(path);
  const source = await relation(db, disk, path, layout, view, workFolder);
  await db.run(
    `create or replace temp view ${view} as select ${source.columns.join(', ')}, ${source.unreadable} as unreadable from ${source.from}`,
  );
  return {
    view,
    names: layout.names,
    rejectsTable: source.rejectsTable,
    firstLine: source.firstLine,
    copy: source.copy ?? null,
  };
}

interface Relation {
  readonly from: string;
  readonly columns: readonly string[];
  readonly unreadable: string;
  readonly rejectsTable: string | null;
  readonly firstLine: number;
  readonly copy?: string;
}

async function relation(
  db: DuckDBConnection,
  disk: string,
  path: string,
  layout: FileLayout,
  view: string,
  workFolder: string,
): Promise<Relation> {
  const { names, format } = layout;
  const cell = (expression: (name: string, index: number) => string): string[] =>
    names.map((name, index) => `nullif(trim(${expression(name, index)}), '') as c${index}`);
  const dataLine = layout.skip + (layout.header ? 2 : 1);
  if (format === 'csv') {
    const rejectsTable = `${view}_rejects`;
    const columns = names.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
    return {
      from: `read_csv(${sqlLiteral(disk)}, columns = {${columns}}, delim = ${sqlLiteral(layout.separator)}, quote = '"', escape = '"',
        header = ${layout.header}, skip = ${layout.skip}, auto_detect = false, nullstr = ${sqlLiteral(nullWords)}, ${lineLimit},
        store_rejects = true, rejects_table = '${rejectsTable}', rejects_scan = '${rejectsTable}_scan')`,
      columns: cell((_, index) => `c${index}`),
      unreadable: 'false',
      rejectsTable,
      firstLine: dataLine,
    };
  }
  if (format === 'parquet') {
    const read = await parquetColumns(db, disk);
    return {
      from: `read_parquet(${sqlLiteral(disk)})`,
      columns: cell((name) => `(${read.get(name) ?? 'null'})::varchar`),
      unreadable: 'false',
      rejectsTable: null,
      firstLine: 1,
    };
  }
  if (format === 'xlsx') {
    const rewritten = await rewriteSheet(disk, path, layout, workFolder);
    return {
      from: ndjson(rewritten),
      columns: cell((_, index) => `json_extract_string(line, '$[${index}]')`),
      unreadable: 'false',
      rejectsTable: null,
      firstLine: dataLine,
      copy: rewritten,
    };
  }
  const at = (path: string): string => `json_extract_string(record, ${sqlLiteral(path)})`;
  // A dot stands between two keys, or in one: flattened exports write `user.name`.
  const value = (name: string): string =>
    name.includes('.') ? `coalesce(${at(jsonPath(name))}, ${at(`$${jsonStep(name)}`)})` : at(jsonPath(name));
  const from =
    format === 'jsonl'
      ? `(select json_valid(line) and json_type(line) = 'OBJECT' as readable, case when readable then line::json end as record from ${ndjson(disk)} where trim(line) <> '')`
      : await listOf(db, disk, path, layout);
  return {
    from,
    columns: cell((name) => `nullif(${value(name)}, 'null')`),
    unreadable: 'not coalesce(readable, false)',
    rejectsTable: null,
    firstLine: 1,
  };
}

function ndjson(disk: string): string {
  return `read_csv(${sqlLiteral(disk)}, columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false,
    auto_detect = false, strict_mode = false, ${lineLimit})`;
}

/** The records of a JSON file as rows `(readable, record)`, wherever the list stands in it. */
async function listOf(db: DuckDBConnection, disk: string, path: string, layout: FileLayout): Promise<string> {
  const file = sqlLiteral(disk);
  const from =
    layout.records === null
      ? `(select json_type(json) = 'OBJECT' as readable, json as record from read_json_objects(${file}, format = 'array', maximum_object_size = 16000000))`
      : `(select json_type(record) = 'OBJECT' as readable, record from (select unnest(json_extract(json, ${sqlLiteral(`${jsonPath(layout.records)}[*]`)})) as record
          from read_json_objects(${file}, format = 'unstructured', maximum_object_size = ${await roomFor(disk)})))`;
  try {
    await queryRows(db, `select count(*) as records from ${from}`);
  } catch (error) {
    throw new ImportError(
      path,
      null,
      { fr: 'ce fichier n’est pas du JSON lisible', en: 'this file is not readable JSON' },
      { fr: 'Exportez-le à nouveau, ou enregistrez-le en CSV', en: 'Export it again, or save it as CSV' },
      { cause: error },
    );
  }
  return from;
}

/** Writes a sheet as one JSON list a row: a spreadsheet has no other form that the engine reads. */
async function rewriteSheet(disk: string, path: string, layout: FileLayout, workFolder: string): Promise<string> {
  const rows = await sheetRows(disk, path, layout.sheet);
  const rewritten = join(workFolder, `${randomUUID()}-sheet.jsonl`);
  const file = await open(rewritten, 'w', 0o600);
  try {
    const data = rows.slice(layout.skip + (layout.header ? 1 : 0));
    for (let at = 0; at < data.length; at += 1000) {
      await file.write(
        data
          .slice(at, at + 1000)
          .map((row) => `${JSON.stringify(row)}\n`)
          .join(''),
      );
    }
  } finally {
    await file.close();
  }
  return rewritten;
}
