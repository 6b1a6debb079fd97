import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { numberedEventsWithin } from '../facts/tie-events.ts';
import { quantile } from '../graph/statistics.ts';
import { knownIndices, perNode } from './known-indices.ts';
import type { ScoreWindow } from './score-window.ts';

/** Why someone with a good score is better not asked; shown beside the score and never a part of it. */
export type AmbassadorStatus = 'overloaded' | 'broadcast_only' | 'concentrated' | 'communicator' | 'animator';

/** What the gates look at, per person. */
export interface GateFacts {
  /** Contributions of any kind in each 28-day block back from the end of the window, the latest first (row-major). */
  readonly blocks: Float64Array;
  readonly blockCount: number;
  /** Mentions 8 to 28 days old after which the person has not written in the community where they stand. */
  readonly openMentions: Float64Array;
  /** Own threads of the window in which another person replied, and those to which the author then came back. */
  readonly answeredThreads: Float64Array;
  readonly returnedTo: Float64Array;
  /** Communities that the person animates, and those of them where somebody wrote in the last 28 days. */
  readonly animates: Float64Array;
  readonly animatesActive: Float64Array;
}

const blockDays = 28;
/** A mention may wait this long before it counts as open, as a question may for its answer. */
const graceDays = 7;

/** O(events of the window) in SQL, by the numbers of people and communities. */
export async function loadGateFacts(snapshot: Snapshot, window: ScoreWindow): Promise<GateFacts> {
  const { filter } = window;
  const { db } = snapshot;
  const indices = await knownIndices(snapshot, filter);
  const blockCount = Math.max(1, Math.floor((window.end - window.start) / blockDays));
  const to = sql`${filter.to}::date`;
  const blocks = new Float64Array(indices.people * blockCount);
  const [who, block, contributions] = await db.columns(
    3,
    sql`
      select person, ((${to} - 1 - day) // ${blockDays})::integer as block,
        sum(posts + replies + reactions + mentions)::integer
      from numbered_days
      where day < ${to} and day >= ${to} - ${blockCount * blockDays}::integer
      group by person, block`,
  );
  who?.forEach((person, k) => {
    const node = indices.person(person);
    if (node >= 0) blocks[node * blockCount + (block?.[k] ?? 0)] = contributions?.[k] ?? 0;
  });
  const written = sql`select * from (${numberedEventsWithin(filter)}) where kind in ('post', 'reply', 'share')`;
  const [mentioned, openMentions] = await db.columns(
    2,
    sql`
      with open as materialized (
        select actor, target, community, occurred_at from (${numberedEventsWithin(filter)})
        where kind = 'mention' and ${anotherPerson(sql`actor`, sql`target`)} and day >= ${to} - ${blockDays}::integer
          and day < ${to} - ${graceDays}::integer
      ),
      wrote as (
        select actor as target, community, max(occurred_at) as wrote_at from (${written})
        where actor in (select target from open) group by all
      )
      select m.target, count(*)::integer
      from open m
      left join wrote w on w.target = m.target and w.community is not distinct from m.community
      where coalesce(w.wrote_at < m.occurred_at, true)
      group by m.target`,
  );
  const own = sql`r.actor = p.actor`;
  const another = anotherPerson(sql`r.actor`, sql`p.actor`);
  const [author, answeredThreads, returnedTo] = await db.columns(
    3,
    sql`
      with written as materialized (
        select kind, actor, source, thread_id, occurred_at from (${written}) where thread_id is not null
      ),
      thread as (
        select p.actor, min(r.occurred_at) filter (where ${another}) as answered_at,
          max(r.occurred_at) filter (where ${own}) as back_at
        from (select distinct actor, source, thread_id from written where kind = 'post') p
        join written r on r.kind = 'reply' and r.source = p.source and r.thread_id = p.thread_id
        group by p.actor, p.source, p.thread_id
        having count(*) filter (where ${another}) > 0
      )
      select actor, count(*)::integer, count(*) filter (where back_at > answered_at)::integer
      from thread group by actor`,
  );
  const [animator, animates, animatesActive] = await db.columns(
    3,
    sql`
      with animated as materialized (
        select distinct p.person, m.community_id, c.community
        from memberships m
        join person_numbers p using (person_id)
        left join community_numbers c using (community_id)
        where m.role = 'animator' and coalesce(m.valid_from < ${to}, true) and coalesce(m.valid_to >= ${to}, true)
      ),
      living as (
        select distinct community from numbered_days
        where community in (select community from animated) and posts + replies > 0
          and day < ${to} and day >= ${to} - ${blockDays}::integer
      )
      select a.person, count(*)::integer, count(l.community)::integer
      from animated a left join living l using (community)
      group by a.person`,
  );
  return {
    blocks,
    blockCount,
    openMentions: perNode(indices, mentioned, openMentions),
    answeredThreads: perNode(indices, author, answeredThreads),
    returnedTo: perNode(indices, author, returnedTo),
    animates: perNode(indices, animator, animates),
    animatesActive: perNode(indices, animator, animatesActive),
  };
}

