import type { DuckDBMaterializedResult } from '@duckdb/node-api';
import type { StagingContext } from '../define.ts';
import { columnKey } from '../csv-header.ts';
import { forgetCopy } from '../forget-copy.ts';
import { numberLines } from '../number-lines.ts';
import { columnNames, matchColumns, openTableFile } from '../table-file.ts';
import { neverRead, type TableName, tableColumns } from './columns.ts';
import { type EngageFile, hasItsColumns } from './find-tables.ts';

/** Columns that nobody foresaw, by the name of the table: named once, however many exports have them. */
export type UnreadColumns = Map<string, Set<string>>;

const script = (name: string): URL => new URL(name, import.meta.url);

const readers: Readonly<Record<TableName, URL>> = {
  networks: script('networks-read.sql'),
  users: script('users-read.sql'),
  groups: script('groups-read.sql'),
  messages: script('messages-judged.sql'),
  messageversions: script('versions-read.sql'),
  likedmessages: script('likes-read.sql'),
  likes: script('likes-read.sql'),
};

/**
 * Reads one table of one export into the tables of prepare.sql; returns which columns it has, none when it is empty.
 * `part` numbers the folder, `nth` the file; `liker` is the person whose likes a file lists, '' when it says so itself.
 * Throws ImportError when a table of messages lacks a column; any other table costs a warning.
 */
export async function readTable(
  context: StagingContext,
  file: EngageFile,
  numbers: { readonly part: number; readonly nth: number },
  liker: string,
  unread: UnreadColumns,
): Promise<ReadonlySet<string>> {
  const { db, delivery } = context;
  const { path, table } = file;
  if ((await delivery.head(path)).trim() === '') return new Set();
  if (table !== 'messages' && !(await hasItsColumns(delivery, file))) {
    await warnOfMissingColumns(context, file);
    return new Set();
  }
  // What has to be written out for the engine holds the texts of messages: it stays on disk no longer than the reading.
  const copies: string[] = [];
  const scratch = (): string => {
    const copy = delivery.scratch();
    copies.push(copy);
    return copy;
  };
  const view = `engage_file_${numbers.nth}`;
  const opened = await openTableFile(db, { ...delivery, scratch }, path, view, tableColumns[table]);
  const known = unread.get(table) ?? new Set();
  unread.set(table, known);
  // Of earlier versions nothing is read at all, whatever their columns.
  const others = table === 'messageversions' ? [] : opened.unread;
  for (const name of others) if (!neverRead.has(columnKey(name))) known.add(name);

  const read = async (): Promise<DuckDBMaterializedResult> => {
    await db.run(`create or replace temp view engage_file as from ${view}`);
    if (table === 'messages') return await context.runSql(script('messages-read.sql'));
    return await db.run('create or replace temp table engage_rows as from engage_file');
  };
  // The list of networks holds no records: nothing that people did, and nobody.
  const scan = () => context.scan(path, read, table === 'networks' ? 'parts' : 'records');
  await scan();
  if (await opened.mend()) await scan();
  await numberLines(context, opened);
  await context.runSql(readers[table], { part: numbers.part, path, liker });
  if (table !== 'networks' && (await opened.hasBrokenLines())) {
    await db.run(`insert into staged_records (file, line, outcome, rule)
      select getvariable('path'), line, 'rejected', reason from broken_lines`);
  }
  for (const copy of [...copies, await delivery.onDisk(path)]) await forgetCopy(context, copy);
  return opened.present;
}

/** Says once for each table which of its columns are left unread for want of a meaning. */
export function warnOfUnread(context: StagingContext, unread: UnreadColumns): void {
  for (const [table, columns] of unread) {
    if (columns.size === 0) continue;
    const names = [...columns].sort().join(', ').slice(0, 300);
    context.warn({
      fr: `colonnes inconnues de ${table}.csv, non lues : ${names}`,
      en: `unknown columns of ${table}.csv, not read: ${names}`,
    });
  }
}

async function warnOfMissingColumns(context: StagingContext, { path, table }: EngageFile): Promise<void> {
  const names = await columnNames(context.delivery, path);
  const wanted = tableColumns[table].filter((column) => column.required);
  const missing = wanted.filter((column) => matchColumns(names, [column]).size === 0).map((column) => column.name);
  context.warn({
    fr: `${path} n’est pas lu, faute de colonne ${missing.join(', ')}`,
    en: `${path} is not read, for want of the column ${missing.join(', ')}`,
  });
}
