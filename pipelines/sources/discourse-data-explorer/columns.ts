import { columnKey } from '../csv-header.ts';
import { profileFields } from '../profile-fields.ts';
import type { WantedColumn } from '../table-file.ts';

export type ResultKind = 'posts' | 'mentions' | 'likes' | 'users' | 'categories';

const column = (name: string, ...spellings: string[]): WantedColumn => ({ name, spellings });

/** The columns of each query's result; every other column is left unread. */
export const resultColumns: Readonly<Record<ResultKind, readonly WantedColumn[]>> = {
  posts: [
    column('id', 'post_id'),
    column('topic_id'),
    column('post_number'),
    column('reply_to_post_number'),
    column('user_id'),
    column('category_id'),
    column('created_at'),
    column('post_type'),
    column('deleted_at'),
    column('archetype'),
    column('is_question'),
  ],
  mentions: [
    column('post_id', 'target_post_id'),
    column('actor_id', 'acting_user_id'),
    column('user_id', 'mentioned_user_id'),
    column('action_type'),
  ],
  likes: [
    column('post_id'),
    column('user_id'),
    column('created_at'),
    column('post_action_type_id'),
    column('deleted_at'),
  ],
  users: [
    column('id', 'user_id'),
    column('username'),
    column('name'),
    column('email'),
    column('external_id', 'sso_external_id', 'single_sign_on_external_id'),
    column('created_at'),
    column('staged'),
    column('department'),
    column('division'),
    column('site'),
    column('level'),
  ],
  categories: [
    column('id', 'category_id'),
    column('name'),
    column('parent_category_id'),
    column('read_restricted'),
    column('created_at'),
    column('user_id'),
  ],
};

/** Which query a header is the result of, or null. */
export function resultKind(names: readonly string[]): ResultKind | null {
  const keys = new Set(names.map(columnKey));
  const has = (...wanted: readonly string[]) => wanted.every((name) => keys.has(name));
  if (has('topic_id', 'post_number', 'user_id', 'created_at')) return 'posts';
  if (has('acting_user_id') && (has('post_id') || has('target_post_id'))) return 'mentions';
  if (has('post_id', 'user_id', 'created_at')) return 'likes';
  if (has('username') && (has('id') || has('user_id'))) return 'users';
  if (has('name', 'parent_category_id')) return 'categories';
  return null;
}

const customField = /\s*\(custom user field\)\s*$/i;

/** The labels of an administrator's list that the forum's owners made up: `Service (custom user field)`. */
export function customLabels(names: readonly string[]): readonly string[] {
  return names.filter((name) => customField.test(name)).map((name) => name.replace(customField, ''));
}

/** The columns of a list of people, those of the forum's own fields under the names that they have there. */
export function userColumns(names: readonly string[]): readonly WantedColumn[] {
  const titles = names.filter((name) => customField.test(name));
  const fields = profileFields(customLabels(names));
  return resultColumns.users.map((wanted) => {
    const at = (['department', 'division', 'site', 'level'] as const).find((name) => name === wanted.name);
    const index = at === undefined ? null : fields[at];
    const title = index === null ? undefined : titles[index];
    return title === undefined ? wanted : { ...wanted, spellings: [...wanted.spellings, title] };
  });
}
