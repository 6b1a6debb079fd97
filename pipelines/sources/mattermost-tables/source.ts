import type { Capability } from '../../canonical/capabilities.ts';
import { ImportError } from '../../import-error.ts';
import { queryRows, sqlLiteral } from '../../store/run-sql.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { numberLines } from '../number-lines.ts';
import { type TableName, tableNames } from './columns.ts';
import { dumpFile, dumpTables, type FoundTable, type OpenedTable, openTable, tableFiles } from './open-tables.ts';

/** A few tables of a Mattermost server's PostgreSQL database, as CSV, as COPY text or inside a plain dump. */
export const mattermostTables = defineSource({
  id: 'mattermost-tables',
  label: { fr: 'Tables d’une base Mattermost', en: 'Tables of a Mattermost database' },
  neverKept: [
    'message texts, files and links',
    'direct and group messages, and who belongs to such conversations',
    'passwords, tokens, sessions and preferences: those columns and tables are not read',
    'headers and purposes of channels',
  ],

  async recognise(delivery) {
    if ((await dumpFile(delivery)) !== null) return 2;
    return (await tableFiles(delivery)).has('posts') ? 2 : 0;
  },

  async stage(context) {
    const found = await foundTables(context.delivery);
    refuseWithout(context.delivery, found);
    for (const file of ['read.sql', '../mattermost-export/words.sql']) {
      await context.runSql(new URL(file, import.meta.url));
    }
    await context.db.run('create temp table mattermost_files (name varchar, path varchar)');
    const opened = new Map<TableName, OpenedTable>();
    for (const [done, name] of tableNames.entries()) {
      context.progress(done, tableNames.length);
      const table = await openTable(context.db, context.delivery, name, found.get(name));
      if (table !== null) opened.set(name, table);
      await readTable(context, name, table);
    }
    for (const step of ['judged.sql', 'events.sql', 'registry.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    tellWhatIsUnread(context, opened);
    return { capabilities: await told(context, opened), clock: 'absolute' };
  },
});

async function foundTables(delivery: Delivery): Promise<Map<TableName, FoundTable>> {
  const dump = await dumpFile(delivery);
  return dump === null ? tableFiles(delivery) : dumpTables(delivery, dump);
}

/** Without the list of channels nothing tells direct conversations from the others: then nothing is read at all. */
function refuseWithout(delivery: Delivery, found: ReadonlyMap<TableName, FoundTable>): void {
  for (const name of ['posts', 'channels'] as const) {
    if (found.has(name)) continue;
    throw new ImportError(
      delivery.name,
      null,
      { fr: `il manque la table ${name}`, en: `the table ${name} is missing` },
      {
        fr: 'Extrayez au moins posts et channels, avec leurs noms de colonnes ; channels dit quelles conversations sont directes et ne doivent pas être lues',
        en: 'Extract at least posts and channels, with the names of their columns; channels tells which conversations are direct and must not be read',
      },
    );
  }
}

/** Fills `<table>_lines`: what is taken of each row, and the line where it stands. */
async function readTable(context: StagingContext, name: TableName, table: OpenedTable | null): Promise<void> {
  const { db } = context;
  const read = () =>
    context.runSql(new URL(`${name}.sql`, import.meta.url), {
      has_message: table?.present.has('message') === true,
    });
  // Of a dump the engine passes over what stands before the table: how much of the file that is can't be told.
  const scan = () => (table?.mend === undefined ? read() : context.scan(table.path, read));
  await scan();
  if ((await table?.mend?.()) === true) await scan();
  await numberLines(context, table ?? { path: name, firstLine: 1, rejectsTable: null });
  await db.run(`create temp table ${name}_lines as select *, line_of(rowid) as line from ${name}_read`);
  if (table === null) return;
  const path = sqlLiteral(table.path);
  await db.run(`insert into mattermost_files values (${sqlLiteral(name)}, ${path});
    insert into staged_records (file, line, outcome, rule)
    select ${path}, line, 'rejected', reason from broken_lines order by line`);
}

function tellWhatIsUnread(context: StagingContext, opened: ReadonlyMap<TableName, OpenedTable>): void {
  const unread = [...opened].filter(([, table]) => table.unread.length > 0);
  if (unread.length > 0) {
    const columns = unread.map(([name, table]) => `${name} (${table.unread.join(', ')})`).join(', ');
    context.warn({ fr: `colonnes non lues : ${columns}`, en: `columns not read: ${columns}` });
  }
  if (!opened.has('bots')) {
    context.warn({
      fr: 'sans la table bots, les comptes automatiques passent pour des personnes',
      en: 'without the table bots, automatic accounts pass for people',
    });
  }
}

async function told(context: StagingContext, opened: ReadonlyMap<TableName, OpenedTable>): Promise<Capability[]> {
  const [row] = await queryRows(
    context.db,
    `select exists (select 1 from staged_events where kind = 'reply') as threads`,
  );
  const has = (name: TableName, ...columns: readonly string[]) =>
    columns.some((column) => opened.get(name)?.present.has(column) === true);
  const told: Capability[] = ['times', 'communities'];
  if (row?.['threads'] === true) told.push('threads');
  if (opened.has('reactions')) told.push('reactions');
  if (has('posts', 'mentions', 'message') && has('users', 'username')) told.push('mentions');
  if (has('posts', 'asks', 'message')) told.push('questions');
  if (opened.has('channelmembers') || opened.has('channelmemberhistory')) told.push('memberships');
  if (opened.has('users')) told.push('population');
  return told;
}
