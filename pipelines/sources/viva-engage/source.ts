import type { Capability } from '../../canonical/capabilities.ts';
import { sqlLiteral } from '../../store/run-sql.ts';
import { defineSource, type StagingContext } from '../define.ts';
import { tableNames } from './columns.ts';
import { type Coverage, warnOfCoverage } from './coverage.ts';
import { warnOfLogs } from './export-log.ts';
import { type EngageFile, findTables, hasItsColumns, unforeseenFiles } from './find-tables.ts';
import { ownerOf } from './owner-of.ts';
import { readTable, type UnreadColumns, warnOfUnread } from './read-table.ts';

const evidence: readonly EngageFile['table'][] = ['messages', 'likedmessages', 'likes'];

/** The data export of a Microsoft Viva Engage (Yammer) network, of one person, or many of them to be read together. */
export const vivaEngage = defineSource({
  id: 'viva-engage',
  label: { fr: 'Export Microsoft Viva Engage (Yammer)', en: 'Microsoft Viva Engage (Yammer) export' },
  joinsParts: true,
  neverKept: [
    'message texts, titles, attachments and uploaded files',
    'private conversations',
    'earlier versions of messages',
    'links: deletion links (gdpr_delete_url), API addresses, the networks’ browser tokens',
    'job titles, pictures, administrators, topics, pages, votes',
  ],

  async recognise(delivery) {
    for (const file of findTables(delivery)) {
      if (evidence.includes(file.table) && (await hasItsColumns(delivery, file))) return 2;
    }
    return 0;
  },

  async stage(context) {
    const files = findTables(context.delivery);
    const folders = [...new Set(files.map((file) => file.folder))];
    await context.runSql(new URL('../iso-dates.sql', import.meta.url));
    await context.runSql(new URL('../dates.sql', import.meta.url));
    await context.runSql(new URL('../spoiled-ids.sql', import.meta.url));
    await context.runSql(new URL('prepare.sql', import.meta.url));
    await listFolders(context, folders);

    const unread: UnreadColumns = new Map();
    const present = new Set<string>();
    let done = 0;
    // The order of the tables matters: whose likes they are is told by the people and messages beside them.
    for (const file of tableNames.flatMap((table) => files.filter((candidate) => candidate.table === table))) {
      context.progress(done, files.length);
      const part = folders.indexOf(file.folder);
      const liker = file.table === 'likedmessages' ? await ownerOf(context, file, part) : '';
      const columns = await readTable(context, file, { part, nth: done++ }, liker, unread);
      for (const column of columns) present.add(`${file.table}.${column}`);
    }
    for (const step of ['resolve.sql', 'people.sql', 'communities.sql', 'events.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    warnOfUnread(context, unread);
    warnOfUnforeseen(context);
    await warnOfLogs(context);
    const coverage = await warnOfCoverage(context, files);
    return { capabilities: toldBy(present, coverage), clock: 'absolute' };
  },
});

async function listFolders({ db }: StagingContext, folders: readonly string[]): Promise<void> {
  const rows = folders.map((folder, part) => `(${part}, ${sqlLiteral(folder)})`);
  await db.run(`create temp table engage_folder as from (values ${rows.join(', ')}) as f(part, folder)`);
}

function warnOfUnforeseen(context: StagingContext): void {
  const files = unforeseenFiles(context.delivery).join(', ').slice(0, 300);
  if (files === '') return;
  context.warn({
    fr: `fichiers que ces exports ne contiennent pas d’ordinaire, non lus : ${files}`,
    en: `files that these exports do not usually hold, not read: ${files}`,
  });
}

function toldBy(present: ReadonlySet<string>, coverage: Coverage): Capability[] {
  const told: Capability[] = ['times'];
  if (present.has('messages.id')) told.push('threads', 'communities');
  if (present.has('messages.body')) told.push('mentions');
  if (present.has('messages.body') || present.has('messages.message_type')) told.push('questions');
  if (coverage.departments) told.push('departments');
  if (coverage.population) told.push('population');
  if (coverage.reactions) told.push('reactions');
  return told;
}
