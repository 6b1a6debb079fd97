import type { ResolvedFilter } from '../contract/filters.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from './another-person.ts';
import { decay, faded } from './fading.ts';
import { nothing, type Sql, sql } from './sql.ts';
import { numberedEventsWithin, numberedPeople, numberedTieEvents, stableSum } from './tie-events.ts';

/** Concave saturation of evidence into strength: the hundredth exchange adds next to nothing. */
export const saturate = (evidence: number): number => Math.log1p(evidence);

/**
 * (i, j, w) of directed ties, i ≠ j as indices of nodes: w adds up what i gave to j, decayed to the midnight of the
 * reporting zone that ends the period. Only so many events of a kind count per thread, the earliest first;
 * reactions share a weekly budget, so that a thousand of them weigh no more than ten (`parameters` says how many). Strength is ln(1 + w).
 * `only` is a further condition as in `evidence`, which has to hold of all events of a pair or of none.
 */
export function directedEvidence(
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters = tieParameters,
  only: Sql = nothing,
): Sql {
  return sql`
    with ${evidence(timeZone, filter, parameters, only)}
    select i, j, w from directed where w > 0`;
}

/**
 * (actor, target, w) of each event that can make a tie, by number and self-directed ones included: what it gives where it is
 * the only one of its actor towards its target.
 */
export function loneEvidence(timeZone: string, filter: ResolvedFilter, parameters: TieParameters): Sql {
  return sql`
    with reaction_week as (${reactionWeeks(filter, parameters)})
    select c.actor, c.target,
      case when ${capOf(parameters)} >= 1 then ${weightOf(timeZone, filter, parameters)} else 0 end as w
    from (${numberedTieEvents(filter)}) c ${reactionsOfWeek}`;
}

/**
 * (author, high, low, left) of each post and reply in a thread, bots out: the number of the author, both halves of the thread's
 * id and what the half-life has left of a unit; null when undated.
 */
export function threadRows(timeZone: string, filter: ResolvedFilter, halfLifeDays: number): Sql {
  return sql`
    select actor, (thread_id >> 32)::uinteger, (thread_id & 4294967295)::uinteger,
      ${faded(timeZone, filter, halfLifeDays, sql`occurred_at`)}
    from (${numberedEventsWithin(filter)})
    where ${writtenInThread}`;
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
    select i, j, ${stableSum(sql`w`)}
    from (${sharedThreads(timeZone, filter, parameters)})
    group by i, j`;
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

/** The same as `writtenTies` of the pairs of whom each wrote to the other, who are few where people are many. */
export function twoWayTies(timeZone: string, filter: ResolvedFilter, parameters: TieParameters = tieParameters): Sql {
  return sql`
    with ${evidence(timeZone, filter, parameters, sql`and e.kind <> 'reaction'`, 'two-way')}
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
  return sharedThreads(timeZone, filter, parameters);
}

/** (one, other, threads): the number of threads both posted or replied in, each pair once. */
export function sharedThreadCounts(filter: ResolvedFilter): Sql {
  return sql`
    with node as materialized (${numberedPeople(filter)})
    select x.person_id as one, y.person_id as other, s.threads
    from (select i, j, count(*) as threads from (${sharedThreads('UTC', filter, tieParameters)}) group by i, j) s
    join node x on x.i = s.i
    join node y on y.i = s.j`;
}

/**
 * Common tables `node` (person_id, i), `weighted` (i, j, kind, day, occurred_at, w; an event of `only` each) and `directed`
 * (i, j, w). `only` is a further condition on the event `e` of the nodes `a` and `b`; with `two-way`, only pairs are looked at
 * of whom each has such an event towards the other. Sums are taken in a fixed order, to be repeatable.
 */
export function evidence(
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters,
  only: Sql = nothing,
  pairs: 'all' | 'two-way' = 'all',
): Sql {
  const { replies_per_thread: replies, mentions_per_thread: mentions, reactions_per_thread: reactions } = parameters;
  return sql`
    node as materialized (${numberedPeople(filter)}),
    reaction_week as (${reactionWeeks(filter, parameters)}),
    exchanged as (
      select a.i, b.i as j, e.kind, e.event_id, e.thread_id, e.parent_event_id, e.actor, e.weight, e.occurred_at, e.day
      from (${numberedTieEvents(filter)}) e
      join node a on a.person = e.actor
      join node b on b.person = e.target
      where ${anotherPerson(sql`e.actor`, sql`e.target`)} ${only}
    ),
    given as materialized (
      select c.i, c.j, c.kind, c.event_id, c.thread_id, c.parent_event_id, c.occurred_at, c.day,
        ${weightOf(timeZone, filter, parameters)} as w
      from ${pairs === 'all' ? sql`exchanged` : sql`(${onlyTwoWay})`} c ${reactionsOfWeek}
    ),
    mentioning as (select distinct i, j from given where kind = 'mention'),
    reply as (
      select i, j, event_id, occurred_at, thread_id
      from given semi join mentioning using (i, j)
      where kind = 'reply'
    ),
    single as (
      select * from given where kind <> 'mention'
      union all
      select * from given g
      where g.kind = 'mention'
        and not exists (select 1 from reply r where r.i = g.i and r.j = g.j and r.event_id = g.parent_event_id)
        and not exists (
          select 1 from reply r
          where r.i = g.i and r.j = g.j and r.thread_id = g.thread_id and r.occurred_at = g.occurred_at)
    ),
    -- Few pairs exchange so often that a cap could hold anything back: only theirs are put in order.
    often as (
      select i, j from single group by i, j
      having count(*) > least(${replies}::integer, ${mentions}::integer, ${reactions}::integer)
    ),
    capped as (
      select *,
        row_number() over (
          partition by i, j, kind, coalesce(thread_id, parent_event_id, event_id)
          order by occurred_at, event_id
        ) as place
      from single semi join often using (i, j)
      where kind <> 'message'
      union all
      select *, 1 from single semi join often using (i, j) where kind = 'message'
      union all
      select *, 1 from single anti join often using (i, j)
    ),
    weighted as (select c.i, c.j, c.kind, c.day, c.occurred_at, c.w from capped c where c.place <= ${capOf(parameters)}),
    directed as (select i, j, ${stableSum(sql`w`)} as w from weighted group by i, j)`;
}

