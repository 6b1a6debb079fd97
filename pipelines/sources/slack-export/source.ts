import type { Capability } from '../../canonical/capabilities.ts';
import { ImportError } from '../../import-error.ts';
import { defineSource, type DeliveredFile, type StagingContext } from '../define.ts';
import { writeJsonLines } from '../json-records.ts';
import { type ConversationFiles, conversationFiles } from './conversation-files.ts';
import { readMessages } from './read-messages.ts';
import { readRegistry } from './registry.ts';

/**
 * Folders of direct messages where no list names them: `D02ABCDEF`, `mpdm-ana--bo-1`; and of what is said about one file or
 * canvas, which bear its title: `FC:F0123ABCD:Budget`, or with `_` where a folder can't hold a colon. Who may see the file
 * is not in the export.
 */
const directFolder = /^(D[A-Z0-9]{7,}|mpdm-.*|FC[:_]F[A-Z0-9]{6,}[:_].*)$/;
const looksAtRecognition = 10;

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
    return (await conversationFiles(delivery, looksAtRecognition))?.sureness ?? 0;
  },

  async stage(context) {
    const found = await conversationFiles(context.delivery, Number.POSITIVE_INFINITY);
    if (found === null) throw nothingToRead(context.delivery.name);
    const { folders } = found;
    const registry = await readRegistry(context);
    const isDirect = ({ path }: DeliveredFile): boolean => {
      const folder = folders.get(path);
      if (folder === undefined) return false;
      const [workspace = ''] = /^teams\/[^/]+\//.exec(path) ?? [];
      return directFolder.test(folder) || registry.directFolders.has(workspace + folder);
    };
    const wanted = (file: DeliveredFile): boolean => folders.has(file.path) && !isDirect(file);
    const files = context.delivery.files.filter(wanted);
    const direct = context.delivery.files.filter(isDirect);
    if (files.length === 0) throw onlyDirect(context.delivery.name);

    const users = writeJsonLines(context, 'slack-users.ndjson', registry.users);
    const channels = writeJsonLines(context, 'slack-channels.ndjson', registry.channels);
    const numbered = files.map(({ path }, number) => ({ number, path, folder: folders.get(path) ?? '' }));
    const paths = writeJsonLines(context, 'slack-files.ndjson', numbered);

    await context.runSql(new URL('load.sql', import.meta.url), { users, channels, files: paths });
    const { directRead } = await readMessages(context, wanted);
    const places = new Set(
      direct.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1) + (folders.get(path) ?? '')),
    );
    warnOfDirectMessages(context, places.size + directRead);
    await warnOfLayout(context, found);
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

function warnOfDirectMessages(context: StagingContext, conversations: number): void {
  if (conversations === 0) return;
  context.warn({
    fr: `conversations directes ou sur un fichier présentes dans cet export et jamais lues : ${conversations}`,
    en: `direct conversations and conversations about a file in this export, never read: ${conversations}`,
  });
}

/** Says which channel files are taken to be of where they name none, and which pages are missing. */
async function warnOfLayout(context: StagingContext, { layout }: ConversationFiles): Promise<void> {
  if (layout === 'export') return;
  const named = await context.db.runAndReadAll(
    'select distinct folder from slack_file where not names_itself order by folder',
  );
  const unnamed = named.getRows().map(([folder]) => String(folder));
  if (unnamed.length > 0) {
    const [some, more] = [unnamed.slice(0, 3).join(', '), unnamed.length > 3 ? '…' : ''];
    context.warn({
      fr: `ces fichiers ne disent pas de quel canal ils sont : lus comme le canal « ${some}${more} » ; n’importez pas aussi l’export entier, leurs messages compteraient deux fois`,
      en: `these files do not say which channel they are of: read as the channel “${some}${more}”; do not import the whole export too, or their messages count twice`,
    });
  }
  const cut = await context.db.runAndReadAll(`
    select f.folder from slack_conversation c join slack_file f on f.number = c.file
    group by f.folder having bool_and(coalesce(c.more, false)) order by f.folder`);
  const unfinished = cut.getRows().map(([folder]) => String(folder));
  if (unfinished.length === 0) return;
  context.warn({
    fr: `Slack annonce d’autres pages de messages, absentes d’ici : ${unfinished.slice(0, 3).join(', ')} ; suivez next_cursor jusqu’au bout`,
    en: `Slack tells of more pages of messages, which are not here: ${unfinished.slice(0, 3).join(', ')}; follow next_cursor to the end`,
  });
}

function nothingToRead(name: string): ImportError {
  return new ImportError(
    name,
    null,
    { fr: 'aucun fichier de messages de Slack ne s’y trouve', en: 'no file of Slack messages is in it' },
    {
      fr: 'Donnez le ZIP de l’export, le dossier d’un canal, ou des réponses de conversations.history',
      en: 'Give the ZIP of the export, the folder of a channel, or answers of conversations.history',
    },
  );
}

function onlyDirect(name: string): ImportError {
  return new ImportError(
    name,
    null,
    {
      fr: 'il n’y a là que des messages directs ou des propos sur un fichier : ils ne sont jamais lus',
      en: 'it holds nothing but direct messages or talk about a file, which are never read',
    },
    { fr: 'Donnez l’export des canaux', en: 'Give the export of channels' },
  );
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
