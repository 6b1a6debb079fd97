import type { ResolvedFilter } from '../contract/filters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { numberedPeople } from '../facts/tie-events.ts';
import { firstAtLeast } from '../graph/statistics.ts';
import { type ActivationEvidence, activationSpan } from '../models/activation-effect.ts';
import { addDays } from './known-period.ts';

/** Who wrote in the first days of the data may have written before them: nobody is new until these have passed. */
export const daysBeforeAnyoneIsNew = 28;

/**
 * First words ever of the people who first wrote on the days [from, to), and the threads that they could have joined: those
 * opened where and about when somebody new wrote, as no others count. People are numbered as in `numberedPeople(filter)`;
 * a department in the filter changes nothing. Nothing after `to` is looked at. O(events before `to`) in SQL.
 */
export async function loadActivations(
  { db, first_day }: Pick<Snapshot, 'db' | 'first_day'>,
  filter: Pick<ResolvedFilter, 'community'> & { readonly from: string; readonly to: string },
): Promise<ActivationEvidence> {
  const known = first_day === null ? filter.from : addDays(first_day, daysBeforeAnyoneIsNew);
  const period = { ...filter, from: known > filter.from ? known : filter.from };
  const [count] = await db.columns(1, sql`select count(*) from (${numberedPeople(filter)})`);
  const [part = none, h = none, at = none, i = none, other = none, addressee = none] = await db.columns(
    6,
    sql`
      with ${firstWords(period)}
      select ${parts.thread} as part, h, epoch(started_at) as moment, coalesce(i, -1) as i, place as other, -1 as addressee
      from thread
      union all
      select ${parts.writer}, t.h, epoch(min(v.occurred_at)), n.i, -1, -1
      from thread t
      join visible v on v.source = t.source and v.thread = t.thread and v.place = t.place_key and v.kind = 'reply'
        and v.occurred_at >= t.started_at and v.occurred_at <= t.started_at + to_seconds(${activationSpan})
      join node n on n.person = v.actor and ${anotherPerson(sql`v.actor`, sql`t.actor`)}
      group by t.h, n.i
      union all
      select ${parts.newcomer}, 0, epoch(f.occurred_at), f.i,
        if(f.kind = 'reply' and ${anotherPerson(sql`t.actor`, sql`f.actor`)}, t.h, -1),
        if(f.kind = 'reply' and ${anotherPerson(sql`f.target`, sql`f.actor`)}, coalesce(a.i, -1), -1)
      from first_words f
      -- By equalities alone: with any other condition DuckDB pairs every first word with every thread.
      left join thread t on t.source = f.source and t.thread = f.thread and t.place_key = f.place
      left join node a on a.person = f.target
      order by part, h, moment, i`,
  );
  const threads = firstAtLeast(part, parts.writer);
  const writers = firstAtLeast(part, parts.newcomer);
  const place = other.subarray(0, threads);
  return {
    people: count?.[0] ?? 0,
    threadOffsets: offsetsOf(place, 1 + (place.at(-1) ?? -1)),
    startedAt: at.slice(0, threads),
    starter: new Int32Array(i.subarray(0, threads)),
    writerOffsets: offsetsOf(h.subarray(threads, writers), threads),
    writer: new Uint32Array(i.subarray(threads, writers)),
    wroteAt: at.slice(threads, writers),
    firstAt: at.slice(writers),
    joined: new Int32Array(other.subarray(writers)),
    addressee: new Int32Array(addressee.subarray(writers)),
  };
}

/** What a line of the answer tells of: a thread, somebody who wrote in one, or a newcomer. */
const parts = { thread: 0, writer: 1, newcomer: 2 } as const;

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
  const asked = sql`(select community from community_numbers where community_id = ${community})`;
  // Spans as long as a thread is recent: a newcomer meets threads of the same span and of the one before.
  const span = (at: Sql): Sql => sql`(epoch(${at}) // ${activationSpan})::integer`;
  return sql`
    node as materialized (${numberedPeople({ to, community })}),
    visible as not materialized (
      select event_id, source, kind, actor, target, occurred_at, day, coalesce(community, -1) as place,
        coalesce(thread_id, if(kind = 'reply', parent_event_id, event_id)) as thread
      from numbered_events
      where kind in ('post', 'reply', 'share') and not by_service and day < ${to}::date and occurred_at is not null
        and actor not in (select person from people join person_numbers using (person_id) where kind = 'service')
    ),
    first_moments as (
      select actor, i, first_at
      from (select actor, min(occurred_at) as first_at from visible group by actor) join node on person = actor
    ),
    first_words as materialized (
      select f.i, v.* from first_moments f join visible v on v.actor = f.actor and v.occurred_at = f.first_at
      where v.day >= ${from}::date ${community === null ? nothing : sql`and v.place = ${asked}`}
      qualify row_number() over (partition by v.actor order by v.event_id) = 1
    ),
    opening as not materialized (select * from visible where kind <> 'reply' ${community === null ? nothing : sql`and place = ${asked}`}),
    met as (
      select distinct source, place, ${span(sql`occurred_at`)} - before as span
      from first_words, (values (0), (1)) past(before)
    ),
    near as (
      select distinct source, place, thread
      from (select *, ${span(sql`occurred_at`)} as span from opening) semi join met using (source, place, span)
    ),
    opened as (
      select source, place, thread, min(occurred_at) as started_at, arg_min(actor, (occurred_at, event_id)) as actor
      from opening semi join near using (source, place, thread)
      group by source, place, thread
      having started_at >= ${from}::timestamp - interval 16 day
    ),
    thread as materialized (
      select o.source, o.place as place_key, o.thread, o.started_at, o.actor, n.i,
        (dense_rank() over (order by o.source, o.place) - 1)::integer as place,
        (row_number() over (order by o.source, o.place, o.started_at, o.thread) - 1)::integer as h
      from opened o left join node n on n.person = o.actor
    )`;
}
