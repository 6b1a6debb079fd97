import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { defineSource, type StagingContext } from '../define.ts';
import { writeJsonLines } from '../json-records.ts';
import { isMessageFile, writeMessages } from './message-files.ts';
import { readRegistry } from './registry.ts';

const filesLookedAt = 10;
/** Keys of a message as Graph writes them, and as its .NET and PowerShell libraries do. */
const marks = [/"[mM]essageType"/, /"[cC]hannelIdentity"/, /"[cC]reatedDateTime"/];

/** Messages of Microsoft Teams channels, as Microsoft Graph gives them (`chatMessage`). */
export const teamsGraph = defineSource({
  id: 'teams-graph',
  label: { fr: 'Messages Microsoft Teams (Microsoft Graph)', en: 'Microsoft Teams messages (Microsoft Graph)' },
  neverKept: [
    'message texts, subjects, attachments and links',
    'chats, whether of two people, of groups or of meetings',
    'earlier versions of messages',
    'policy violations, languages and devices',
  ],

  // A thread's first message and its replies may have been fetched into two archives.
  joinsParts: true,

  async recognise(delivery) {
    for (const file of delivery.files.filter(isMessageFile).slice(0, filesLookedAt)) {
      // A long first message pushes the keys at its end far down.
      const head = await delivery.head(file.path, 262_144);
      if (marks.every((mark) => mark.test(head))) return 2;
    }
    return 0;
  },

  async stage(context) {
    const registry = await readRegistry(context);
    await context.runSql(new URL('load.sql', import.meta.url), {
      messages: await writeMessages(context),
      teams: writeJsonLines(context, 'teams-teams.ndjson', registry.teams),
      channels: writeJsonLines(context, 'teams-channels.ndjson', registry.channels),
    });
    for (const step of ['events.sql', 'registry.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    await warnOfChats(context);
    return { capabilities: await toldByContent(context), clock: 'absolute' };
  },
});

async function warnOfChats(context: StagingContext): Promise<void> {
  const [row] = await queryRows(context.db, `select count(*) as chats from teams_message where exclusion = 'chat'`);
  const chats = Number(row?.['chats'] ?? 0);
  if (chats === 0) return;
  context.warn({
    fr: `messages de conversations privées présents dans cet export et jamais chargés : ${chats}`,
    en: `messages of private chats in this export, never loaded: ${chats}`,
  });
}

/** Some ways of exporting leave every list of reactions empty: none at all is then unknown, not zero. */
async function toldByContent(context: StagingContext): Promise<Capability[]> {
  const [row] = await queryRows(
    context.db,
    `select
       exists (select 1 from staged_events where kind = 'reply') as threads,
       exists (select 1 from staged_events where kind = 'reaction') as reactions`,
  );
  const told: Capability[] = ['times', 'mentions', 'communities', 'questions'];
  for (const name of ['threads', 'reactions'] as const) if (row?.[name] === true) told.push(name);
  return told;
}
