import type { Delivery } from '../define.ts';
import { isJsonObject, type JsonObject, listOf } from '../json-values.ts';
import { firstObjects } from './first-objects.ts';

/** The collections that are read, in the order in which each needs those before it. */
export const collections = ['users', 'rooms', 'subscriptions', 'messages'] as const;

export type Collection = (typeof collections)[number];

/** How the documents stand in a file: one a line, in one list, or indented one after the other. */
export type Layout = 'newline_delimited' | 'array' | 'unstructured';

export interface CollectionFile {
  readonly path: string;
  readonly layout: Layout;
}

/** One file among few: an archive of thousands of JSON files is another platform's, and is not looked into. */
const mostCandidates = 50;

/** A few documents are enough; the first one may be odd (a visitor, a direct conversation). */
const looked = 20;

/** The files of a delivery by the collection that their first documents belong to, whatever they are called. */
export async function collectionFiles(delivery: Delivery): Promise<Map<Collection, CollectionFile[]>> {
  const found = new Map<Collection, CollectionFile[]>();
  const candidates = delivery.files.filter(
    ({ path }) => path.split('/').length <= 2 && /\.(jsonl|ndjson|json)$/i.test(path),
  );
  if (candidates.length > mostCandidates) return found;
  for (const { path } of candidates) {
    const head = await firstPart(delivery, path);
    const collection = firstObjects(head, looked)
      .map(collectionOf)
      .find((known) => known !== null);
    if (collection === undefined || collection === null) continue;
    found.set(collection, [...(found.get(collection) ?? []), { path, layout: layoutOf(head) }]);
  }
  return found;
}

/** A message with long attachments may not end within the usual first bytes. */
async function firstPart(delivery: Delivery, path: string): Promise<string> {
  const head = await delivery.head(path);
  const begins = /^\uFEFF?\s*\[?\s*\{\s*"/.test(head);
  return begins && firstObjects(head, 1).length === 0 ? delivery.head(path, 1_000_000) : head;
}

function layoutOf(head: string): Layout {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('[')) return 'array';
  return /^\{\s*\n/.test(text) ? 'unstructured' : 'newline_delimited';
}

function collectionOf(document: JsonObject): Collection | null {
  if (!('_id' in document)) return null;
  const type = document['t'];
  const isRoomType = typeof type === 'string' && /^[cpdlv]$/.test(type);
  if (typeof document['rid'] === 'string') {
    if (!isPerson(document['u'])) return null;
    if (isRoomType) return 'subscriptions';
    return 'ts' in document ? 'messages' : null;
  }
  if (isRoomType) return isRoom(document) ? 'rooms' : null;
  return isAccount(document) ? 'users' : null;
}

function isPerson(value: unknown): boolean {
  return isJsonObject(value) && '_id' in value;
}

function isRoom(document: JsonObject): boolean {
  const marks = ['usersCount', 'msgs', 'usernames', 'uids', 'fname', 'prid', 'sysMes'];
  return marks.some((mark) => mark in document) || ('ts' in document && isPerson(document['u']));
}

function isAccount(document: JsonObject): boolean {
  const type = document['type'];
  const isType = typeof type === 'string' && /^(user|bot|app|unknown)$/.test(type);
  return isType && listOf(document['roles']).length > 0 && ('createdAt' in document || 'active' in document);
}
