import { defineReader } from '../../records/record-reader.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, listOf, objectOf, textOf } from '../json-values.ts';
import { type MessageFacts, messageFacts } from './message-facts.ts';

const nothing = messageFacts({});

/** A conversation that a dump calls a direct one, by id or by name. */
const directId = /^D[A-Z0-9]{6,}$/;
const directName = /^mpdm-/;

/**
 * Day files: a list of messages each; or answers of Slack's API and files of a dump, which hold such a list. `line` is the
 * position in the list, from 1, the replies that a dump nests counted where they stand; null for a file that is no list.
 */
export const slackMessages = defineReader({
  id: 'slack-messages',
  tables: {
    messages: {
      file: 'integer',
      line: 'bigint',
      problem: 'varchar',
      ts: 'varchar',
      thread_ts: 'varchar',
      edited_ts: 'varchar',
      is_message: 'boolean',
      subtype: 'varchar',
      author: 'varchar',
      bot: 'varchar',
      parent_author: 'varchar',
      reply_count: 'bigint',
      asks: 'boolean',
      author_name: 'varchar',
      author_is_guest: 'boolean',
      author_team: 'varchar',
      reactions: 'integer',
    },
    mentions: { file: 'integer', line: 'bigint', person: 'varchar' },
    reactions: { file: 'integer', line: 'bigint', person: 'varchar', emoji: 'varchar' },
    // What an answer or a dump says of itself; a day file says nothing.
    conversations: { file: 'integer', channel: 'varchar', name: 'varchar', direct: 'boolean', more: 'boolean' },
  },

  read(file, bytes, put) {
    // Written out: taking an object apart and together again would cost more than parsing it.
    const putMessage = (line: number | null, problem: string | null, facts: MessageFacts): void =>
      put('messages', {
        file,
        line,
        problem,
        ts: facts.ts,
        thread_ts: facts.thread_ts,
        edited_ts: facts.edited_ts,
        is_message: facts.is_message,
        subtype: facts.subtype,
        author: facts.author,
        bot: facts.bot,
        parent_author: facts.parent_author,
        reply_count: facts.reply_count,
        asks: facts.asks,
        author_name: facts.author_name,
        author_is_guest: facts.author_is_guest,
        author_team: facts.author_team,
        reactions: facts.reactions.length,
      });
    const parsed = parseJson(bytes);
    const messages = messagesOf(parsed);
    if (messages === null) {
      putMessage(null, parsed === undefined ? 'invalid_json' : 'unexpected_shape', nothing);
      return 1;
    }
    if (isJsonObject(parsed)) {
      const [channel, name] = [textOf(parsed['channel_id']), textOf(parsed['name'])];
      const direct = directId.test(channel ?? '') || directName.test(name ?? '');
      put('conversations', { file, channel, name: direct ? null : name, direct, more: parsed['has_more'] === true });
      if (direct) return 0;
    }
    let line = 0;
    for (const message of messages) {
      line += 1;
      if (!isJsonObject(message)) {
        putMessage(line, 'not_an_object', nothing);
        continue;
      }
      const facts = messageFacts(message);
      putMessage(line, null, facts);
      for (const person of facts.mentioned) put('mentions', { file, line, person });
      for (const { person, emoji } of facts.reactions) put('reactions', { file, line, person, emoji });
    }
    return line;
  },
});

function messagesOf(parsed: unknown): Iterable<unknown> | null {
  if (Array.isArray(parsed)) return parsed;
  const messages = objectOf(parsed)['messages'];
  return Array.isArray(messages) ? withNestedReplies(messages) : null;
}

function* withNestedReplies(messages: readonly unknown[]): Generator {
  for (const message of messages) {
    yield message;
    yield* withNestedReplies(listOf(objectOf(message)['slackdump_thread_replies']));
  }
}
