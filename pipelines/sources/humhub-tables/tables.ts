import type { Delivery, StagingContext } from '../define.ts';
import { numberLines } from '../number-lines.ts';
import { profileFields, warnOfDepartmentField } from '../profile-fields.ts';
import { columnNames, openTableFile, type WantedColumn } from '../table-file.ts';
import { tableColumns, type TableName, tableNamed, tableNames } from './columns.ts';

export interface HumhubFile {
  readonly path: string;
  readonly names: readonly string[];
}

const placeColumns = ['department', 'division', 'site', 'level'] as const;
/** What HumHub itself asks of people: addresses and the like, which say nothing of the organisation. */
const ownProfileColumns = new Set(
  `user_id firstname lastname title gender street zip city country state birthday birthday_hide_year about phone_private
  phone_work mobile fax im_skype im_xmpp url url_facebook url_linkedin url_instagram url_xing url_youtube url_vimeo url_flickr
  url_googleplus url_twitter url_x url_tiktok`.split(/\s+/),
);

/** The delivery's files by table; a table may come in several. */
export async function humhubFiles(delivery: Delivery): Promise<Map<TableName, HumhubFile[]>> {
  const found = new Map<TableName, HumhubFile[]>();
  for (const { path } of delivery.files) {
    const table = tableNamed(path);
    if (table === null) continue;
    const file = { path, names: await columnNames(delivery, path) };
    found.set(table, [...(found.get(table) ?? []), file]);
  }
  return found;
}

/** Copies what is wanted of every table into `humhub_<table>`: file, line, the columns as text. Absent tables stay empty. */
export async function readTables(
  context: StagingContext,
  files: ReadonlyMap<TableName, readonly HumhubFile[]>,
): Promise<void> {
  for (const table of tableNames) {
    const columns = [...tableColumns[table].map(({ name }) => name), ...(table === 'profile' ? placeColumns : [])];
    await context.db.run(`create temp table humhub_${table} (
      file varchar, line bigint, ${columns.map((name) => `"${name}" varchar`).join(', ')}, unreadable boolean)`);
  }
  let done = 0;
  for (const [table, parts] of files) {
    for (const part of parts) {
      // The engine keeps the broken lines of all files of one view together: each file gets its own.
      await readTable(context, table, part, `humhub_file_${done}`);
      done += 1;
      context.progress(done, [...files.values()].flat().length);
    }
  }
}

async function readTable(
  context: StagingContext,
  table: TableName,
  { path, names }: HumhubFile,
  view: string,
): Promise<void> {
  const { db } = context;
  const wanted = table === 'profile' ? profileColumns(context, names) : tableColumns[table];
  const opened = await openTableFile(db, context.delivery, path, view, wanted);
  const read = () => db.run(`create or replace temp table humhub_rows as select * from ${view}`);
  await context.scan(path, read, 'parts');
  if (await opened.mend()) await context.scan(path, read, 'parts');
  await numberLines(context, opened);
  await db.run(`insert into humhub_${table} select getvariable('file'), line_of(rowid), * from humhub_rows`);
  if (!(await opened.hasBrokenLines())) return;
  await db.run(`insert into staged_records (file, line, outcome, rule)
    select getvariable('file'), line, 'rejected', reason from broken_lines`);
}

/** Names, and of the fields that the network's owners added those that tell where somebody works. */
function profileColumns(context: StagingContext, names: readonly string[]): readonly WantedColumn[] {
  const added = names.filter((name) => !ownProfileColumns.has(name.trim().toLowerCase()));
  const fields = profileFields(added);
  warnOfDepartmentField(context, added, fields);
  return [
    ...tableColumns.profile,
    ...placeColumns.map((name) => {
      const at = fields[name];
      const title = at === null ? undefined : added[at];
      return { name, spellings: title === undefined ? [] : [title] };
    }),
  ];
}
