import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Capability } from '../../canonical/capabilities.ts';
import { ImportError } from '../../import-error.ts';
import { queryRows } from '../../store/run-sql.ts';
import { defineSource, type StagingContext } from '../define.ts';
import { parseJson, type RecordProblem, writeJsonLines } from '../json-records.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from '../json-values.ts';
import { messageFacts } from './message-facts.ts';
import { type Conversations, conversationOf, readSpaces, type Space } from './spaces.ts';

/** The spaces of one person's Google Chat, as Google Takeout exports them. */
export const googleChat = defineSource({
  id: 'google-chat',
  label: { fr: 'Google Chat (archive Google Takeout)', en: 'Google Chat (Google Takeout archive)' },
  neverKept: [
    'message texts, files, links and earlier versions of messages',
    'direct messages and groups without a name: their messages are not opened',
    'the settings and the list of conversations of the person who made the export',
  ],

  // Takeout cuts large exports into several archives: a space's name and its messages may stand in two of them.
  joinsParts: true,

  async recognise({ name, files }) {
    return files.some(({ path }) => conversationOf(path, name)?.holds === 'messages') ? 2 : 0;
  },

  async stage(context) {
    const conversations = await readSpaces(context.delivery);
    const messages = await writeMessages(context, conversations.spaces);
    const members = writeJsonLines(context, 'chat-members.ndjson', memberRows(conversations.spaces.values()));
    await context.runSql(new URL('load.sql', import.meta.url), { messages, members });
    for (const step of ['events.sql', 'registry.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    await tellWhatIsPartial(context, conversations);
    return { capabilities: await toldByContent(context), clock: 'absolute' };
  },
});

/**
 * Rewrites the messages of the named spaces as one newline-delimited file of facts; returns its path.
 * Throws ImportError when no date can be read: the account then speaks another language than English.
 */
async function writeMessages(context: StagingContext, spaces: ReadonlyMap<string, Space>): Promise<string> {
  const path = join(context.workFolder, 'chat-messages.ndjson');
  writeFileSync(path, '');
  let readable = 0;
  let unreadable: { file: string; line: number; written: string } | null = null;
  let done = 0;
  await context.delivery.each(
    (file) => {
      const conversation = conversationOf(file.path, context.delivery.name);
      return conversation?.holds === 'messages' && !conversation.isDirect && spaces.has(conversation.id);
    },
    ({ path: delivered }, bytes) => {
      const space = spaces.get(conversationOf(delivered, context.delivery.name)?.id ?? '');
      if (space === undefined) return;
      // Takeout's own folders stand in more layers than are taken off: without them a place reads the same in any archive.
      const file = `Space ${space.id}/messages.json`;
      const messages = messagesOf(parseJson(bytes, file));
      const rows: JsonObject[] = typeof messages === 'string' ? [{ file, line: null, problem: messages }] : [];
      for (const [index, message] of typeof messages === 'string' ? [] : messages.entries()) {
        const row = { file, line: index + 1, space: space.id };
        if (!isJsonObject(message)) {
          rows.push({ ...row, problem: 'not_an_object' satisfies RecordProblem });
          continue;
        }
        const facts = messageFacts(message, space.members);
        rows.push({ ...row, ...facts });
        const written = textOf(message['created_date']);
        if (facts.moment !== null) readable += 1;
        else if (written !== null) unreadable ??= { file, line: index + 1, written };
      }
      appendFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      context.progress(++done, spaces.size);
    },
  );
  if (readable === 0 && unreadable !== null) throw otherLanguage(unreadable);
  return path;
}

/** The list of a `messages.json`, or why there is none. */
function messagesOf(parsed: unknown): readonly unknown[] | RecordProblem {
  if (parsed === undefined) return 'invalid_json';
  const messages = objectOf(parsed)['messages'];
  return Array.isArray(messages) ? messages : 'unexpected_shape';
}

function* memberRows(spaces: Iterable<Space>): Generator<JsonObject> {
  for (const { id, name, members } of spaces) {
    // A space without members is a community all the same.
    yield { space: id, space_name: name, person: null };
    for (const person of members) yield { space: id, space_name: name, person };
  }
}

function otherLanguage(at: { readonly file: string; readonly line: number; readonly written: string }): ImportError {
  const written = at.written.slice(0, 60);
  return new ImportError(
    at.file,
    at.line,
    {
      fr: `les dates de cet export ne sont pas en anglais (« ${written} ») : Google les écrit dans la langue du compte`,
      en: `the dates of this export are not in English (“${written}”): Google writes them in the language of the account`,
    },
    {
      fr: 'Choisissez English (United States) comme langue du compte Google (myaccount.google.com/language), refaites l’export dans Google Takeout, puis remettez votre langue',
      en: 'Choose English (United States) as the language of the Google account (myaccount.google.com/language), export again from Google Takeout, then set your language back',
    },
  );
}

async function tellWhatIsPartial(context: StagingContext, { direct, unknown }: Conversations): Promise<void> {
  context.warn({
    fr: 'export personnel : seuls y sont les espaces de la personne qui l’a fait, et les chiffres ne valent que pour eux',
    en: 'a personal export: it holds only the spaces of the person who made it, and the figures are about these alone',
  });
  if (direct > 0) {
    context.warn({
      fr: `conversations directes ou sans nom présentes dans cet export et jamais lues : ${direct}`,
      en: `direct conversations or conversations without a name in this export, never read: ${direct}`,
    });
  }
  if (unknown > 0) {
    context.warn({
      fr: `espaces sans group_info.json lisible, laissés de côté car ils peuvent être privés : ${unknown}`,
      en: `spaces without a group_info.json that can be read, left out since they may be private: ${unknown}`,
    });
  }
  const [row] = await queryRows(
    context.db,
    'select coalesce(sum(unknown_mentions), 0)::bigint as mentions from chat_contribution',
  );
  const mentions = Number(row?.['mentions'] ?? 0);
  if (mentions > 0) {
    context.warn({
      fr: `mentions dont le nom est celui d’aucun membre de l’espace, ou de plusieurs : ${mentions}`,
      en: `mentions whose name is that of no member of the space, or of several: ${mentions}`,
    });
  }
}

/** Older exports have no reactions: none at all is unknown, not zero. */
async function toldByContent(context: StagingContext): Promise<Capability[]> {
  const [row] = await queryRows(
    context.db,
    `select
       exists (select 1 from staged_events where kind = 'reply') as threads,
       exists (select 1 from staged_events where kind = 'reaction') as reactions,
       exists (select 1 from staged_memberships) as memberships`,
  );
  const told: Capability[] = ['times', 'mentions', 'communities', 'questions'];
  for (const name of ['threads', 'reactions', 'memberships'] as const) if (row?.[name] === true) told.push(name);
  return told;
}
