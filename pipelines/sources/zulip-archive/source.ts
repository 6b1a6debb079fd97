import { defineSource, type StagingContext } from '../define.ts';
import { parseJson, writeJsonLines, writeJsonRecords } from '../json-records.ts';
import { type JsonObject, objectOf, textOf } from '../json-values.ts';
import { messageFacts } from './message-facts.ts';
import { topicFile } from './topic-file.ts';

const indexFile = 'stream_index.json';

/** The public archive of a Zulip organisation, as the `zulip-archive` tool writes it: a folder per stream, a file per topic. */
export const zulipArchive = defineSource({
  id: 'zulip-archive',
  label: { fr: 'Archive publique Zulip', en: 'Zulip public archive' },
  neverKept: ['message texts', 'addresses in links', 'e-mail addresses that old messages carry in their mentions'],

  async recognise(delivery) {
    const sample = delivery.files.filter((file) => topicFile(file.path) !== null && file.size > 2).slice(0, 3);
    for (const file of sample) {
      // Keys stand in alphabetical order: a long first message pushes the sender's name far down.
      if (/"sender_full_name"\s*:/.test(await delivery.head(file.path, file.size))) return 2;
    }
    return 0;
  },

  async stage(context) {
    const messages = await writeJsonRecords(context, {
      target: 'zulip-messages.ndjson',
      shape: 'list',
      wanted: (file) => topicFile(file.path) !== null,
      facts: messageFacts,
    });
    const topics = writeJsonLines(context, 'zulip-topics.ndjson', topicRows(context));
    const index = await readIndex(context);
    const streams = writeJsonLines(context, 'zulip-streams.ndjson', index ?? []);

    await context.runSql(new URL('load.sql', import.meta.url), { messages, topics });
    await context.runSql(new URL('people.sql', import.meta.url));
    await context.runSql(new URL('events.sql', import.meta.url));
    await context.runSql(new URL('communities.sql', import.meta.url), { streams, indexed: index !== null });
    await warnOfAutomaticAccounts(context);
    await context.runSql(new URL('records.sql', import.meta.url));
    return { capabilities: ['times', 'threads', 'mentions', 'communities', 'questions'], clock: 'absolute' };
  },
});

function* topicRows({ delivery }: StagingContext): Generator<JsonObject> {
  for (const { path } of delivery.files) {
    const topic = topicFile(path);
    if (topic !== null) yield { file: path, stream: topic.streamId, stream_name: topic.streamName, topic: topic.topic };
  }
}

/** The archive's list of streams, or null without one: folder names then serve. */
async function readIndex(context: StagingContext): Promise<readonly JsonObject[] | null> {
  if (!context.delivery.files.some((file) => file.path === indexFile)) return null;
  const parsed = parseJson(await context.delivery.read(indexFile), indexFile);
  if (parsed === undefined) {
    context.warn({
      fr: `le fichier ${indexFile} n’est pas du JSON valide : les canaux prennent le nom de leur dossier`,
      en: `the file ${indexFile} is not valid JSON: streams are named after their folders`,
    });
    return null;
  }
  return Object.entries(objectOf(objectOf(parsed)['streams'])).map(([name, stream]) => ({
    id: textOf(objectOf(stream)['id']),
    name: textOf(name),
  }));
}

/** The archive doesn't say who is a bot; guessing from names is said to the user. */
async function warnOfAutomaticAccounts(context: StagingContext): Promise<void> {
  const result = await context.db.runAndReadAll(`select count(*)::integer from staged_people where kind = 'service'`);
  const accounts = Number(result.getRows()[0]?.[0] ?? 0);
  if (accounts === 0) return;
  context.warn({
    fr: `comptes tenus pour automatiques d’après leur nom : ${accounts}`,
    en: `accounts taken for automatic because of their names: ${accounts}`,
  });
}
