import { type JsonObject, objectOf, textOf, wholeNumberOf } from '../json-values.ts';
import { parseJson } from '../json-records.ts';
import { zulipTime } from './message-facts.ts';

/** Direct subscription changes and closures in the audit log; what else it holds is left unread. */
const auditEvents: Readonly<Record<number, string>> = {
  103: 'person_deactivated',
  104: 'person_reactivated',
  301: 'join',
  302: 'join',
  303: 'leave',
  601: 'stream_created',
  602: 'stream_deactivated',
};

type Reader = (row: JsonObject) => JsonObject | null;

const personOf =
  (origin: string): Reader =>
  (row) => ({
    what: 'person',
    origin,
    id: textOf(row['id']),
    // Of its own accounts an export says the address only.
    name: textOf(row['full_name']) ?? (origin === 'system' ? (addressOf(row)?.split('@')[0] ?? null) : null),
    email: origin === 'system' ? null : addressOf(row),
    bot: origin === 'system' || row['is_bot'] === true || (wholeNumberOf(row['bot_type']) ?? 0) > 0,
    guest: wholeNumberOf(row['role']) === 600 || row['is_guest'] === true,
    active: row['is_active'] !== false,
    seconds: zulipTime(row['date_joined']),
    last_seconds: zulipTime(row['last_login']),
  });

const readers: Readonly<Record<string, Reader>> = {
  zerver_userprofile: personOf('member'),
  // People whose consent an export lacks, and those that another import brought along.
  zerver_userprofile_mirrordummy: personOf('dummy'),
  zerver_userprofile_crossrealm: personOf('system'),
  zerver_stream: (row) => ({
    what: 'stream',
    id: textOf(row['id']),
    // A deactivated stream frees its name by a prefix: `!DEACTIVATED:`, or seven digits of a digest and the same.
    name: textOf(row['name'])?.replace(/^(?:[0-9a-f]{7})?!+DEACTIVATED:/, '') ?? null,
    person: textOf(row['creator']),
    private: row['invite_only'] === true,
    archived: row['deactivated'] === true,
    seconds: zulipTime(row['date_created']),
  }),
  zerver_recipient: (row) =>
    wholeNumberOf(row['type']) === 2
      ? { what: 'recipient', id: textOf(row['id']), stream: textOf(row['type_id']) }
      : { what: 'direct', id: textOf(row['id']) },
  zerver_subscription: (row) =>
    row['active'] === false
      ? null
      : {
          what: 'subscription',
          person: textOf(row['user_profile']),
          recipient: textOf(row['recipient']),
          // From 2020 to 2024 a subscription could make its holder administrator of the stream.
          animator: wholeNumberOf(row['role']) === 20,
        },
  zerver_reaction: (row) => ({
    what: 'reaction',
    person: textOf(row['user_profile']),
    message: textOf(row['message']),
    // The code outlives the many names of one emoji.
    emoji: `${textOf(row['reaction_type']) ?? 'unicode_emoji'}:${textOf(row['emoji_code']) ?? textOf(row['emoji_name']) ?? ''}`,
  }),
  zerver_customprofilefield: (row) => ({
    what: 'field',
    id: textOf(row['id']),
    name: textOf(row['name']),
    options: optionsOf(row['field_data']),
  }),
  zerver_customprofilefieldvalue: (row) => ({
    what: 'value',
    person: textOf(row['user_profile']),
    field: textOf(row['field']),
    value: textOf(row['value'])?.trim() ?? null,
  }),
  zerver_realmauditlog: (row) => {
    const meaning = auditEvents[wholeNumberOf(row['event_type']) ?? 0];
    // A backfilled row was written long afterwards, with a time that somebody guessed.
    if (meaning === undefined || row['backfilled'] === true) return null;
    return {
      what: 'audit',
      id: textOf(wholeNumberOf(row['id'])),
      meaning,
      person: textOf(row['modified_user']),
      stream: textOf(row['modified_stream']),
      by: textOf(row['acting_user']),
      seconds: zulipTime(row['event_time']),
    };
  },
};

/** Takes from a row of realm.json what is counted, under one short table name; null for all that is left unread. */
export function realmFacts(table: string, row: JsonObject): JsonObject | null {
  return Object.hasOwn(readers, table) ? (readers[table]?.(row) ?? null) : null;
}

/** Where addresses are hidden, `email` is made up (`user12@host`) and the real one stands beside it. */
function addressOf(row: JsonObject): string | null {
  const real = textOf(row['delivery_email']);
  if (real !== null) return real;
  const shown = textOf(row['email']);
  return shown !== null && /^user\d+@/.test(shown) ? null : shown;
}

/** A list to choose from is `{"0": {"text": "Sales", "order": "1"}}`, written as text; values are its keys. */
function optionsOf(fieldData: unknown): readonly JsonObject[] {
  const text = textOf(fieldData);
  const parsed = text === null ? fieldData : parseJson(Buffer.from(text));
  return Object.entries(objectOf(parsed)).flatMap(([key, option]) => {
    const label = textOf(objectOf(option)['text']);
    return label === null ? [] : [{ key, label }];
  });
}
