import type { Capability } from '../../canonical/capabilities.ts';
import { defineSource, type DeliveredFile, type Delivery, type StagingContext } from '../define.ts';
import { writeJsonLines } from '../json-records.ts';
import { readMessages } from './read-messages.ts';
import { readRegistry, registryFiles } from './registry.ts';

/** A day of a conversation: of this workspace, or in `teams/<workspace>/` of an Enterprise Grid organisation. */
const dayFile = /^(teams\/[^/]+\/)?([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/;
/** Folders of direct messages where no list names them: `D02ABCDEF`, `mpdm-ana--bo-1`. */
const directFolder = /^(D[A-Z0-9]{7,}|mpdm-.*)$/;

/** The export of a Slack workspace: a folder per channel, a file per day. */
export const slackExport = defineSource({
  id: 'slack-export',
  label: { fr: 'Export Slack', en: 'Slack export' },
  neverKept: [
    'message texts, files, attachments and their links with download tokens',
    'direct messages and group messages',
    'telephone numbers, pictures, statuses and time zones',
    'canvases, lists, huddles and integration logs',
  ],

  async recognise(delivery) {
    if (!delivery.files.some((file) => dayFile.test(file.path))) return 0;
    const markers: readonly string[] = Object.values(registryFiles).flat();
    return delivery.files.some(({ path }) => markers.includes(path.replace(/^teams\/[^/]+\//, ''))) ? 2 : 1;
  },

  async stage(context) {
    const registry = await readRegistry(context);
    const isDirect = (path: string): boolean => {
      const [, workspace = '', folder] = dayFile.exec(path) ?? [];
      if (folder === undefined) return false;
      return directFolder.test(folder) || registry.directFolders.has(workspace + folder);
    };
    warnOfDirectMessages(context, context.delivery, isDirect);

    const wanted = ({ path }: DeliveredFile): boolean => dayFile.test(path) && !isDirect(path);
    const users = writeJsonLines(context, 'slack-users.ndjson', registry.users);
    const channels = writeJsonLines(context, 'slack-channels.ndjson', registry.channels);

    const paths = context.delivery.files.filter(wanted).map(({ path }, number) => ({ number, path }));
    const files = writeJsonLines(context, 'slack-files.ndjson', paths);

    await context.runSql(new URL('load.sql', import.meta.url), { users, channels, files });
    await readMessages(context, wanted);
    for (const step of [
      'mark-copies.sql',
      'events.sql',
      'communities.sql',
      'people.sql',
      'reported.sql',
      'records.sql',
    ]) {
      await context.runSql(new URL(step, import.meta.url), { own_teams: registry.ownTeams.join(' ') });
    }
    return { capabilities: await toldByContent(context, registry.users.length > 0), clock: 'absolute' };
  },
});

function warnOfDirectMessages(context: StagingContext, delivery: Delivery, isDirect: (path: string) => boolean) {
  const paths = delivery.files.map(({ path }) => path).filter(isDirect);
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))));
  if (folders.size === 0) return;
  context.warn({
    fr: `conversations directes ou sur un fichier présentes dans cet export et jamais lues : ${folders.size}`,
    en: `direct conversations and conversations about a file in this export, never read: ${folders.size}`,
  });
}

/** Exports before October 2017 have no threads and before July 2015 no reactions: absent is not zero. */
async function toldByContent(context: StagingContext, listsPeople: boolean): Promise<Capability[]> {
  const result = await context.db.runAndReadAll(`
    select
      exists (select 1 from staged_events where kind = 'reply'),
      exists (select 1 from staged_events where kind = 'reaction'),
      exists (select 1 from staged_memberships)`);
  const [threads, reactions, memberships] = result.getRows()[0] ?? [];
  const told: Capability[] = ['times', 'mentions', 'communities', 'questions'];
  if (threads === true) told.push('threads');
  if (reactions === true) told.push('reactions');
  if (memberships === true) told.push('memberships');
  if (listsPeople) told.push('population');
  return told;
}
