import type { ResolvedFilter } from '../contract/filters.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import type { Db } from './db.ts';
import { nodeOfNumber } from './node-of-number.ts';
import { sql } from './sql.ts';
import { numberedTieEvents } from './tie-events.ts';

/** The events that can make a tie, one after the other as they stand in the data; self-directed ones included. */
export interface Exchanges {
  readonly people: number;
  /** Both ends, as numbered by `numberedPeople`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Days since 1970-01-01; `undated` when not known. */
  readonly day: Int32Array;
  /** Weight of each event; null when all weigh 1. */
  readonly weight: Float64Array | null;
}

/** After any day of a calendar: an undated event counts for the last of everything. */
export const undated = 2 ** 31 - 1;

type Where = Pick<ResolvedFilter, 'from' | 'to' | 'community'>;

/** Filters whose exchanges are kept: 12 bytes for each event, 20 where weights differ. */
const mostKept = 2;
const known = new WeakMap<Db, AnswerCache<Exchanges>>();

/** The exchanges of the nodes under a filter, read once for the questions that follow one another. O(events). */
export async function exchangesOf(db: Db, { from, to, community }: Where): Promise<Exchanges> {
  let kept = known.get(db);
  if (kept === undefined) {
    kept = new AnswerCache(mostKept);
    known.set(db, kept);
  }
  return await kept.get(JSON.stringify([from, to, community]), () => read(db, { from, to, community }));
}

async function read(db: Db, filter: Where): Promise<Exchanges> {
  const nodeOf = await nodeOfNumber(db, filter);
  const [actor = none, target = none, on = none, weights = none] = await db.columns(
    4,
    sql`
      select actor::integer, target::integer, coalesce(day - date '1970-01-01', ${undated})::integer, weight::double
      from (${numberedTieEvents(filter)})`,
  );
  const from = new Uint32Array(actor.length);
  const to = new Uint32Array(actor.length);
  const day = new Int32Array(actor.length);
  let events = 0;
  let isPlain = true;
  for (let e = 0; e < actor.length; e++) {
    const one = nodeOf[actor[e] as number] ?? -1;
    const other = nodeOf[target[e] as number] ?? -1;
    if (one < 0 || other < 0) continue;
    from[events] = one;
    to[events] = other;
    day[events] = on[e] as number;
    weights[events] = weights[e] as number;
    isPlain &&= weights[e] === 1;
    events++;
  }
  return {
    people: nodeOf.reduce((people, node) => people + Number(node >= 0), 0),
    from: from.subarray(0, events),
    to: to.subarray(0, events),
    day: day.subarray(0, events),
    weight: isPlain ? null : weights.subarray(0, events),
  };
}

const none = new Float64Array(0);
