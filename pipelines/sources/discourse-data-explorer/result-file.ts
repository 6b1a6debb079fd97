import type { Delivery, StagingContext } from '../define.ts';
import { writeJsonLines } from '../json-records.ts';
import { tableRows } from '../json-table-rows.ts';
import { type JsonObject, textOf } from '../json-values.ts';
import { sqlLiteral } from '../../store/run-sql.ts';
import { type NumberedFile, numberLines } from '../number-lines.ts';
import { columnNames, isTableFile, matchColumns, openTableFile, type WantedColumn } from '../table-file.ts';

/** A result as it was downloaded, before its rows are read. */
export interface ResultFile {
  readonly path: string;
  readonly names: readonly string[];
}

const isJson = (path: string): boolean => /\.json$/i.test(path);

/** The columns of a result, CSV or `{"columns": […], "rows": […]}`; [] for any other file. */
export async function resultNames(delivery: Delivery, path: string): Promise<readonly string[]> {
  if (/\.csv$/i.test(path) && isTableFile(path)) return columnNames(delivery, path);
  if (!isJson(path)) return [];
  const [, list = '[]'] = /"columns"\s*:\s*(\[[^[\]]*\])/.exec(await delivery.head(path)) ?? [];
  try {
    const names: unknown = JSON.parse(list);
    return Array.isArray(names) ? names.map((name) => textOf(name) ?? '') : [];
  } catch {
    return [];
  }
}

/** Copies the wanted columns of a result into the temporary table `discourse_rows`, in file order, all as text. */
export async function readResult(
  context: StagingContext,
  { path, names }: ResultFile,
  wanted: readonly WantedColumn[],
): Promise<void> {
  const { db, delivery } = context;
  let read: NumberedFile = { path, firstLine: 1, rejectsTable: null };
  if (isJson(path)) {
    const disk = writeJsonLines(context, 'discourse-rows.ndjson', jsonRows(await delivery.read(path), names, wanted));
    const columns = [...wanted.map(({ name }) => `${name}: 'varchar'`), `unreadable: 'boolean'`].join(', ');
    await db.run(`create or replace temp table discourse_rows as
      select * from read_json(${sqlLiteral(disk)}, format = 'newline_delimited', columns = {${columns}})`);
  } else {
    // The engine keeps the broken lines of all files of one view together: each file gets its own.
    const view = `discourse_file_${context.delivery.files.findIndex((file) => file.path === path)}`;
    const table = await openTableFile(db, delivery, path, view, wanted);
    const copy = () => db.run(`create or replace temp table discourse_rows as select * from ${view}`);
    await context.scan(path, copy);
    if (await table.mend()) await context.scan(path, copy);
    read = table;
  }
  await numberLines(context, read);
}

function* jsonRows(bytes: Buffer, names: readonly string[], wanted: readonly WantedColumn[]): Generator<JsonObject> {
  const found = matchColumns(names, wanted);
  for (const { table, row } of tableRows(bytes)) {
    if (table !== 'rows' && table !== '') continue;
    const values = Array.isArray(row) && row.length === names.length ? (row as readonly unknown[]) : null;
    const cell = (at: number): string | null => {
      const value = values?.[at];
      return typeof value === 'boolean' ? String(value) : textOf(value);
    };
    yield {
      ...Object.fromEntries(Array.from(found, ([name, at]) => [name, cell(at)])),
      unreadable: values === null,
    };
  }
}
