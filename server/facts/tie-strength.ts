import type { ResolvedFilter } from '../contract/filters.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from './another-person.ts';
import { nothing, type Sql, sql } from './sql.ts';
import { eventsWithin, numberedPeople, stableSum, tieEvents } from './tie-events.ts';

/** Concave saturation of evidence into strength: the hundredth exchange adds next to nothing. */
export const saturate = (evidence: number): number => Math.log1p(evidence);

/**
 * (i, j, w) of directed ties, i ≠ j as indices of nodes: w adds up what i gave to j, decayed to the midnight of the
 * reporting zone that ends the period. Only so many events of a kind count per thread, the earliest first;
 * reactions share a weekly budget, so that a thousand of them weigh no more than ten (`parameters` says how many). Strength is ln(1 + w).
 */
export function directedEvidence(
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters = tieParameters,
): Sql {
  return sql`
    with ${evidence(timeZone, filter, parameters)}
    select i, j, w from directed where w > 0`;
}

/**
 * (i, j, w) with i < j of pairs who wrote in the same threads. Their undirected strength is ln(1 + W_ij + W_ji + w).
 */
export function sharedThreadEvidence(
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters = tieParameters,
): Sql {
  return sql`
    with node as materialized (${numberedPeople(filter)})
    select least(x.i, y.i), greatest(x.i, y.i), ${stableSum(sql`s.w`)}
    from (${sharedThreads(timeZone, filter, parameters)}) s
    join node x on x.person_id = s.one
    join node y on y.person_id = s.other
    group by 1, 2`;
}

/**
 * (i, j, day, w, kind) of each reply, mention and message that counts towards a tie, decayed and capped as in
 * `directedEvidence`: what people wrote to each other, without reactions. The scores resample it by week.
 */
export function writtenTies(timeZone: string, filter: ResolvedFilter, parameters: TieParameters = tieParameters): Sql {
  return sql`
    with ${evidence(timeZone, filter, parameters, sql`and e.kind <> 'reaction'`)}
    select i, j, day, w, kind from weighted`;
}

/** (i, j, day, w) of each event that counts towards a tie, reactions included: the parts that `directedEvidence` adds up. */
export function datedEvidence(
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters = tieParameters,
): Sql {
  return sql`
    with ${evidence(timeZone, filter, parameters)}
    select i, j, day, w from weighted`;
}

/** (i, j, day, w) of each thread and pair: the parts that `sharedThreadEvidence` adds up, on the day the later one came in. */
export function datedSharedThreads(
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters = tieParameters,
): Sql {
  return sql`
    with node as materialized (${numberedPeople(filter)})
    select x.i, y.i as j, s.day, s.w
    from (${sharedThreads(timeZone, filter, parameters)}) s
    join node x on x.person_id = s.one
    join node y on y.person_id = s.other`;
}

/** (one, other, threads): the number of threads both posted or replied in, each pair once. */
export function sharedThreadCounts(filter: ResolvedFilter): Sql {
  return sql`select one, other, count(*) as threads from (${sharedThreads('UTC', filter, tieParameters)}) group by one, other`;
}

/**
 * Common tables `node` (person_id, i), `weighted` (i, j, kind, day, occurred_at, w; an event of `only` each) and `directed`
 * (i, j, w). `only` is a further condition on the event `e` of the nodes `a` and `b`.
 * Sums are taken in a fixed order, to be repeatable.
 */
