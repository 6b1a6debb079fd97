import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../import-error.ts';
import { queryRows, sqlLiteral } from '../store/run-sql.ts';
import { columnKey, readCsvHeader } from './csv-header.ts';
import type { Delivery, StagingContext } from './define.ts';
import { isJsonObject } from './json-values.ts';
import { longestLine, mendLines, needsMending } from './mend-lines.ts';
import { type Reader, tableReaders } from './table-readers.ts';

/** One column that a table may have: its name with us, and every spelling under which it comes. */
export interface WantedColumn {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly required?: boolean;
}

/** A CSV, JSONL or Parquet file seen as a view with exactly the wanted columns, all text, null where absent,
 * and a flag for rows that can't be read at all. */
export interface TableFile {
  readonly path: string;
  /** Every row, flagged when it can't be read. */
  readonly view: string;
  /** The same rows, read faster, but one that can't be read may be blank; the same view where nothing is faster. */
  readonly quickView: string;
  /** Our names of the columns that the file really has. */
  readonly present: ReadonlySet<string>;
  /** The file's other columns: not read, listed once. */
  readonly unread: readonly string[];
  /** The table where the engine notes the lines that are no CSV, or null. Filled by the first scan of the view. */
  readonly rejectsTable: string | null;
  /** 1-based line of the first data row. */
  readonly firstLine: number;
  /**
   * To be called after the first scan. When a quote that never closes swallowed the lines after it, gives both views
   * another reading in which only the damaged lines are lost, and returns true: the views are to be scanned again.
   */
  mend(): Promise<boolean>;
  /** Whether the CSV reader had to leave out lines, by a scan of either view: a wrong number of columns, open quotes. */
  hasBrokenLines(): Promise<boolean>;
}

const tableEnding = /\.(csv|tsv|txt|jsonl|ndjson|parquet)$/i;
const jsonSampleLines = 200;

/** Whether a path looks like a table that can be read here. */
export function isTableFile(path: string): boolean {
  return tableEnding.test(path);
}

/** The column names of a table file as written, without loading it; [] for a Parquet file or an unreadable head. */
export async function columnNames(delivery: Delivery, path: string): Promise<readonly string[]> {
  if (/\.parquet$/i.test(path)) return [];
  if (!/\.(jsonl|ndjson)$/i.test(path)) return readCsvHeader(await delivery.head(path)).names;
  const keys = jsonKeys(await delivery.head(path));
  return keys.length > 0 ? keys : jsonKeys(await delivery.head(path, longestLine));
}

/**
 * Makes a view over a table file. The view is to be scanned once, into a table: its rows come in file order.
 * Throws ImportError when the file is empty or lacks a required column.
 */
export async function openTableFile(
  db: DuckDBConnection,
  delivery: Delivery,
  path: string,
  view: string,
  wanted: readonly WantedColumn[],
): Promise<TableFile> {
  if ((await delivery.head(path)).trim() === '') {
    throw new ImportError(
      path,
      null,
      { fr: 'ce fichier est vide', en: 'this file is empty' },
      {
        fr: 'Exportez-le à nouveau, ou retirez-le s’il est facultatif',
        en: 'Export it again, or leave it out if it is optional',
      },
    );
  }
  const kind = /\.parquet$/i.test(path) ? 'parquet' : /\.(jsonl|ndjson)$/i.test(path) ? 'json' : 'csv';
  const written = kind === 'parquet' ? await delivery.onDisk(path) : await linesOnDisk(delivery, path);
  const disk = sqlLiteral(written);
  const names =
    kind === 'parquet'
      ? (await queryRows(db, `select name from parquet_schema(${disk}) where num_children is null`)).map((row) =>
          String(row['name']),
        )
      : await columnNames(delivery, path);
  const found = matchColumns(names, wanted);
  for (const column of wanted) {
    if (column.required && !found.has(column.name)) {
      if (names.length === 0 && kind === 'json') throw noObjects(path);
      const listed = names.join(', ').slice(0, 300);
      throw new ImportError(
        path,
        1,
        { fr: `il manque la colonne « ${column.name} »`, en: `the column “${column.name}” is missing` },
        {
          fr: `Colonnes trouvées : ${listed}. Renommez ou ajoutez celle qui manque, puis importez à nouveau`,
          en: `Columns found: ${listed}. Rename or add the missing one, then import again`,
        },
      );
    }
  }
  const header = readCsvHeader(await delivery.head(path));
  const quickView = kind === 'json' ? `${view}_quick` : view;
  const readFrom = async (from: string): Promise<Reader> => {
    const reader = tableReaders[kind]({ disk: sqlLiteral(from), view, names, read: new Set(found.values()), header });
    for (const [name, form] of [[view, reader.careful] as const, [quickView, reader.quick] as const]) {
      if (form === null) continue;
      const columns = wanted.map((column) => {
        const index = found.get(column.name);
        return `${index === undefined ? 'null::varchar' : form.column(index)} as ${column.name}`;
      });
      await db.run(
        `create or replace temp view ${name} as select ${columns.join(', ')}, ${form.unreadable} as unreadable from ${form.from}`,
      );
    }
    return reader;
  };
  const { rejectsTable } = await readFrom(written);
  // The engine adds to the notes that are there: those of a former file read under this name are not of this one.
  const forgetRejects = async (): Promise<void> => {
    if (rejectsTable !== null)
      await db.run(`drop table if exists ${rejectsTable}; drop table if exists ${rejectsTable}_scan`);
  };
  await forgetRejects();
  let rejects: Rejects | null = null;
  const lookAtRejects = async (): Promise<Rejects> => (rejects ??= await rejectsIn(db, rejectsTable));
  return {
    path,
    view,
    quickView,
    present: new Set(found.keys()),
    unread: names.filter((_, index) => ![...found.values()].includes(index)),
    rejectsTable,
    firstLine: kind === 'csv' ? header.linesBefore + 2 : 1,
    async mend() {
      if (rejectsTable === null || !(await lookAtRejects()).hasOpenQuote) return false;
      const mended = delivery.scratch();
      await mendLines(written, mended, header.separator);
      await forgetRejects();
      await readFrom(mended);
      rejects = null;
      return true;
    },
    hasBrokenLines: async () => (await lookAtRejects()).hasAny,
  };
}

