import { htmlAsksQuestion } from '../html-words.ts';
import { type JsonObject, objectOf, textOf } from '../json-values.ts';
import { flagOf, isCollected, lastOf, posterOf, usernamesOf } from './entity-values.ts';

/** What the platform writes of itself: somebody joined, changed a profile, made a contact. */
const systemTypes = new Set(
  `space_activity exosocial:spaces user_profile_activity exosocial:people user_activities_for_relationship
  exosocial:relationship`.split(/\s+/),
);

/** All that is kept of an activity. The text stays behind. */
export function activityFacts(activity: JsonObject): JsonObject {
  const poster = posterOf(activity);
  const stream = objectOf(activity['activityStream']);
  const original = objectOf(activity['originalActivity']);
  return {
    what: 'activity',
    id: textOf(activity['id']),
    author: poster.username,
    skipped: systemTypes.has((textOf(activity['type']) ?? '').toLowerCase())
      ? 'system_activity'
      : poster.isSpace
        ? 'posted_by_space'
        : null,
    space: spaceOf(stream),
    at: textOf(activity['createDate']),
    updated: textOf(activity['updateDate']),
    shared: textOf(original['id']),
    shared_author: posterOf(original).username,
    ...wordsOf(activity),
  };
}

/** All that is kept of a comment; it names its activity by a link. */
export function commentFacts(comment: JsonObject): JsonObject {
  const poster = posterOf(comment);
  return {
    what: 'comment',
    id: textOf(comment['id']),
    author: poster.username,
    skipped: poster.isSpace ? 'posted_by_space' : null,
    activity: textOf(comment['activityId']) ?? lastOf('activities', comment['activity']),
    parent: textOf(comment['parentCommentId']),
    at: textOf(comment['createDate']),
    updated: textOf(comment['updateDate']),
    ...wordsOf(comment),
  };
}

/** A person in a list of those who like something; the file is named after the thing. */
export function likeFacts(liker: JsonObject, liked: string | null): JsonObject {
  return { what: 'like', id: liked, author: usernamesOf([liker])[0] ?? null };
}

export function spaceFacts(space: JsonObject): JsonObject {
  const visibility = textOf(space['visibility'])?.toLowerCase();
  const subscription = textOf(space['subscription'])?.toLowerCase();
  return {
    what: 'space',
    id: textOf(space['prettyName']),
    name: textOf(space['displayName']),
    private: visibility === undefined ? null : visibility === 'hidden' || subscription !== 'open',
    at: textOf(space['createdTime']) ?? textOf(space['createdDate']),
    members: usernamesOf(space['members']),
    managers: usernamesOf(space['managers']),
  };
}

/** `{"id": "sales:ana:manager", "role": "manager", "status": "approved"}`; null for who is not, or not yet, a member. */
export function membershipFacts(membership: JsonObject): JsonObject | null {
  if ((textOf(membership['status']) ?? 'approved').toLowerCase() !== 'approved') return null;
  const [, space, user] = /^([^:]+):(.+):[^:]+$/.exec(textOf(membership['id']) ?? '') ?? [];
  if (space === undefined || user === undefined) return null;
  const role = textOf(membership['role'])?.toLowerCase();
  if (role === 'invited' || role === 'pending' || role === 'ignored') return null;
  return { what: 'membership', space, author: user, animator: role === 'manager' };
}

export function userFacts(user: JsonObject): JsonObject {
  return {
    what: 'user',
    id: textOf(user['username']),
    name: textOf(user['fullname']),
    email: textOf(user['email']),
    guest: flagOf(user['external']) === true,
    deleted: flagOf(user['deleted']) === true,
    at: textOf(user['createdDate']) ?? textOf(user['enrollmentDate']),
  };
}

/** The stream is of a space, by its name in links, or of a person, which is nobody's community. */
function spaceOf(stream: JsonObject): string | null {
  if (textOf(stream['type'])?.toLowerCase() !== 'space') return null;
  return textOf(objectOf(stream['space'])['prettyName']) ?? textOf(stream['id']);
}

function wordsOf(entity: JsonObject): JsonObject {
  const html = [entity['title'], entity['body']].filter((text) => typeof text === 'string').join(' ');
  return {
    mentions: usernamesOf(entity['mentions']),
    likers: usernamesOf(entity['likes']),
    likes_collected: isCollected(entity['likes']),
    asks: htmlAsksQuestion(html),
  };
}
