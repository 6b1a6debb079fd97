import type { ResolvedFilter } from '../contract/filters.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { inDepartment } from './in-department.ts';

/** Kinds of event that are contributions, in the order they are shown; views, joins and leaves are presence. */
export const contributionKinds = ['post', 'reply', 'reaction', 'mention', 'message', 'share'] as const;

/**
 * The contributions (columns of `events`) of people inside the filter's period, department and community.
 * Bots are out. What a deleted account wrote stays in totals and threads, never in a figure per person.
 */
export function humanContributions(
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>,
  deletedAccounts: 'kept' | 'dropped',
): Sql {
  return sql`
    select e.* from events e
    where list_contains(string_split(${contributionKinds.join(',')}, ','), e.kind)
      and not e.by_service
      and not exists (
        select 1 from people k
        where k.person_id = e.actor_id
          and ${deletedAccounts === 'kept' ? sql`k.kind = 'service'` : sql`k.kind <> 'human'`})
      ${filter.from === null ? nothing : sql`and e.day >= ${filter.from}::date`}
      ${filter.to === null ? nothing : sql`and e.day < ${filter.to}::date`}
      ${filter.community === null ? nothing : sql`and e.community_id = ${filter.community}`}
      ${inDepartment(filter.department, sql`e.actor_id`, sql`e.day`)}`;
}
