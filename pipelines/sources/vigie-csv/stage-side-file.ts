import type { StagingContext } from '../define.ts';
import { kindWords } from '../intervention-kind.ts';
import { numberLines } from '../number-lines.ts';
import { readDays } from '../read-days.ts';
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
  await readDays(context, table, 'side_rows', dateColumns[name]);
  await numberLines(context, table);
  const words = Object.entries(kindWords).map(([kind, said]) => [kind, said.source]);
  await context.runSql(
    new URL(`./${name}.sql`, import.meta.url),
    name === 'interventions' ? Object.fromEntries(words) : {},
  );
  await context.db.run('drop table side_rows');
}
