import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { eventsWithin, numberedPeople } from '../facts/tie-events.ts';
import { quantile } from '../graph/statistics.ts';
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

export async function loadGateFacts(snapshot: Snapshot, window: ScoreWindow, people: number): Promise<GateFacts> {
  const { filter } = window;
  const blockCount = Math.max(1, Math.floor((window.end - window.start) / blockDays));
  const to = sql`${filter.to}::date`;
  const person = numberedPeople(filter);
  const perPerson = async (query: Sql): Promise<Float64Array> => {
    const [who, count] = await snapshot.db.columns(2, query);
    const counts = new Float64Array(people);
    who?.forEach((i, k) => (counts[i] = count?.[k] ?? 0));
    return counts;
  };
  const blocks = new Float64Array(people * blockCount);
  const [who, block, contributions] = await snapshot.db.columns(
    3,
    sql`
      select n.i, (${to} - 1 - a.day) // ${blockDays} as block, sum(a.posts + a.replies + a.reactions + a.mentions)
      from actor_days a join (${person}) n using (person_id)
      where a.day < ${to} and a.day >= ${to} - ${blockCount * blockDays}::integer
      group by n.i, block`,
  );
  who?.forEach((i, k) => (blocks[i * blockCount + (block?.[k] ?? 0)] = contributions?.[k] ?? 0));
  const written = sql`select * from (${eventsWithin(filter)}) where kind in ('post', 'reply', 'share')`;
  const threads = sql`
    select n.i, p.source, p.thread_id, min(r.occurred_at) as answered_at
    from (${written}) p
    join (${person}) n on n.person_id = p.actor_id
    join (${written}) r on r.kind = 'reply' and r.source = p.source and r.thread_id = p.thread_id and ${anotherPerson(sql`r.actor_id`, sql`p.actor_id`)}
    where p.kind = 'post'
    group by all`;
  const animated = sql`
    select distinct n.i, m.community_id from memberships m join (${person}) n using (person_id)
    where m.role = 'animator' and coalesce(m.valid_from < ${to}, true) and coalesce(m.valid_to >= ${to}, true)`;
  return {
    blocks,
    blockCount,
    openMentions: await perPerson(sql`
      select n.i, count(*)
      from (${eventsWithin(filter)}) m
      join (${person}) n on n.person_id = m.target_id
      left join (
        select actor_id, community_id, max(occurred_at) as wrote_at from (${written}) group by all
      ) w on w.actor_id = m.target_id and w.community_id is not distinct from m.community_id
      where m.kind = 'mention' and ${anotherPerson(sql`m.actor_id`, sql`m.target_id`)} and m.day >= ${to} - ${blockDays}::integer
        and m.day < ${to} - ${graceDays}::integer and coalesce(w.wrote_at < m.occurred_at, true)
      group by n.i`),
    answeredThreads: await perPerson(sql`select i, count(*) from (${threads}) group by i`),
    returnedTo: await perPerson(sql`
      select t.i, count(*) from (${threads}) t
      where exists (
        select 1 from (${written}) b join (${person}) n on n.person_id = b.actor_id
        where b.kind = 'reply' and n.i = t.i and b.source = t.source and b.thread_id = t.thread_id
          and b.occurred_at > t.answered_at)
      group by t.i`),
    animates: await perPerson(sql`select i, count(*) from (${animated}) group by i`),
    animatesActive: await perPerson(sql`
      select i, count(*) from (${animated}) a
      where exists (
        select 1 from actor_days d
        where d.community_id = a.community_id and d.posts + d.replies > 0
          and d.day < ${to} and d.day >= ${to} - ${blockDays}::integer)
      group by i`),
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
