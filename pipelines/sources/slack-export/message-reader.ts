import { defineReader } from '../../records/record-reader.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject } from '../json-values.ts';
import { type MessageFacts, messageFacts } from './message-facts.ts';

const nothing = messageFacts({});

/** Day files: a list of messages each. `line` is the position in the list, from 1; null for a file that is no list. */
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
    const messages = parseJson(bytes);
    if (!Array.isArray(messages)) {
      putMessage(null, messages === undefined ? 'invalid_json' : 'unexpected_shape', nothing);
      return 1;
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
