import { hasQuestionMark, htmlAsksQuestion, withoutAddresses } from '../html-words.ts';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../json-values.ts';

/** Somebody as a message shows them: the id of the directory, and the name beside it. */
interface Person extends JsonObject {
  readonly id: string;
  readonly name: string | null;
}

interface Reaction extends JsonObject {
  readonly person: string;
  readonly name: string | null;
  readonly emoji: string;
  readonly reacted_at: string | null;
}

/** All that is kept of one message of a channel. Text, subject, attachments and links stay behind. */
export interface MessageFacts extends JsonObject {
  /** Why nothing of it is read: a chat, an event of the system, something else than a message. All else is then absent. */
  readonly exclusion?: string;
  readonly id?: string | null;
  readonly team?: string | null;
  readonly channel?: string | null;
  readonly reply_to?: string | null;
  readonly created_at?: string | null;
  readonly modified_at?: string | null;
  readonly deleted?: boolean;
  readonly author?: string | null;
  readonly author_name?: string | null;
  readonly author_type?: string | null;
  /** The app, bot or webhook that wrote. */
  readonly app?: string | null;
  readonly app_name?: string | null;
  readonly mentions?: readonly Person[];
  readonly reactions?: readonly Reaction[];
  readonly asks?: boolean;
}

/** Takes from a message of Microsoft Graph what is counted; of a chat nothing. Keys of odd types read as absent. */
export function messageFacts(message: JsonObject): MessageFacts {
  const exclusion = exclusionOf(message);
  if (exclusion !== null) return { exclusion };
  const [id, replyTo] = [textOf(message['id']), textOf(message['replyToId'])];
  const place = objectOf(message['channelIdentity']);
  // Without a channel it may come from a chat: nothing more is taken.
  if (textOf(place['channelId']) === null) return { id };
  const from = objectOf(message['from']);
  const user = objectOf(from['user']);
  const app = objectOf(from['application']);
  return {
    id,
    team: textOf(place['teamId']),
    channel: textOf(place['channelId']),
    // Some tools give the message that opens a thread its own id here.
    reply_to: replyTo === id ? null : replyTo,
    created_at: momentOf(message['createdDateTime']),
    modified_at: momentOf(message['lastModifiedDateTime']),
    deleted: textOf(message['deletedDateTime']) !== null,
    author: idOf(user),
    author_name: textOf(user['displayName']),
    author_type: textOf(user['userIdentityType']),
    app: idOf(app),
    app_name: textOf(app['displayName']),
    mentions: peopleMentioned(message['mentions']),
    reactions: reactionsOf(message['reactions']),
    asks: asksQuestion(objectOf(message['body'])),
  };
}

/** Messages that Graph was asked to give inside the one that they answer. */
export function nestedReplies(message: JsonObject): readonly JsonObject[] {
  const root = textOf(message['id']);
  return listOf(message['replies'])
    .filter(isJsonObject)
    .map((reply) => (textOf(reply['replyToId']) === null ? { ...reply, replyToId: root } : reply));
}

function exclusionOf(message: JsonObject): string | null {
  const type = textOf(message['messageType']);
  if (type === null) return 'not_a_message';
  if (textOf(message['chatId']) !== null) return 'chat';
  if (type === 'message') return null;
  if (type === 'systemEventMessage') return 'system_event_message';
  return type === 'unknownFutureValue' ? 'unknown_future_value' : 'unknown_message_type';
}

/** A time as it is written; the milliseconds that Windows PowerShell writes, `/Date(1754400267880)/`, as ISO 8601. */
function momentOf(value: unknown): string | null {
  const written = textOf(value);
  const [, milliseconds] = /^\/Date\((-?\d{1,15})\)\/$/.exec(written ?? '') ?? [];
  return milliseconds === undefined ? written : new Date(Number(milliseconds)).toISOString();
}

/** Ids are GUIDs, in either letter case. */
function idOf(identity: JsonObject): string | null {
  return textOf(identity['id'])?.toLowerCase() ?? null;
}

/** Each person once. Channels, teams, tags and apps are mentioned too, and are nobody. */
function peopleMentioned(value: unknown): readonly Person[] {
  const people = new Map<string, Person>();
  for (const mention of listOf(value).map(objectOf)) {
    const user = objectOf(objectOf(mention['mentioned'])['user']);
    const id = idOf(user);
    if (id !== null && !people.has(id)) people.set(id, { id, name: textOf(user['displayName']) });
  }
  return [...people.values()];
}

function reactionsOf(value: unknown): readonly Reaction[] {
  const given: Reaction[] = [];
  for (const reaction of listOf(value).map(objectOf)) {
    const user = objectOf(objectOf(reaction['user'])['user']);
    const [person, emoji] = [idOf(user), textOf(reaction['reactionType'])];
    if (person === null || emoji === null) continue;
    given.push({ person, name: textOf(user['displayName']), emoji, reacted_at: momentOf(reaction['createdDateTime']) });
  }
  return given;
}

function asksQuestion(body: JsonObject): boolean {
  const content = typeof body['content'] === 'string' ? body['content'] : '';
  if (body['contentType'] !== 'text') return htmlAsksQuestion(content);
  return hasQuestionMark(content) && hasQuestionMark(withoutAddresses(content));
}
