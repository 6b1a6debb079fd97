import { matchColumns, type WantedColumn } from '../table-file.ts';

const column = (name: string, ...spellings: string[]): WantedColumn => ({ name, spellings });

/** Every column that is read of any report, by the names that Microsoft Graph and the admin centre give it. */
export const reportColumns: readonly WantedColumn[] = [
  { name: 'report_refresh_date', spellings: [], required: true },
  column('report_date'),
  column('report_period'),
  column('person', 'User Principal Name', 'User Id', 'Display Name'),
  column('user_state'),
  column('is_deleted'),
  column('last_activity_date', 'Last Activity Date (UTC)'),
  column('group_name', 'Group Display Name'),
  column('member_count', 'Members'),
  column('posted', 'Posted Count', 'Posted'),
  column('read_count', 'Read Count', 'Read'),
  column('liked', 'Liked Count', 'Liked'),
  column('total'),
  column('active'),
  column('web', 'Used Web', 'Web'),
  column('windows_phone', 'Used Windows Phone', 'Windows Phone'),
  column('android', 'Used Android Phone', 'Android Phone'),
  column('iphone', 'Used iPhone', 'iPhone'),
  column('ipad', 'Used iPad', 'iPad'),
  column('other_device', 'Used Others', 'Other', 'Others'),
  column('team_chat', 'Team Chat Message Count'),
  column('private_chat', 'Private Chat Message Count'),
  column('post_messages', 'Post Messages'),
  column('reply_messages', 'Reply Messages'),
];

/** A report of the Microsoft 365 usage analytics, told by its columns; each has a SQL file of its own name. */
export type Report =
  | 'yammer-people'
  | 'yammer-groups'
  | 'yammer-activity'
  | 'yammer-group-counts'
  | 'yammer-device-people'
  | 'yammer-devices'
  | 'teams-people';

/** Columns that leave no doubt about a report: all of the first list, one of the second. */
const marks: readonly (readonly [Report, readonly string[], readonly string[]])[] = [
  ['teams-people', ['person'], ['team_chat', 'private_chat', 'post_messages', 'reply_messages']],
  ['yammer-groups', ['group_name'], ['posted', 'read_count', 'liked', 'member_count', 'last_activity_date']],
  ['yammer-people', ['person'], ['posted', 'read_count', 'liked']],
  ['yammer-device-people', ['person'], ['web', 'android', 'iphone', 'ipad', 'windows_phone']],
  ['yammer-activity', ['report_date'], ['posted', 'read_count', 'liked']],
  ['yammer-group-counts', ['report_date', 'total', 'active'], ['total']],
  ['yammer-devices', [], ['web', 'android', 'iphone', 'ipad', 'windows_phone']],
];

/** Which report a table is, or null when it is none: every one says when it was refreshed. */
export function reportOf(names: readonly string[]): Report | null {
  const found = matchColumns(names, reportColumns);
  if (!found.has('report_refresh_date')) return null;
  const [report] =
    marks.find(([, all, some]) => all.every((name) => found.has(name)) && some.some((name) => found.has(name))) ?? [];
  return report ?? null;
}