export function evidence(
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters,
  only: Sql = nothing,
): Sql {
  return sql`
    node as materialized (${numberedPeople(filter)}),
    given as (
      select a.i, b.i as j, e.*
      from (${tieEvents(filter)}) e
      join node a on a.person_id = e.actor_id
      join node b on b.person_id = e.target_id
      where ${anotherPerson(sql`e.actor_id`, sql`e.target_id`)} ${only}
    ),
    reply as (select distinct i, j, event_id, occurred_at, source, thread_id from given where kind = 'reply'),
    single as (
      select * from given g
      where g.kind <> 'mention'
        or not exists (select 1 from reply r where r.i = g.i and r.j = g.j and r.event_id = g.parent_event_id)
        and not exists (
          select 1 from reply r
          where r.i = g.i and r.j = g.j and r.source = g.source and r.thread_id = g.thread_id
            and r.occurred_at = g.occurred_at)
    ),
    capped as (
      select *,
        row_number() over (
          partition by i, j, kind, source, coalesce(thread_id, parent_event_id, event_id)
          order by occurred_at, event_id
        ) as place
      from single
      where kind <> 'message'
      union all
      select *, 1 from single where kind = 'message'
    ),
    reaction_week as (
      select actor_id, date_trunc('week', day) as week, count(*) as reactions
      from events
      where kind = 'reaction' and not by_service and day is not null
        ${filter.to === null ? nothing : sql`and day < ${filter.to}::date`}
      group by all
    ),
    weighted as (
      select c.i, c.j, c.kind, c.day, c.occurred_at,
        ${decay(timeZone, filter, parameters.half_life_days, sql`c.occurred_at`)} * case c.kind
          when 'reply' then ${parameters.reply_weight}::double
          when 'mention' then ${parameters.mention_weight}::double
          when 'reaction' then ${parameters.reaction_weight}::double
            * coalesce(least(1, ${parameters.reactions_per_week}::double / r.reactions), 1)
          else ${parameters.message_weight}::double * c.weight
        end as w
      from capped c
      left join reaction_week r
        on r.actor_id = c.actor_id and r.week = date_trunc('week', c.day)
      where c.place <= case c.kind
        when 'reply' then ${parameters.replies_per_thread}
        when 'mention' then ${parameters.mentions_per_thread}
        when 'reaction' then ${parameters.reactions_per_thread}
        else 1
      end
    ),
    directed as (select i, j, ${stableSum(sql`w`)} as w from weighted group by i, j)`;
}

/**
 * (one, other, day, w) per thread and pair of its posters and repliers: a thread of k people gives base ÷ (k - 1) to each
 * pair, so that a large thread makes no stronger a clique than many small ones (Newman 2001). Deleted accounts keep
 * their place in k but bots have none.
 */
function sharedThreads(timeZone: string, filter: ResolvedFilter, parameters: TieParameters): Sql {
  return sql`
    with participant as materialized (
      select *, count(*) over (partition by source, thread_id) as k
      from (
        select source, thread_id, actor_id, min(occurred_at) as joined_at, min(day) as day
        from (${eventsWithin(filter)})
        where kind in ('post', 'reply') and thread_id is not null
          and actor_id not in (select person_id from people where kind = 'service')
        group by all
      )
      qualify k between 2 and ${parameters.shared_thread_people}
    )
    select x.actor_id as one, y.actor_id as other, greatest(x.day, y.day) as day,
      ${parameters.shared_thread_weight}::double / (x.k - 1) * ${decay(timeZone, filter, parameters.half_life_days, sql`greatest(x.joined_at, y.joined_at)`)} as w
    from participant x
    join participant y on y.source = x.source and y.thread_id = x.thread_id and y.actor_id > x.actor_id`;
}

/** 2^(-age ÷ half-life), age in days up to the end of the period; 1 for an undated event. */
function decay(timeZone: string, filter: Pick<ResolvedFilter, 'to'>, halfLifeDays: number, at: Sql): Sql {
  if (filter.to === null) return sql`1.0::double`;
  // As a subquery it is worked out once; in place, the time zone would be looked up for every row.
  const end = sql`(select epoch((${filter.to}::date::timestamp at time zone ${timeZone}) at time zone 'UTC'))`;
  return sql`coalesce(pow(2.0::double, (epoch(${at}) - ${end}) / (86400.0::double * ${halfLifeDays}::double)), 1)`;
}
