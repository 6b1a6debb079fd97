import type { WantedColumn } from '../table-file.ts';

const required = (name: string): WantedColumn => ({ name, spellings: [], required: true });
const optional = (name: string, ...spellings: string[]): WantedColumn => ({ name, spellings });

/**
 * The columns read of each table, in the order in which the tables must be read: posts need to know which channels are
 * direct. Passwords, secrets and the rest are in none of these lists.
 */
export const tableColumns = {
  users: [
    required('id'),
    optional('username'),
    optional('email'),
    optional('authservice'),
    optional('authdata'),
    optional('nickname'),
    optional('firstname'),
    optional('lastname'),
    optional('roles'),
    optional('deleteat'),
  ],
  bots: [required('userid')],
  teams: [required('id'), optional('name'), optional('displayname')],
  channels: [
    required('id'),
    required('type'),
    optional('teamid'),
    optional('name'),
    optional('displayname'),
    optional('createat'),
    optional('deleteat'),
    optional('creatorid'),
  ],
  channelmembers: [required('channelid'), required('userid'), optional('roles'), optional('schemeadmin')],
  channelmemberhistory: [required('channelid'), required('userid'), required('jointime'), optional('leavetime')],
  posts: [
    required('id'),
    required('createat'),
    required('userid'),
    required('channelid'),
    optional('deleteat'),
    optional('rootid'),
    optional('originalid'),
    optional('type'),
    optional('mentions'),
    optional('asks'),
    optional('automatic'),
    // Read only where the four columns above were not extracted instead.
    optional('message'),
    optional('props'),
  ],
  reactions: [
    required('userid'),
    required('postid'),
    required('emojiname'),
    optional('createat'),
    optional('deleteat'),
  ],
} as const satisfies Readonly<Record<string, readonly WantedColumn[]>>;

export type TableName = keyof typeof tableColumns;

export const tableNames = Object.keys(tableColumns) as readonly TableName[];

/** The table that a file or a COPY block is called after: `posts`, `public.posts`, `channel_members`, or null. */
export function tableNamed(name: string): TableName | null {
  const plain = name
    .toLowerCase()
    .replace(/^(public|mattermost)[._-]/, '')
    .replace(/[_-]/g, '');
  return tableNames.find((table) => table === plain) ?? null;
}