/** Two unanswered mentions happen to anyone. */
const fewMentions = 2;
/** From this many answered threads on, not coming back is a habit and not an accident. */
const fewestThreads = 5;

/**
 * The status of each person, decided in this order: overloaded (contributions of 28 days above both the 95th percentile
 * and twice one's own usual
 * share of the activity, or three active communities to animate, or open mentions above the 95th percentile;
 * Cross, Rebele & Grant 2016), broadcast_only (comes back to fewer than a tenth of own answered threads), concentrated
 * (one person makes over half of what is written to them), communicator (as their job: see `loadCommunicators`), animator (of at least
 * one community already), else null.
 * @param shareOfStrongest share of what is written to a person that comes from the one who writes most to them.
 * @param eligible who the percentiles compare.
 * @param communicates 1 for those who communicate as their job.
 */
export function statusOf(
  facts: GateFacts,
  shareOfStrongest: (person: number) => number,
  eligible: Uint32Array,
  communicates: Uint8Array,
): (person: number) => AmbassadorStatus | null {
  const { blocks, blockCount, openMentions, answeredThreads, returnedTo, animates, animatesActive } = facts;
  const latest = (person: number) => blocks[person * blockCount] ?? 0;
  const busy = quantile(Array.from(eligible, latest), 0.95) ?? 0;
  const waiting = Array.from(eligible, (person) => openMentions[person] ?? 0);
  const manyMentions = Math.max(fewMentions, quantile(waiting, 0.95) ?? 0);
  // Own usual level as a share of what everybody does, so that coming back from the holidays is no overload.
  const totals = Array.from({ length: blockCount }, (_, b) => {
    let sum = 0;
    for (let at = b; at < blocks.length; at += blockCount) sum += blocks[at] as number;
    return sum;
  });
  const isOverloaded = (person: number): boolean => {
    const shares = blocks
      .subarray(person * blockCount + 1, (person + 1) * blockCount)
      .map((count, b) => count / Math.max(1, totals[b + 1] as number));
    const usualShare = quantile(shares, 0.5);
    // Without an earlier block nobody can tell a burst from a habit.
    const ownLevel = usualShare === null ? Infinity : 2 * usualShare * (totals[0] as number);
    return (
      latest(person) > Math.max(busy, ownLevel) ||
      (animatesActive[person] ?? 0) >= 3 ||
      (openMentions[person] ?? 0) > manyMentions
    );
  };
  return (person) => {
    if (isOverloaded(person)) return 'overloaded';
    const threads = answeredThreads[person] ?? 0;
    if (threads >= fewestThreads && (returnedTo[person] ?? 0) < 0.1 * threads) return 'broadcast_only';
    if (shareOfStrongest(person) > 0.5) return 'concentrated';
    if (communicates[person] === 1) return 'communicator';
    return (animates[person] ?? 0) > 0 ? 'animator' : null;
  };
}
