import type { StagingContext } from '../define.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../json-values.ts';
import type { Words } from '../../words.ts';
import { OwnTeams, type UserRow } from './own-teams.ts';

/** What the files beside the conversations say of people and channels. */
export interface Registry {
  /** One row per person; empty when the export has no list of people. */
  readonly users: readonly JsonObject[];
  readonly channels: readonly JsonObject[];
  /** Folders of direct messages that the lists name, by name or id, with the workspace they are in: never opened. */
  readonly directFolders: ReadonlySet<string>;
  /** The workspaces of the organisation that exported; empty when nothing tells. People of others are external. */
  readonly ownTeams: readonly string[];
}

/** The files of people, in order of precedence, and of channels. */
export const registryFiles = {
  users: ['users.json', 'org_users.json'],
  channels: ['channels.json', 'groups.json'],
  direct: ['dms.json', 'mpims.json', 'file_conversations.json'],
} as const;

/** Reads the side files. One that is missing or is not JSON is a warning: the messages are worth more. */
export async function readRegistry(context: StagingContext): Promise<Registry> {
  const users = new Map<string, UserRow>();
  const own = new OwnTeams();
  const channels: JsonObject[] = [];
  const directFolders = new Set<string>();
  for (const workspace of workspacesOf(context)) {
    for (const name of registryFiles.users) {
      const rows = (await readList(context, workspace + name, wordsFor.users))
        .map(userRow)
        .filter((row) => row !== null);
      own.note(rows, name === 'org_users.json');
      for (const row of rows) if (!users.has(row.id)) users.set(row.id, row);
    }
    for (const name of registryFiles.channels) {
      for (const channel of await readList(context, workspace + name, wordsFor.channels)) {
        // A full export can list group messages among the private channels.
        if (channel['is_mpim'] === true || channel['is_im'] === true) addNames(directFolders, workspace, channel);
        else channels.push(channelRow(channel, workspace, name === 'groups.json'));
      }
    }
    for (const name of registryFiles.direct) {
      for (const conversation of await readList(context, workspace + name, wordsFor.direct)) {
        addNames(directFolders, workspace, conversation);
      }
    }
  }
  return {
    users: Array.from(users.values(), (row) => ({ ...row, foreign: own.excludes(row) })),
    channels,
    directFolders,
    ownTeams: own.teams,
  };
}

/** What is done without each kind of list. */
const wordsFor = {
  users: { fr: 'les personnes viennent des messages', en: 'people are taken from the messages' },
  channels: { fr: 'les canaux prennent le nom de leur dossier', en: 'channels are named after their folders' },
  direct: {
    fr: 'les messages directs se reconnaissent au nom de leur dossier',
    en: 'direct messages are told by their folder names',
  },
} as const;

/** Paths before the lists of each workspace: none, then `teams/<workspace>/` of an Enterprise Grid organisation. */
function workspacesOf({ delivery }: StagingContext): readonly string[] {
  const found = delivery.files.map(({ path }) => /^teams\/[^/]+\/(?=[^/]+\.json$)/.exec(path)?.[0] ?? '');
  return [...new Set(['', ...found])].sort();
}

async function readList(context: StagingContext, path: string, otherwise: Words): Promise<readonly JsonObject[]> {
  if (!context.delivery.files.some((file) => file.path === path)) return [];
  const parsed = parseJson(await context.delivery.read(path), path);
  if (Array.isArray(parsed)) return parsed.filter(isJsonObject);
  // As answers of users.list and conversations.list hold them.
  const answered = listOf(objectOf(parsed)['members'] ?? objectOf(parsed)['channels']).filter(isJsonObject);
  if (answered.length > 0) return answered;
  context.warn({
    fr: `le fichier ${path} n’est pas une liste JSON valide : ${otherwise.fr}`,
    en: `the file ${path} is not a valid JSON list: ${otherwise.en}`,
  });
  return [];
}

function addNames(folders: Set<string>, workspace: string, conversation: JsonObject): void {
  for (const key of ['id', 'name']) {
    const name = textOf(conversation[key]);
    if (name !== null) folders.add(workspace + name);
  }
}

function userRow(user: JsonObject): UserRow | null {
  const id = textOf(user['id']);
  if (id === null) return null;
  const profile = objectOf(user['profile']);
  const enterprise = objectOf(user['enterprise_user']);
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
    team: textOf(user['team_id']) ?? textOf(profile['team']),
    enterprise: textOf(enterprise['enterprise_id']),
    teams: listOf(enterprise['teams'])
      .map(textOf)
      .filter((team) => team !== null),
    stranger: user['is_stranger'] === true,
  };
}

function channelRow(channel: JsonObject, workspace: string, isPrivate: boolean): JsonObject {
  return {
    workspace,
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
