import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { columnKey } from '../csv-header.ts';
import { defineSource, type StagingContext } from '../define.ts';
import { serverZone } from './clock.ts';
import type { TableName } from './columns.ts';
import { type HumhubFile, humhubFiles, readTables } from './tables.ts';

/** Tables of a HumHub database as CSV or tab-separated files. See README.md beside this file for the queries. */
export const humhubTables = defineSource({
  id: 'humhub-tables',
  label: { fr: 'HumHub, tables de la base', en: 'HumHub, tables of its database' },
  neverKept: [
    'texts of posts and comments, which the queries do not select',
    'private messages, whose tables are not asked for',
    'passwords, addresses, telephone numbers, birthdays and other profile fields',
  ],

  async recognise(delivery) {
    const contents = (await humhubFiles(delivery)).get('content') ?? [];
    const needed = ['id', 'object_model', 'object_id', 'created_at', 'created_by'];
    const suits = contents.some(({ names }) => {
      const keys = new Set(names.map(columnKey));
      return needed.every((name) => keys.has(name));
    });
    return suits ? 2 : 0;
  },

  async stage(context) {
    const files = await humhubFiles(context.delivery);
    const zone = await serverZone(context);
    await readTables(context, files);
    for (const step of ['load.sql', 'events.sql', 'registry.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url), { zone });
    }
    return { capabilities: await whatItTells(context, files), clock: 'absolute' };
  },
});

async function whatItTells(
  { db }: StagingContext,
  files: ReadonlyMap<TableName, readonly HumhubFile[]>,
): Promise<Capability[]> {
  const [row] = await queryRows(
    db,
    `select
      exists (select 1 from staged_events where is_question is not null) as questions,
      exists (select 1 from staged_people where department is not null) as departments`,
  );
  const told: Capability[] = ['times'];
  if (files.has('comment')) told.push('threads');
  if (files.has('like')) told.push('reactions');
  if (files.has('user_mentioning')) told.push('mentions');
  if (files.has('space')) told.push('communities');
  if (files.has('space_membership')) told.push('memberships');
  if (files.has('user')) told.push('population');
  if (row?.['departments'] === true) told.push('departments');
  if (row?.['questions'] === true) told.push('questions');
  return told;
}
