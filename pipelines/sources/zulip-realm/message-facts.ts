import { createHash } from 'node:crypto';
import { type JsonObject, textOf, wholeNumberOf } from '../json-values.ts';
import { markdownAsksQuestion, ownWords } from './markdown-words.ts';

/** All that is kept of one message of a stream. Text and topic stay behind. */
export interface MessageFacts extends JsonObject {
  readonly what: 'message';
  readonly id: string | null;
  readonly sender: string | null;
  readonly stream: string;
  /** Digest of stream and topic: a topic may be anything, even a name. */
  readonly thread: string;
  readonly seconds: number | null;
  readonly edited_seconds: number | null;
  /** People called by name; `sure` unless several bear it, and then the platform must say whom it told. */
  readonly mentions: readonly Mention[];
  /** The first message quoted, and its author by the quotation's own words. */
  readonly quoted_message: string | null;
  readonly quoted_person: string | null;
  readonly asks: boolean;
}

interface Mention extends JsonObject {
  readonly person: string;
  readonly sure: boolean;
}

/** Ids of the people who bear a full name. */
export type PeopleByName = ReadonlyMap<string, readonly string[]>;

// Silent mentions, `@_**…**`, notify nobody; `@*…*` is a group.
const mention = /@\*\*([^*\n]+?)\*\*/g;
// "Ana Ruiz said:" before a quotation; the verb is in the language of whoever quotes.
const quoteHeader = /@_\*\*([^*\n]+?)\*\*\s*\[[^\]\n]*\]\([^)\s]*\/near\/(\d+)[^)\s]*\)\s*[:：]/;

/** Takes from a message of a stream what is counted. */
export function messageFacts(message: JsonObject, stream: string, people: PeopleByName): MessageFacts {
  const content = typeof message['content'] === 'string' ? message['content'] : '';
  const words = ownWords(content);
  const [, quotedName, quotedMessage] = quoteHeader.exec(words) ?? [];
  const quoted = quotedName === undefined ? [] : calledPeople(quotedName, people);
  return {
    what: 'message',
    id: textOf(wholeNumberOf(message['id'])),
    sender: textOf(message['sender']),
    stream,
    thread: threadOf(stream, message['subject']),
    seconds: zulipTime(message['date_sent'] ?? message['pub_date']),
    edited_seconds: zulipTime(message['last_edit_time']),
    mentions: mentionsOf(words, people),
    quoted_message: quotedMessage ?? null,
    quoted_person: quoted.length === 1 ? (quoted[0] ?? null) : null,
    asks: markdownAsksQuestion(content),
  };
}

/** Seconds since 1970, or null when the value isn't a time. */
export function zulipTime(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && value < 1e11 ? value : null;
}

/** Topics differ by neither case nor the mark of a resolved one. */
function threadOf(stream: string, topic: unknown): string {
  const name = (textOf(topic) ?? '').replace(/^✔ /, '').trim().toLowerCase();
  return createHash('sha256').update(`${stream}/${name}`).digest('hex').slice(0, 32);
}

function mentionsOf(words: string, people: PeopleByName): readonly Mention[] {
  const mentions = new Map<string, boolean>();
  for (const [, called = ''] of words.matchAll(mention)) {
    const ids = calledPeople(called, people);
    for (const id of ids) mentions.set(id, ids.length === 1 || mentions.get(id) === true);
  }
  return Array.from(mentions, ([person, sure]) => ({ person, sure }));
}

/** `Ana Ruiz|12` is person 12; `Ana Ruiz` is everyone of that name; `all`, `channel` and the like are nobody's. */
function calledPeople(called: string, people: PeopleByName): readonly string[] {
  const [, digits] = /\|(\d{1,16})$/.exec(called) ?? [];
  return digits === undefined ? (people.get(called) ?? []) : [digits];
}
