import { decodeEntities, htmlAsksQuestion } from '../html-words.ts';
import { type JsonObject, textOf, wholeNumberOf } from '../json-values.ts';

/** All that is kept of one archived message. The text stays behind. */
export interface MessageFacts extends JsonObject {
  readonly id: number | null;
  readonly sender: string | null;
  /** Seconds since 1970, UTC. */
  readonly sent: number | null;
  /** People called by name: every `@name` that notified, each person once. */
  readonly mentions: readonly Named[];
  /** Whose number goes with which name, from silent mentions (`said` headers) too. */
  readonly named: readonly Named[];
  /** The first message quoted: its id and the number of its author. */
  readonly quoted_message: number | null;
  readonly quoted_person: number | null;
  readonly asks: boolean;
}

interface Named {
  readonly person: number;
  readonly name: string;
}

// Mentions of everybody carry `*` for a number, of a group another class.
const mention = /<span class="user-mention( silent)?"[^>]*? data-user-id="(\d+)"[^>]*>@?([^<]*)<\/span>/g;
// "Ana Ruiz said:" before a quotation; the verb is in the language of whoever quotes.
const quoteHeader =
  /<span class="user-mention[^"]*"[^>]*? data-user-id="(\d+)"[^>]*>[^<]*<\/span>\s*<a [^>]*?href="[^"]*\/near\/(\d+)"[^>]*>[^<]*<\/a>\s*[:：]/;

/** Takes from a message what is counted. */
export function messageFacts(message: JsonObject): MessageFacts {
  const content = typeof message['content'] === 'string' ? message['content'] : '';
  const sent = message['timestamp'];
  const named = new Map<number, Named>();
  const mentions = new Map<number, Named>();
  for (const [, silent, digits, text] of content.matchAll(mention)) {
    const person = wholeNumberOf(digits);
    const name = textOf(decodeEntities(text ?? '').trim());
    if (person === null || name === null) continue;
    if (!named.has(person)) named.set(person, { person, name });
    if (silent === undefined && !mentions.has(person)) mentions.set(person, { person, name });
  }
  const [, quotedPerson, quotedMessage] = quoteHeader.exec(content) ?? [];
  return {
    id: wholeNumberOf(message['id']),
    sender: textOf(message['sender_full_name']),
    sent: typeof sent === 'number' && sent > 0 && sent < 1e11 ? sent : null,
    mentions: [...mentions.values()],
    named: [...named.values()],
    quoted_message: wholeNumberOf(quotedMessage),
    quoted_person: wholeNumberOf(quotedPerson),
    asks: htmlAsksQuestion(content),
  };
}
