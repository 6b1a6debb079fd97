import { hasQuestionMark, withoutAddresses } from '../html-words.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../json-values.ts';
import { englishMoment } from './english-moment.ts';

/** Somebody as the export shows them. */
export interface Person extends JsonObject {
  /** The e-mail address in lower case; without one, the name. */
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly bot: boolean;
}

/** All that is kept of one message of a space. The text stays behind. */
export interface MessageFacts extends JsonObject {
  readonly id: string | null;
  readonly topic: string | null;
  /** ISO 8601, or null when there is no date or it isn't in English. */
  readonly moment: string | null;
  readonly deleted: boolean;
  readonly author: Person | null;
  readonly mentions: readonly string[];
  /** Mentions whose name is that of no member, or of several. */
  readonly unknown_mentions: number;
  readonly reactions: readonly { readonly person: string; readonly emoji: string }[];
  readonly asks: boolean;
}

/** Takes from a message what is counted. `members`, those of its space, give the names in mentions their persons. */
export function messageFacts(message: JsonObject, members: readonly Person[]): MessageFacts {
  const text = typeof message['text'] === 'string' ? message['text'] : '';
  const named = namesMentioned(text, message['annotations']).map((name) => personNamed(name, members));
  return {
    id: textOf(message['message_id']),
    topic: textOf(message['topic_id']),
    moment: englishMoment(textOf(message['created_date']) ?? ''),
    deleted: message['message_state'] === 'DELETED',
    author: personOf(message['creator']),
    mentions: [...new Set(named.filter((person) => person !== null))],
    unknown_mentions: named.filter((person) => person === null).length,
    reactions: reactionsOf(message['reactions']),
    asks: hasQuestionMark(text) && hasQuestionMark(withoutAddresses(text.replace(/```[\s\S]*?```|`[^`\n]*`/g, ' '))),
  };
}

/** A creator or member; null when it has neither address nor name. */
export function personOf(value: unknown): Person | null {
  const person = objectOf(value);
  const [name, email] = [textOf(person['name']), textOf(person['email'])?.trim().toLowerCase() ?? null];
  const id = email ?? name;
  return id === null ? null : { id, name, email, bot: person['user_type'] === 'Bot' };
}

/**
 * What stands at the places marked as mentions, without the @. Places count in UTF-16 units. `@all` is a broadcast, and
 * what does not begin with an @ (an app's own mark, an edited text) is left.
 */
function namesMentioned(text: string, annotations: unknown): readonly string[] {
  const names: string[] = [];
  for (const annotation of listOf(annotations).map(objectOf)) {
    if (annotation['user_mention_metadata'] === undefined) continue;
    const [start, length] = [annotation['start_index'] ?? 0, annotation['length']];
    if (typeof start !== 'number' || typeof length !== 'number') continue;
    const mark = text.slice(start, start + length).trim();
    if (mark.startsWith('@') && mark !== '@all') names.push(mark.slice(1));
  }
  return names;
}

function personNamed(name: string, members: readonly Person[]): string | null {
  const known = members.filter((member) => member.name === name);
  return known.length === 1 ? (known[0]?.id ?? null) : null;
}

/** One entry per person and emoji: skin tones are the same emoji. */
function reactionsOf(value: unknown): MessageFacts['reactions'] {
  const distinct = new Map<string, { person: string; emoji: string }>();
  for (const reaction of listOf(value).map(objectOf)) {
    const emoji = textOf(objectOf(reaction['emoji'])['unicode'])?.replace(/[\u{1F3FB}-\u{1F3FF}]/gu, '') ?? 'custom';
    for (const reactor of listOf(reaction['reactor_emails'])) {
      const person = textOf(reactor)?.trim().toLowerCase();
      if (person !== undefined) distinct.set(`${person} ${emoji}`, { person, emoji });
    }
  }
  return [...distinct.values()];
}