/** (actor, week, reactions): the weeks in which somebody gave more reactions than weigh in full. */
function reactionWeeks(filter: ResolvedFilter, parameters: TieParameters): Sql {
  return sql`
    select actor, date_trunc('week', day) as week, count(*) as reactions
    from numbered_events
    where kind = 'reaction' and not by_service and day is not null
      ${filter.from === null ? nothing : sql`and day >= date_trunc('week', ${filter.from}::date)`}
      ${filter.to === null ? nothing : sql`and day < ${filter.to}::date`}
    group by all having count(*) > ${parameters.reactions_per_week}::double`;
}

/** Joins what the actor of event `c` gave in its week, as `r`. */
const reactionsOfWeek = sql`left join reaction_week r on r.actor = c.actor and r.week = date_trunc('week', c.day)`;

/** Events of the kind of `c` that count for a pair and thread. */
function capOf(parameters: TieParameters): Sql {
  return sql`case c.kind
    when 'reply' then ${parameters.replies_per_thread}
    when 'mention' then ${parameters.mentions_per_thread}
    when 'reaction' then ${parameters.reactions_per_thread}
    else 1
  end`;
}

/** What event `c` gives, by its kind and age and by the reactions `r` of its week. */
function weightOf(timeZone: string, filter: ResolvedFilter, parameters: TieParameters): Sql {
  return sql`${decay(timeZone, filter, parameters.half_life_days, sql`c.occurred_at`)} * case c.kind
    when 'reply' then ${parameters.reply_weight}::double
    when 'mention' then ${parameters.mention_weight}::double
    when 'reaction' then ${parameters.reaction_weight}::double
      * coalesce(least(1, ${parameters.reactions_per_week}::double / r.reactions), 1)
    else ${parameters.message_weight}::double * c.weight
  end`;
}

/** What is written between pairs of whom each wrote to the other: caps and doubles of a pair are a matter of its own events. */
const onlyTwoWay = sql`
  select g.* from exchanged g
  semi join (
    select i as lower, j as higher from exchanged where i < j
    intersect select j, i from exchanged where j < i
  ) on lower = least(g.i, g.j) and higher = greatest(g.i, g.j)`;

/** Whether an event of `numbered_events` gives its actor a place in a thread. Ids of threads are digests salted by the source. */
const writtenInThread = sql`kind in ('post', 'reply') and thread_id is not null
  and actor not in (select person from person_numbers join people using (person_id) where kind = 'service')`;

/**
 * (i, j, day, w) per thread and pair of its posters and repliers, i before j: a thread of k people gives base ÷ (k - 1) to
 * each pair, so that a large thread makes no stronger a clique than many small ones (Newman 2001). Deleted accounts keep
 * their place in k but bots have none.
 */
function sharedThreads(timeZone: string, filter: ResolvedFilter, parameters: TieParameters): Sql {
  return sql`
    with node as materialized (${numberedPeople(filter)}),
    participant as materialized (
      select thread_id, actor, min(occurred_at) as joined_at, min(day) as day
      from (${numberedEventsWithin(filter)})
      where ${writtenInThread}
      group by all
    ),
    thread as (
      select thread_id, count(*) as k from participant
      group by thread_id having count(*) between 2 and ${parameters.shared_thread_people}
    ),
    seat as materialized (
      select p.*, t.k, n.i from participant p join thread t using (thread_id) join node n on n.person = p.actor
    )
    select x.i, y.i as j, greatest(x.day, y.day) as day,
      ${parameters.shared_thread_weight}::double / (x.k - 1) * ${decay(timeZone, filter, parameters.half_life_days, sql`greatest(x.joined_at, y.joined_at)`)} as w
    from seat x
    join seat y on y.thread_id = x.thread_id and y.i > x.i`;
}
