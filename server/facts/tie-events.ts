import type { ResolvedFilter } from '../contract/filters.ts';
import { nothing, type Sql, sql } from './sql.ts';

type Period = Pick<ResolvedFilter, 'from' | 'to'>;
type Where = Pick<ResolvedFilter, 'from' | 'to' | 'community'>;

/**
 * (person_id, department, is_external) of everyone who is a node: humans, deleted accounts and bots out, or the
 * members and participants of the filter's community. The department is the one in force on the last day of the
 * period; null when unknown, and for external people, who are in none.
 */
export function networkPeople(filter: Pick<ResolvedFilter, 'to' | 'community'>): Sql {
  const inForce = filter.to === null ? sql`true` : sql`(valid_from is null or valid_from < ${filter.to}::date)`;
  return sql`
    select person_id,
      arg_max_null(case when affiliation = 'external' then null else department end, since) filter (where ${inForce})
        as department,
      coalesce(arg_max(affiliation, since) filter (where ${inForce}), min(affiliation)) = 'external' as is_external
    from (select *, coalesce(valid_from, date '0001-01-01') as since from people)
    where kind = 'human'
      ${
        filter.community === null
          ? nothing
          : sql`and person_id in (
              select person_id from memberships where community_id = ${filter.community}
              union select actor_id from events where community_id = ${filter.community}
              union select target_id from events where community_id = ${filter.community} and target_id is not null)`
      }
    group by person_id`;
}

/** (person_id, person, i): the index of each node in the sorted list of people, and the number that events know it by. */
export function numberedPeople(filter: Pick<ResolvedFilter, 'to' | 'community'>): Sql {
  return sql`
    select person_id, person, (row_number() over (order by person_id) - 1)::integer as i
    from (${networkPeople(filter)}) join person_numbers using (person_id)`;
}

/** Events inside the filter's period and community, written by a person and not by an app in their name. */
export function eventsWithin(filter: Where): Sql {
  return sql`
    select e.* from events e
    where not e.by_service
      and ${within(filter)}
      ${filter.community === null ? nothing : sql`and e.community_id = ${filter.community}`}`;
}

/** Events that can make a tie, inside the filter's period and community; self-directed ones included. */
export function tieEvents(filter: Where): Sql {
  return sql`
    select * from (${eventsWithin(filter)})
    where kind in ('reply', 'mention', 'reaction', 'message') and target_id is not null`;
}

/**
 * The same events as `tieEvents` from the view `numbered_events`, people and communities by number: no string is looked
 * up, which takes ten times as long as to read the event.
 */
export function numberedTieEvents(filter: Where): Sql {
  return sql`
    select * from (${numberedEventsWithin(filter)})
    where kind in ('reply', 'mention', 'reaction', 'message') and target is not null`;
}

/** The same events as `eventsWithin` from the view `numbered_events`. */
export function numberedEventsWithin(filter: Where): Sql {
  return sql`
    select e.* from numbered_events e
    where not e.by_service
      and ${within(filter)}
      ${
        filter.community === null
          ? nothing
          : sql`and e.community = (select community from community_numbers where community_id = ${filter.community})`
      }`;
}

/** An undated event belongs to the whole history only: nobody can say that it falls in a shorter period. */
function within({ from, to }: Period): Sql {
  if (from === null || to === null) return sql`true`;
  return sql`(
    (e.day >= ${from}::date and e.day < ${to}::date)
    or (e.day is null and exists (
      select 1 from snapshot s where ${from}::date <= s.first_day and ${to}::date > s.last_day)))`;
}

/**
 * A sum that is the same in whatever order threads add it up: floating-point sums are not, and a figure would change in
 * its last digits from one run to the next. Adds whole multiples of 2^-50, exactly.
 */
export function stableSum(value: Sql): Sql {
  return sql`(sum((${value} * 1125899906842624)::hugeint)::double / 1125899906842624)`;
}

/** A value as `stableSum` takes it, to the nearest whole multiple of 2^-50: next to 4 no other numbers are told apart. */
export function stablePart(value: number): number {
  return value < 4 ? value + 4 - 4 : value;
}
