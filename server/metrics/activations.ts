import type { ResolvedFilter } from '../contract/filters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { numberedPeople } from '../facts/tie-events.ts';
import { type ActivationEvidence, activationSpan } from '../models/activation-effect.ts';
import { addDays } from './known-period.ts';

/** Who wrote in the first days of the data may have written before them: nobody is new until these have passed. */
export const daysBeforeAnyoneIsNew = 28;

/**
 * First words ever of the people who first wrote on the days [from, to), and the threads that they could have joined.
 * People are numbered as in `numberedPeople(filter)`; a department in the filter changes nothing. Nothing after `to` is
 * looked at. O(events before `to`) in SQL.
 */
export async function loadActivations(
  { db, first_day }: Pick<Snapshot, 'db' | 'first_day'>,
  filter: Pick<ResolvedFilter, 'community'> & { readonly from: string; readonly to: string },
): Promise<ActivationEvidence> {
  const known = first_day === null ? filter.from : addDays(first_day, daysBeforeAnyoneIsNew);
  const period = { ...filter, from: known > filter.from ? known : filter.from };
  const tables = firstWords(period);
  const [count] = await db.columns(1, sql`select count(*) from (${numberedPeople(filter)})`);
  const [place = none, startedAt = none, starter = none] = await db.columns(
    3,
    sql`with ${tables} select place, epoch(started_at), coalesce(i, -1) from thread order by h`,
  );
  const [firstAt = none, joined = none, addressee = none] = await db.columns(
    3,
    sql`
      with ${tables}
      select epoch(f.first_at),
        if(f.kind = 'reply' and ${anotherPerson(sql`t.actor_id`, sql`f.actor_id`)}, t.h, -1),
        if(f.kind = 'reply' and ${anotherPerson(sql`f.target_id`, sql`f.actor_id`)}, coalesce(a.i, -1), -1)
      from first_words f
      -- By equalities alone: with any other condition DuckDB pairs every first word with every thread.
      left join thread t on t.source = f.source and t.thread = f.thread and t.place_key = f.place_key
      left join node a on a.person_id = f.target_id
      order by f.first_at, f.actor_id`,
  );
  // Others matter only where a newcomer turned to one of them.
  const isAnyTurned = joined.some((thread, k) => thread >= 0 && (addressee[k] ?? -1) !== (starter[thread] ?? -1));
  const [within = none, writer = none, wroteAt = none] = isAnyTurned
    ? await db.columns(
        3,
        sql`
          with ${tables}
          select t.h, n.i, epoch(min(v.occurred_at)) as wrote_at
          from thread t
          join visible v on v.source = t.source and v.thread = t.thread and v.kind = 'reply'
            and v.occurred_at >= t.started_at and v.occurred_at <= t.started_at + to_seconds(${activationSpan})
          join node n on n.person_id = v.actor_id and ${anotherPerson(sql`v.actor_id`, sql`t.actor_id`)}
          group by t.h, n.i
          order by t.h, wrote_at, n.i`,
      )
    : [];
  return {
    people: count?.[0] ?? 0,
    threadOffsets: offsetsOf(place, 1 + (place.at(-1) ?? -1)),
    startedAt,
    starter: Int32Array.from(starter),
    writerOffsets: offsetsOf(within, startedAt.length),
    writer: Uint32Array.from(writer),
    wroteAt,
    firstAt,
    joined: Int32Array.from(joined),
    addressee: Int32Array.from(addressee),
  };
}

const none = new Float64Array(0);

/** Where the lines of each of `count` rows begin in lines sorted by row. */
function offsetsOf(rows: Float64Array, count: number): Uint32Array {
  const offsets = new Uint32Array(count + 1);
  for (const row of rows) offsets[row + 1] = (offsets[row + 1] ?? 0) + 1;
  for (let r = 1; r <= count; r++) offsets[r] = (offsets[r] ?? 0) + (offsets[r - 1] ?? 0);
  return offsets;
}

/**
 * Common tables `node`, `visible` (what people wrote for others to see before `to`), `first_words` (one line per person
 * who first wrote in the period) and `thread` (opened in it or in the 14 days before; numbered `h` by place and start).
 * A place is a community of a source. What an app posted is in none of them.
 */
function firstWords({
  from,
  to,
  community,
}: Pick<ResolvedFilter, 'community'> & { readonly from: string; readonly to: string }): Sql {
  return sql`
    node as materialized (${numberedPeople({ to, community })}),
    visible as materialized (
      select event_id, source, kind, actor_id, target_id, occurred_at, day, coalesce(community_id, '') as place_key,
        coalesce(thread_id, if(kind = 'reply', parent_event_id, event_id)) as thread
      from events
      where kind in ('post', 'reply', 'share') and not by_service and day < ${to}::date and occurred_at is not null
        and actor_id not in (select person_id from people where kind = 'service')
    ),
    first_moments as (
      select actor_id, min(occurred_at) as first_at from visible
      where actor_id in (select person_id from node)
      group by actor_id
    ),
    first_words as (
      select f.first_at, v.* from first_moments f join visible v on v.actor_id = f.actor_id and v.occurred_at = f.first_at
      where v.day >= ${from}::date ${community === null ? nothing : sql`and v.place_key = ${community}`}
      qualify row_number() over (partition by v.actor_id order by v.event_id) = 1
    ),
    opened as (
      select source, place_key, thread, min(occurred_at) as started_at, arg_min(actor_id, (occurred_at, event_id)) as actor_id
      from visible
      where kind <> 'reply' ${community === null ? nothing : sql`and place_key = ${community}`}
      group by source, place_key, thread
      having started_at >= ${from}::timestamp - interval 16 day
    ),
    thread as (
      select o.*, n.i,
        (dense_rank() over (order by o.source, o.place_key) - 1)::integer as place,
        (row_number() over (order by o.source, o.place_key, o.started_at, o.thread) - 1)::integer as h
      from opened o left join node n on n.person_id = o.actor_id
    )`;
}
