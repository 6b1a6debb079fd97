import type { WantedColumn } from '../table-file.ts';

export const tableNames = [
  'content',
  'comment',
  'like',
  'user_mentioning',
  'space',
  'space_membership',
  'user',
  'profile',
] as const;
export type TableName = (typeof tableNames)[number];

const column = (name: string, ...spellings: string[]): WantedColumn => ({ name, spellings });

/** The columns of each table that are read; every other one is left alone. */
export const tableColumns: Readonly<Record<TableName, readonly WantedColumn[]>> = {
  content: [
    column('id'),
    column('object_model'),
    column('object_id'),
    column('created_at'),
    column('created_by'),
    column('contentcontainer_id'),
    column('state'),
    column('is_question'),
  ],
  comment: [
    column('id'),
    column('object_model'),
    column('object_id'),
    column('content_id'),
    column('parent_comment_id'),
    column('created_at'),
    column('created_by'),
    column('is_question'),
  ],
  like: [
    column('id'),
    column('object_model'),
    column('object_id'),
    column('content_id'),
    column('created_at'),
    column('created_by'),
  ],
  user_mentioning: [column('object_model'), column('object_id'), column('content_id'), column('user_id')],
  space: [
    column('id'),
    column('name'),
    column('visibility'),
    column('status'),
    column('created_at'),
    column('created_by'),
    column('updated_at'),
    column('contentcontainer_id'),
  ],
  space_membership: [column('space_id'), column('user_id'), column('status'), column('group_id'), column('created_at')],
  user: [
    column('id'),
    column('username'),
    column('email'),
    column('authclient_id'),
    column('status'),
    column('created_at'),
    column('updated_at'),
  ],
  profile: [column('user_id'), column('firstname'), column('lastname')],
};

/** The longer of two names that end alike first; made once, since recognition asks it of every file of a delivery. */
const nameEndings = tableNames
  .toSorted((left, right) => right.length - left.length)
  .map((name) => ({ name, ending: new RegExp(`(^|_)${name}(_[\\d_]*)?$`) }));

/** Which table a file holds, by its name: `content.csv`, `humhub_content.tsv`, `content-2026-03.csv`. */
export function tableNamed(path: string): TableName | null {
  const stem = /^([^/]+)\.(?:csv|tsv|txt)$/i.exec(path)?.[1];
  if (stem === undefined) return null;
  const parts = stem.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return nameEndings.find(({ ending }) => ending.test(parts))?.name ?? null;
}
