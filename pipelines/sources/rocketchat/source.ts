import type { Capability } from '../../canonical/capabilities.ts';
import { ImportError } from '../../import-error.ts';
import { queryRows } from '../../store/run-sql.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { type Collection, type CollectionFile, collectionFiles, collections } from './collections.ts';

/** A few collections of a Rocket.Chat server's database, as `mongoexport` writes them. */
export const rocketChat = defineSource({
  id: 'rocketchat',
  label: { fr: 'Collections d’une base Rocket.Chat', en: 'Collections of a Rocket.Chat database' },
  neverKept: [
    'message texts, attachments, files and links',
    'direct messages and discussions begun in them, omnichannel (livechat) conversations and their visitors, and who belongs to such conversations',
    'passwords, tokens and keys (`services`, `e2e`), settings, status, biographies and custom fields',
    'topics, descriptions and announcements of rooms',
  ],

  async recognise(delivery) {
    return (await collectionFiles(delivery)).size > 0 ? 2 : 0;
  },

  async stage(context) {
    const files = await collectionFiles(context.delivery);
    refuseWithoutRooms(context.delivery, files);
    for (const file of ['../iso-dates.sql', '../mattermost-export/words.sql', 'tables.sql']) await step(context, file);
    for (const collection of collections) {
      for (const file of files.get(collection) ?? []) await readCollection(context, collection, file);
      if (collection === 'rooms') await step(context, 'open-rooms.sql');
    }
    for (const file of ['judged.sql', 'events.sql', 'registry.sql', 'records.sql']) await step(context, file);
    await tellWhatIsPartial(context, files);
    return { capabilities: await told(context, files), clock: 'absolute' };
  },
});

async function step(context: StagingContext, file: string): Promise<void> {
  await context.runSql(new URL(file, import.meta.url));
}

/** Without the rooms nothing tells direct conversations from the others: then nothing is read at all. */
function refuseWithoutRooms(delivery: Delivery, files: ReadonlyMap<Collection, readonly CollectionFile[]>): void {
  if (files.has('rooms') || !(files.has('messages') || files.has('subscriptions'))) return;
  throw new ImportError(
    delivery.name,
    null,
    { fr: 'il manque la collection rocketchat_room', en: 'the collection rocketchat_room is missing' },
    {
      fr: 'Exportez-la aussi et donnez les fichiers ensemble, dans un dossier ou un ZIP ; elle dit quelles conversations sont directes et ne doivent pas être lues',
      en: 'Export it too and give the files together, in a folder or a ZIP; it tells which conversations are direct and must not be read',
    },
  );
}

async function readCollection(
  context: StagingContext,
  collection: Collection,
  { path, layout }: CollectionFile,
): Promise<void> {
  const disk = await context.delivery.onDisk(path);
  const read = () => context.runSql(new URL(`${collection}.sql`, import.meta.url), { file: path, disk, layout });
  try {
    await context.scan(path, read);
  } catch (error) {
    if (!(error instanceof Error && /JSON/i.test(error.message))) throw error;
    throw unreadable(path);
  }
  await context.db.run(`insert into rocketchat_${collection} by name select *, rowid + 1 as line from rocketchat_read`);
}

/** The engine's own message may quote what people wrote: it is not passed on. */
function unreadable(path: string): ImportError {
  return new ImportError(
    path,
    null,
    {
      fr: 'ce fichier n’est pas du JSON d’un bout à l’autre, ou l’un de ses documents dépasse 64 Mo',
      en: 'this file is not JSON from one end to the other, or one of its documents is longer than 64 MB',
    },
    {
      fr: 'Exportez à nouveau sans --jsonArray ni --pretty : un document par ligne',
      en: 'Export again without --jsonArray or --pretty: one document a line',
    },
  );
}

async function tellWhatIsPartial(
  context: StagingContext,
  files: ReadonlyMap<Collection, readonly CollectionFile[]>,
): Promise<void> {
  const [row] = await queryRows(
    context.db,
    `select
       (select count(*) from judged_messages where fault is null and exclusion = 'direct_channel') as direct,
       (select count(*) from judged_messages where fault is null and exclusion = 'livechat_room') as livechat,
       (select count(*) from rocketchat_reactions where person is null) as nameless,
       (select count(*) from judged_rooms r join staged_communities c on c.native_id = r.id
        where r.copy = 1 and r.archived and c.archived_on is null) as undated`,
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  if (count('direct') > 0) {
    context.warn({
      fr: `messages directs présents dans cet export et jamais chargés : ${count('direct')}`,
      en: `direct messages in this export, never loaded: ${count('direct')}`,
    });
  }
  if (count('livechat') > 0) {
    context.warn({
      fr: `messages de conversations avec des visiteurs (omnicanal), jamais chargés : ${count('livechat')}`,
      en: `messages of conversations with visitors (omnichannel), never loaded: ${count('livechat')}`,
    });
  }
  if (count('nameless') > 0) {
    context.warn({
      fr: `réactions d’un nom d’utilisateur que plus personne ne porte, laissées de côté : ${count('nameless')}`,
      en: `reactions by a username that nobody bears any more, left out: ${count('nameless')}`,
    });
  }
  if (count('undated') > 0) {
    context.warn({
      fr: `canaux archivés sans que rien ne dise quand, tenus pour ouverts : ${count('undated')}`,
      en: `archived rooms of which nothing says since when, taken for open: ${count('undated')}`,
    });
  }
  if (files.has('messages') && !files.has('users')) {
    context.warn({
      fr: 'sans la collection users, les comptes automatiques passent pour des personnes',
      en: 'without the collection users, automatic accounts pass for people',
    });
  }
}

async function told(
  context: StagingContext,
  files: ReadonlyMap<Collection, readonly CollectionFile[]>,
): Promise<Capability[]> {
  const [row] = await queryRows(
    context.db,
    `select exists (select 1 from staged_events where kind = 'reply') as threads,
       exists (select 1 from staged_memberships) as memberships`,
  );
  const capabilities: Capability[] = [];
  if (files.has('messages')) capabilities.push('times', 'reactions', 'mentions', 'questions');
  if (files.has('rooms')) capabilities.push('communities');
  if (row?.['threads'] === true) capabilities.push('threads');
  if (row?.['memberships'] === true) capabilities.push('memberships');
  if (files.has('users')) capabilities.push('population');
  return capabilities;
}
