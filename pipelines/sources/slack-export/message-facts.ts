import { hasQuestionMark, withoutAddresses } from '../html-words.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../json-values.ts';

/** All that is kept of one message of a day file. The text stays behind. */
export interface MessageFacts {
  /** `seconds.microseconds` with six decimals, or null when it isn't a Slack time. */
  readonly ts: string | null;
  readonly thread_ts: string | null;
  readonly edited_ts: string | null;
  readonly is_message: boolean;
  /** Slack's own word for the kind of message. It serves as the rule by which a message is ignored. */
  readonly subtype: string | null;
  readonly author: string | null;
  /** The app that posted, whether or not in a person's name. */
  readonly bot: string | null;
  /** Author of the thread's first message as the reply remembers it; serves when that message is elsewhere. */
  readonly parent_author: string | null;
  /** How many replies Slack says the thread has, on its first message; null elsewhere. */
  readonly reply_count: number | null;
  readonly mentioned: readonly string[];
  readonly asks: boolean;
  readonly reactions: readonly { readonly emoji: string; readonly person: string }[];
  /** What the message itself says of its author, in exports without a list of people. */
  readonly author_name: string | null;
  readonly author_is_guest: boolean | null;
  /** The author's workspace: another one's in channels shared between organisations. */
  readonly author_team: string | null;
}

/** Takes from a message what is counted. Keys of odd types read as absent, never as an error. */
export function messageFacts(message: JsonObject): MessageFacts {
  const text = typeof message['text'] === 'string' ? message['text'] : '';
  const profile = objectOf(message['user_profile']);
  return {
    ts: slackTime(message['ts']),
    thread_ts: slackTime(message['thread_ts']),
    edited_ts: slackTime(objectOf(message['edited'])['ts']),
    is_message: (textOf(message['type']) ?? 'message') === 'message',
    subtype: subtypeOf(message['subtype']),
    // Comments on files (2015-2018) name their author one level down.
    author: textOf(message['user']) ?? textOf(objectOf(message['comment'])['user']),
    bot: textOf(message['bot_id']),
    parent_author: textOf(message['parent_user_id']),
    reply_count: replyCount(message['reply_count']),
    mentioned: peopleMentioned(text),
    asks: asksQuestion(text),
    reactions: reactionsOf(message['reactions']),
    author_name: textOf(profile['real_name']) ?? textOf(profile['display_name']) ?? textOf(profile['name']),
    author_is_guest:
      message['user_profile'] === undefined
        ? null
        : profile['is_restricted'] === true || profile['is_ultra_restricted'] === true,
    author_team:
      [message['user_team'], message['source_team'], profile['team'], message['team']].map(textOf).find(Boolean) ??
      null,
  };
}

/**
 * A Slack time as `seconds.microseconds`, always six decimals: it is an identifier as much as a time, and tools that
 * rewrite it as a number lose its trailing zeros. Null for anything else, and for the `0` that means never.
 */
export function slackTime(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && usualTime.test(value)) return value;
  const [, seconds, decimals = ''] = /^(\d{1,11})(?:\.(\d{1,6}))?$/.exec(textOf(value) ?? '') ?? [];
  return seconds === undefined || Number(seconds) === 0 ? null : `${seconds}.${decimals.padEnd(6, '0')}`;
}

/** As Slack writes it, since 2001. */
const usualTime = /^[1-9]\d{9}\.\d{6}$/;

/** A subtype that isn't one word could be anything, even what somebody wrote. */
function subtypeOf(value: unknown): string | null {
  const subtype = textOf(value);
  return subtype === null || /^[a-z_]{1,40}$/.test(subtype) ? subtype : 'unknown_subtype';
}

/** A whole number, whether Slack or a tool wrote it as a number or as text. */
function replyCount(value: unknown): number | null {
  const count = textOf(value);
  return count !== null && /^\d{1,9}$/.test(count) ? Number(count) : null;
}

const none: readonly never[] = [];

/** Distinct people named in the Slack markup `<@U123>` or, before 2018, `<@U123|handle>`. */
function peopleMentioned(text: string): readonly string[] {
  if (!text.includes('<@')) return none;
  return [...new Set(Array.from(text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g), (match) => match[1] ?? ''))];
}

/** A question mark outside code and outside links, which Slack writes as `<https://…|label>`. */
function asksQuestion(text: string): boolean {
  if (!hasQuestionMark(text)) return false;
  return hasQuestionMark(withoutAddresses(text.replace(/```[\s\S]*?```|`[^`\n]*`|<[^>]*>/g, ' ')));
}

/** One entry per person and emoji: skin tones (`wave::skin-tone-2`) are the same emoji. */
function reactionsOf(value: unknown): MessageFacts['reactions'] {
  if (value === undefined) return none;
  const distinct: { readonly emoji: string; readonly person: string }[] = [];
  // Slack names nobody twice in one group: only groups that are the same emoji may repeat a person.
  const seen = new Map<string, Set<string>>();
  for (const group of listOf(value).map(objectOf)) {
    const emoji = textOf(group['name'])?.replace(/::.*$/s, '');
    if (emoji === undefined) continue;
    const people = seen.get(emoji) ?? new Set();
    seen.set(emoji, people);
    for (const user of listOf(group['users'])) {
      const person = textOf(user);
      if (person === null || people.has(person)) continue;
      people.add(person);
      distinct.push({ emoji, person });
    }
  }
  return distinct;
}
