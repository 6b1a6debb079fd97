import { matchColumns, type WantedColumn } from '../table-file.ts';

const column = (name: string, ...spellings: string[]): WantedColumn => ({ name, spellings });

/** Columns read of member analytics. */
const memberColumns: readonly WantedColumn[] = [
  column('person', 'User ID', 'Username', 'Email'),
  column('account_type', 'Account type'),
  column('deactivated', 'Deactivated date (UTC)', 'Deactivated date'),
  column('days_active', 'Days active'),
  column('days_desktop', 'Days active (Desktop)'),
  column('days_android', 'Days active (Android)'),
  column('days_ios', 'Days active (iOS)'),
  column('messages', 'Messages posted'),
  column('channel_messages', 'Messages posted in channels'),
  column('reactions', 'Reactions added'),
  column('files', 'Files uploaded'),
  column('last_active', 'Last active (UTC)', 'Last active'),
];

/** Columns read of channel analytics. */
const channelColumns: readonly WantedColumn[] = [
  column('name'),
  column('total_members', 'Total membership', 'Members'),
  column('full_members', 'Full Members'),
  column('guests'),
  column('messages', 'Messages posted'),
  column('messages_by_members', 'Messages posted by members', 'Messages posted by people'),
  column('posting_people', 'Members who posted', 'People who posted'),
  column('reading_people', 'Members who viewed', 'People who viewed'),
  column('reactions', 'Reactions added'),
  column('reacting_people', 'Members who reacted', 'People who reacted'),
];

/**
 * Columns read of the overview by day, by the names that Slack has given them over the years: users, then members, then
 * people. Its `Messages posted` and `Files uploaded` run up since the workspace began; its `Total …` of full members and
 * guests count accounts that are closed.
 */
const overviewColumns: readonly WantedColumn[] = [
  { name: 'date', spellings: [], required: true },
  column('people', 'Total enabled membership', 'Total membership', 'Total users'),
  column('full_members', 'Enabled full members', 'Full members'),
  column('guests', 'Enabled guests', 'Guests'),
  column('daily_active', 'Daily active people', 'Daily active members', 'Daily active users'),
  column(
    'daily_posting',
    'Daily people posting messages',
    'Daily members posting messages',
    'Daily users posting messages',
  ),
  column('weekly_active', 'Weekly active people', 'Weekly active members', 'Weekly active users'),
  column(
    'weekly_posting',
    'Weekly people posting messages',
    'Weekly members posting messages',
    'Weekly users posting messages',
  ),
  column('public_messages', 'Messages in public channels'),
  column('private_channel_messages', 'Messages in private channels'),
  column('shared_channel_messages', 'Messages in shared channels'),
  column('direct_messages', 'Messages in DMs', 'messages_in_d_ms'),
];

/** Slack's analytics files, told by their columns or keys; each has a SQL file of its own name. */
export type Analytics = 'members' | 'channels' | 'overview' | 'member-days' | 'channel-days';

export const csvColumns: Readonly<Record<'members' | 'channels' | 'overview', readonly WantedColumn[]>> = {
  members: memberColumns,
  channels: channelColumns,
  overview: overviewColumns,
};

/** Which CSV the column names are of, or null. */
export function csvAnalytics(names: readonly string[]): 'members' | 'channels' | 'overview' | null {
  const has = (columns: readonly WantedColumn[], ...wanted: string[]): number => {
    const found = matchColumns(names, columns);
    return wanted.filter((name) => found.has(name)).length;
  };
  if (
    has(overviewColumns, 'date') === 1 &&
    has(overviewColumns, 'daily_active', 'weekly_active', 'public_messages', 'direct_messages') >= 2
  )
    return 'overview';
  if (
    has(channelColumns, 'name') === 1 &&
    has(channelColumns, 'posting_people', 'reading_people', 'messages_by_members') >= 1
  )
    return 'channels';
  if (
    has(memberColumns, 'days_active', 'days_desktop', 'last_active', 'deactivated', 'account_type') >= 1 &&
    has(memberColumns, 'days_active', 'messages', 'channel_messages', 'reactions') >= 1
  )
    return 'members';
  return null;
}

/** Which daily JSON the first line is of, or null. `names` tells files that only name channels. */
export function jsonAnalytics(firstLine: string): 'member-days' | 'channel-days' | 'names' | null {
  let record: unknown;
  try {
    record = JSON.parse(firstLine);
  } catch {
    return null; // not JSON, or the line is cut short
  }
  if (record === null || typeof record !== 'object') return null;
  const has = (key: string): boolean => Object.hasOwn(record, key);
  if (has('user_id') && has('date') && (has('messages_posted_count') || has('is_active'))) return 'member-days';
  if (has('channel_id') && has('date') && (has('messages_posted_count') || has('total_members_count')))
    return 'channel-days';
  if (has('channel_id') && has('name') && has('topic') && has('description')) return 'names';
  return null;
}
