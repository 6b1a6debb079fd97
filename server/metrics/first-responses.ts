import type { ResolvedFilter } from '../contract/filters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { numberedContributions } from './human-contributions.ts';
import type { Period } from './known-period.ts';

/**
 * (month, day, community, actor, hours, age) of each post of the period by a person: hours until the first reply by somebody else in its
 * thread, null while it waits, and its age in hours when the data end (the midnight that ends their last day).
 * A reply to oneself or by a bot answers nothing. Replies count wherever they come from and until the data end, so
 * that a month's figure does not depend on the period asked for. Who and where by the numbers of `numbered_events`.
 */
export function numberedResponses(
  snapshot: Pick<Snapshot, 'clock' | 'time_zone'>,
  filter: Pick<ResolvedFilter, 'department' | 'community'>,
  period: Period,
): Sql {
  // A clock without dates counts days from its first event: they are in no time zone.
  const zone = snapshot.clock === 'absolute' ? snapshot.time_zone : 'UTC';
  // Not materialized: that would copy every event, twice.
  return sql`
    with post as not materialized (
      select * from (${numberedContributions({ ...filter, from: period.from, to: period.to }, 'kept')})
      where kind = 'post'
    ),
    reply as not materialized (
      select * from (${numberedContributions({ from: null, to: null, department: null, community: null }, 'kept')})
      where kind = 'reply' and occurred_at is not null
    ),
    answer as (
      select p.event_id, r.occurred_at
      from post p join reply r on r.thread_id = p.thread_id
      where ${anotherPerson(sql`r.actor`, sql`p.actor`)} and r.occurred_at >= p.occurred_at
      union all
      select p.event_id, r.occurred_at
      from post p join reply r on r.parent_event_id = p.event_id
      where r.thread_id is null and ${anotherPerson(sql`r.actor`, sql`p.actor`)} and r.occurred_at >= p.occurred_at
    ),
    first as (select event_id, min(occurred_at) as answered_at from answer group by event_id)
    select
      date_trunc('month', p.day)::date as month,
      p.day,
      p.community,
      p.actor,
      (epoch_us(f.answered_at) - epoch_us(p.occurred_at)) / 3.6e9::double as hours,
      (epoch_us(timezone('UTC', timezone(${zone}, ${period.dataTo}::timestamp))) - epoch_us(p.occurred_at))
        / 3.6e9::double as age
    from post p left join first f on f.event_id = p.event_id
  `;
}

/** (month, day, community_id, actor_id, hours, age) of the same posts, who and where by id. */
export function firstResponses(...asked: Parameters<typeof numberedResponses>): Sql {
  return sql`
    select r.* exclude (community, actor), c.community_id, a.person_id as actor_id
    from (${numberedResponses(...asked)}) r
    join person_numbers a on a.person = r.actor
    left join community_numbers c on c.community = r.community`;
}
