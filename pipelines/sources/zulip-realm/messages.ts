import type { DeliveredFile, StagingContext } from '../define.ts';
import { writeFileRows } from '../json-records.ts';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf, wholeNumberOf } from '../json-values.ts';
import { messageFacts } from './message-facts.ts';
import type { Realm } from './realm.ts';
import { tableRows } from '../json-table-rows.ts';

export const isMessagesFile = ({ path }: Pick<DeliveredFile, 'path'>): boolean => /^messages-\d+\.json$/.test(path);

/** The bit of a recipient's copy that says "you were mentioned". */
const mentionedBit = 8;

/** Rewrites the files of messages, of direct messages only that there was one; returns the path. */
export function writeMessages(context: StagingContext, realm: Realm): Promise<string> {
  return writeFileRows(context, {
    target: 'zulip-messages.ndjson',
    wanted: isMessagesFile,
    rows: (file, bytes) => messageRows(file.path, bytes, realm),
  });
}

function* messageRows(file: string, bytes: Buffer, { streams, people }: Realm): Generator<JsonObject> {
  const called = new Map<string, Set<string>>();
  for (const { table, line, row } of tableRows(bytes)) {
    if (table === 'zerver_usermessage') {
      const told = toldRow(objectOf(row), called);
      if (told !== null) yield told;
    } else if (table === '' || (table === 'zerver_message' && !isJsonObject(row))) {
      const problem = row === undefined ? 'invalid_json' : 'not_an_object';
      yield { what: 'message', file, line: table === '' ? null : line, problem };
    } else if (table === 'zerver_message' && isJsonObject(row)) {
      const stream = streams.get(textOf(row['recipient']) ?? '');
      if (typeof stream !== 'string') {
        const skipped = stream === null ? 'direct_message' : 'unknown_recipient';
        yield { what: 'message', file, line, skipped };
        continue;
      }
      const facts = messageFacts(row, stream, people);
      if (facts.id !== null && facts.mentions.length > 0) {
        called.set(facts.id, new Set(facts.mentions.map(({ person }) => person)));
      }
      yield { ...facts, file, line };
    }
  }
}

/** Of the copies that everybody received, only those of people whom the text seems to call are looked at. */
function toldRow(copy: JsonObject, called: ReadonlyMap<string, ReadonlySet<string>>): JsonObject | null {
  const message = textOf(copy['message']);
  const person = textOf(copy['user_profile']);
  if (message === null || person === null || called.get(message)?.has(person) !== true) return null;
  // Older servers wrote the list of flags instead of the number.
  const flags = wholeNumberOf(copy['flags_mask'] ?? copy['flags']) ?? 0;
  return {
    what: 'told',
    message,
    person,
    mentioned: (flags & mentionedBit) !== 0 || listOf(copy['flags']).includes('mentioned'),
  };
}
