/** What an activity type counts as. A type in no list is ignored as `unknown_type`. */
export const reactionTypes = ['Like', 'Dislike', 'EmojiReact'];
export const shareTypes = ['Announce'];
export const viewTypes = ['View', 'Read', 'Listen'];
export const membershipTypes = ['Join', 'Leave', 'Add', 'Remove'];
export const cancellingTypes = ['Undo', 'Delete', 'Tombstone'];

/** Activities that are nobody's contribution, with the rule under which each is ignored. */
export const ignoredActivities: Readonly<Record<string, string>> = {
  Follow: 'follow',
  Invite: 'invite',
  Offer: 'offer',
  Accept: 'accept',
  TentativeAccept: 'accept',
  Reject: 'reject',
  TentativeReject: 'reject',
  Ignore: 'block',
  Block: 'block',
  Flag: 'flag',
  Update: 'update',
  Move: 'move',
  Arrive: 'move',
  Travel: 'move',
  Activity: 'untold_activity',
  IntransitiveActivity: 'untold_activity',
};

export const personTypes = ['Person'];
/** Actors that are nobody: what they write is automatic or official, never a person's. */
export const serviceTypes = ['Application', 'Service', 'Organization'];
export const groupTypes = ['Group'];
export const actorTypes = [...personTypes, ...serviceTypes, ...groupTypes];

/** What a person writes or shows. */
export const contentTypes = [
  'Note',
  'Article',
  'Question',
  'Page',
  'Document',
  'Image',
  'Audio',
  'Video',
  'Event',
  'ChatMessage',
];

/** Things that are made without anybody being addressed. */
export const otherThings = [
  'Collection',
  'OrderedCollection',
  'CollectionPage',
  'OrderedCollectionPage',
  'Place',
  'Profile',
  'Relationship',
  'Tombstone',
  'Link',
  'Mention',
];

/** Whether an object is of one of the types. */
export function isAny(types: readonly string[], wanted: readonly string[]): boolean {
  return types.some((type) => wanted.includes(type));
}
