import type { StagingContext } from '../define.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../json-values.ts';
import type { Words } from '../../words.ts';

/** What the files beside the conversations say of people and channels. */
export interface Registry {
  /** One row per person; empty when the export has no list of people. */
  readonly users: readonly JsonObject[];
  readonly channels: readonly JsonObject[];
  /** Folders of direct messages by name or id: never opened. */
  readonly directFolders: ReadonlySet<string>;
}

/** The files of people, in order of precedence, and of channels. */
export const registryFiles = {
  users: ['users.json', 'org_users.json'],
  channels: ['channels.json', 'groups.json'],
  direct: ['dms.json', 'mpims.json'],
} as const;

/** Reads the side files. One that is missing or is not JSON is a warning: the messages are worth more. */
export async function readRegistry(context: StagingContext): Promise<Registry> {
  const users = new Map<string, JsonObject>();
  for (const path of registryFiles.users) {
    for (const user of await readList(context, path, {
      fr: 'les personnes viennent des messages',
      en: 'people are taken from the messages',
    })) {
      const row = userRow(user);
      if (row !== null && !users.has(row.id)) users.set(row.id, row);
    }
  }
  const channels: JsonObject[] = [];
  const directFolders = new Set<string>();
  for (const path of registryFiles.channels) {
    for (const channel of await readList(context, path, {
      fr: 'les canaux prennent le nom de leur dossier',
      en: 'channels are named after their folders',
    })) {
      // A full export can list group messages among the private channels.
      if (channel['is_mpim'] === true || channel['is_im'] === true) addNames(directFolders, channel);
      else channels.push(channelRow(channel, path === 'groups.json'));
    }
  }
  for (const path of registryFiles.direct) {
    for (const conversation of await readList(context, path, {
      fr: 'les messages directs se reconnaissent au nom de leur dossier',
      en: 'direct messages are told by their folder names',
    })) {
      addNames(directFolders, conversation);
    }
  }
  return { users: [...users.values()], channels, directFolders };
}

async function readList(context: StagingContext, path: string, otherwise: Words): Promise<readonly JsonObject[]> {
  if (!context.delivery.files.some((file) => file.path === path)) return [];
  const parsed = parseJson(await context.delivery.read(path));
  if (Array.isArray(parsed)) return parsed.filter(isJsonObject);
  context.warn({
    fr: `le fichier ${path} n’est pas une liste JSON valide : ${otherwise.fr}`,
    en: `the file ${path} is not a valid JSON list: ${otherwise.en}`,
  });
  return [];
}

function addNames(folders: Set<string>, conversation: JsonObject): void {
  for (const key of ['id', 'name']) {
    const name = textOf(conversation[key]);
    if (name !== null) folders.add(name);
  }
}

function userRow(user: JsonObject): (JsonObject & { readonly id: string }) | null {
  const id = textOf(user['id']);
  if (id === null) return null;
  const profile = objectOf(user['profile']);
  return {
    id,
    // The handle comes last: it may repeat after deletions.
    name:
      [profile['real_name'], user['real_name'], profile['display_name'], user['name']].map(textOf).find(Boolean) ??
      null,
    email: textOf(profile['email']),
    guest: user['is_restricted'] === true || user['is_ultra_restricted'] === true,
    bot: user['is_bot'] === true,
    bot_id: textOf(profile['bot_id']),
    deleted: user['deleted'] === true,
    updated: textOf(user['updated']),
  };
}

function channelRow(channel: JsonObject, isPrivate: boolean): JsonObject {
  return {
    id: textOf(channel['id']),
    name: textOf(channel['name']),
    created: textOf(channel['created']),
    creator: textOf(channel['creator']),
    archived: channel['is_archived'] === true,
    private: isPrivate || channel['is_private'] === true,
    members: listOf(channel['members'])
      .map(textOf)
      .filter((member) => member !== null),
  };
}
