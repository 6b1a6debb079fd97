import type { ResolvedFilter } from '../contract/filters.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { inDepartment } from './in-department.ts';

/** Kinds of event that are contributions, in the order they are shown; views, joins and leaves are presence. */
export const contributionKinds = ['post', 'reply', 'reaction', 'mention', 'message', 'share'] as const;

type Where = Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>;

/**
 * The contributions (columns of `numbered_events`) of people inside the filter's period, department and community: for
 * grouping and joining millions of them.
 * Bots are out. What a deleted account wrote stays in totals and threads, never in a figure per person.
 */
export function numberedContributions(filter: Where, deletedAccounts: 'kept' | 'dropped'): Sql {
  return sql`
    select e.* from numbered_events e
      ${filter.department === null ? nothing : sql`join person_numbers w on w.person = e.actor`}
    where e.kind in ('post', 'reply', 'reaction', 'mention', 'message', 'share')
      and not e.by_service
      and e.actor not in (
        select n.person from people k join person_numbers n using (person_id)
        where ${deletedAccounts === 'kept' ? sql`k.kind = 'service'` : sql`k.kind <> 'human'`})
      ${filter.from === null ? nothing : sql`and e.day >= ${filter.from}::date`}
      ${filter.to === null ? nothing : sql`and e.day < ${filter.to}::date`}
      ${
        filter.community === null
          ? nothing
          : sql`and e.community = (select community from community_numbers where community_id = ${filter.community})`
      }
      ${inDepartment(filter.department, sql`w.person_id`, sql`e.day`)}`;
}

/** The same contributions with people and communities by id. */
export function humanContributions(filter: Where, deletedAccounts: 'kept' | 'dropped'): Sql {
  return sql`
    select e.* exclude (actor, target, community), a.person_id as actor_id, t.person_id as target_id, c.community_id
    from (${numberedContributions(filter, deletedAccounts)}) e
    join person_numbers a on a.person = e.actor
    left join person_numbers t on t.person = e.target
    left join community_numbers c on c.community = e.community`;
}