function noObjects(path: string): ImportError {
  return new ImportError(
    path,
    1,
    {
      fr: 'aucune des premières lignes n’est un objet JSON entier',
      en: 'none of the first lines is a whole JSON object',
    },
    {
      fr: 'Écrivez un objet par ligne, sans crochets autour ni virgules entre les lignes, puis importez à nouveau',
      en: 'Write one object a line, without brackets around nor commas between the lines, then import again',
    },
  );
}

/**
 * The path of a text on disk in which every line can be read: one that is too long has become a line that is rejected,
 * and lines that end in different ways all end alike.
 */
export async function linesOnDisk(delivery: Delivery, path: string): Promise<string> {
  const disk = await delivery.onDisk(path);
  if (!(await needsMending(disk))) return disk;
  const mended = delivery.scratch();
  await mendLines(disk, mended, null);
  return mended;
}

/** What a scan left out. */
interface Rejects {
  readonly hasAny: boolean;
  /** Whether the engine met a quote after which it lost its way; the marks of an earlier mending don't count. */
  readonly hasOpenQuote: boolean;
}

async function rejectsIn(db: DuckDBConnection, rejectsTable: string | null): Promise<Rejects> {
  if (rejectsTable === null) return { hasAny: false, hasOpenQuote: false };
  const [row] = await queryRows(
    db,
    `select count(*) > 0 as has_any,
       coalesce(bool_or(error_type = 'UNQUOTED VALUE' and not starts_with(csv_line, '""')), false) as has_open_quote
     from ${rejectsTable}`,
  );
  return { hasAny: row?.['has_any'] === true, hasOpenQuote: row?.['has_open_quote'] === true };
}

/** Says which columns of a file are left unread, if any. */
export function warnOfUnreadColumns(context: StagingContext, { path, unread }: TableFile): void {
  if (unread.length === 0) return;
  const names = unread.join(', ').slice(0, 300);
  context.warn({ fr: `colonnes de ${path} non lues : ${names}`, en: `columns of ${path} not read: ${names}` });
}

/** Which of the file's columns answers to each wanted one: the first spelling that is there. */
export function matchColumns(names: readonly string[], wanted: readonly WantedColumn[]): Map<string, number> {
  const keys = names.map(columnKey);
  const found = new Map<string, number>();
  for (const { name, spellings } of wanted) {
    const index = [name, ...spellings].map((spelling) => keys.indexOf(columnKey(spelling))).find((at) => at >= 0);
    if (index !== undefined) found.set(name, index);
  }
  return found;
}

/** Every key met in the first lines of a JSONL file, in order of appearance. */
function jsonKeys(head: string): string[] {
  const keys = new Set<string>();
  for (const line of head.split('\n').slice(0, jsonSampleLines)) {
    try {
      const record: unknown = JSON.parse(line);
      if (isJsonObject(record)) for (const key of Object.keys(record)) keys.add(key);
    } catch {
      // The last line of a head is cut short, and a bad line is counted when the file is read.
    }
  }
  return [...keys];
}
