import { datedColumns, dayFirst } from '../date-order.ts';
import type { StagingContext } from '../define.ts';
import { numberLines } from '../number-lines.ts';
import type { TableFile } from '../table-file.ts';
import type { TableName } from './columns.ts';

const dateColumns: Readonly<Record<Exclude<TableName, 'events'>, readonly string[]>> = {
  people: ['joined_on', 'left_on', 'valid_from', 'valid_to', 'as_of'],
  communities: ['created_on', 'archived_on'],
  memberships: ['valid_from', 'valid_to'],
  interventions: ['starts_on', 'ends_on'],
};

/** Reads one of the small files (people, communities, memberships, interventions) into its staged table. */
export async function stageSideFile(
  context: StagingContext,
  name: Exclude<TableName, 'events'>,
  table: TableFile,
): Promise<void> {
  const { db } = context;
  await context.runSql(new URL('../dates.sql', import.meta.url));
  const read = () => db.run(`create or replace table side_rows as select * from ${table.view}`);
  await read();
  if (await table.mend()) await read();
  let order: boolean | null = null;
  for (const column of await datedColumns(db, 'side_rows', dateColumns[name])) {
    order ??= await dayFirst(db, 'side_rows', column, { file: table.path, firstLine: table.firstLine });
  }
  await numberLines(context, table);
  await context.runSql(new URL(`./${name}.sql`, import.meta.url), { day_first: order ?? true });
  await db.run('drop table side_rows');
}
