import type { ResolvedFilter } from '../contract/filters.ts';
import type { TieParameters } from '../contract/tie-parameters.ts';
import { firstNotBelow } from '../graph/first-not-below.ts';
import { type Graph, mergeParallel, sortedArcs } from '../graph/graph.ts';
import type { Pairs } from '../graph/symmetric-sum.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import { stablePart } from './tie-events.ts';
import { threadPairs } from './thread-pairs.ts';
import { directedEvidence, loneEvidence, threadRows } from './tie-strength.ts';

/**
 * What `directedEvidence` gives, as a graph of `n` nodes; `nodeOf` as in `nodeOfNumber`. Most pairs of a large network
 * exchanged once, and one event is neither capped nor counted twice: only the others are put to all the rules. O(events)
 * beside the reading.
 */
export async function givenEvidence(
  db: Db,
  n: number,
  nodeOf: Int32Array,
  { timeZone, filter, parameters }: Strength,
): Promise<Graph> {
  const [actor = none, target = none, alone = none] = await db.columns(3, loneEvidence(timeZone, filter, parameters));
  const from = new Uint32Array(actor.length);
  const to = new Uint32Array(actor.length);
  let events = 0;
  for (let e = 0; e < actor.length; e++) {
    const one = nodeOf[actor[e] as number] ?? -1;
    const other = nodeOf[target[e] as number] ?? -1;
    if (one < 0 || other < 0 || one === other) continue;
    from[events] = one;
    to[events] = other;
    alone[events++] = alone[e] as number;
  }
  const arcs = sortedArcs(n, from.subarray(0, events), to.subarray(0, events), alone.subarray(0, events));
  const several = withoutSeveral(arcs, nodeOf);
  if (several.length > 0) {
    // In one text, which takes a tenth of the time of as many values.
    const pairs = sql`select unnest(string_split(${several.join(',')}, ','))::bigint`;
    const among = sql`and e.actor::bigint * ${nodeOf.length} + e.target in (${pairs})`;
    const [one = none, other = none, weight = none] = await db.columns(
      3,
      directedEvidence(timeZone, filter, parameters, among),
    );
    for (let k = 0; k < one.length; k++) {
      const node = one[k] as number;
      const end = arcs.offsets[node + 1] as number;
      arcs.weights[firstNotBelow(arcs.targets, other[k] as number, arcs.offsets[node] as number, end)] = weight[
        k
      ] as number;
    }
  }
  return mergeParallel(arcs);
}

/** What strength rests on. */
interface Strength {
  readonly timeZone: string;
  readonly filter: ResolvedFilter;
  readonly parameters: TieParameters;
}

const none = new Float64Array(0);

/**
 * Leaves the weight of arcs that are alone of their pair, as `stableSum` would, and takes that of all others. Returns the
 * pairs of the others by the numbers of their people, each as actor × (numbers there are) + target.
 */
function withoutSeveral({ n, offsets, targets, weights }: Graph, nodeOf: Int32Array): number[] {
  const numberOf = new Int32Array(n);
  for (let number = 0; number < nodeOf.length; number++) {
    const node = nodeOf[number] as number;
    if (node >= 0) numberOf[node] = number;
  }
  const several: number[] = [];
  for (let v = 0; v < n; v++) {
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; ) {
      const first = k++;
      while (k < end && targets[k] === targets[first]) k++;
      if (k === first + 1) {
        weights[first] = stablePart(weights[first] as number);
      } else {
        weights.fill(0, first, k);
        several.push((numberOf[v] as number) * nodeOf.length + (numberOf[targets[first] as number] as number));
      }
    }
  }
  return several;
}

/** What `sharedThreadEvidence` gives, each thread by itself. O(posts and replies + pairs) beside the reading. */
export async function threadEvidence(
  db: Db,
  nodeOf: Int32Array,
  { timeZone, filter, parameters }: Strength,
): Promise<Pairs> {
  const [author = none, high = none, low = none, left = none] = await db.columns(
    4,
    threadRows(timeZone, filter, parameters.half_life_days),
  );
  return threadPairs(
    { author, high, low, left },
    { nodeOf, mostPeople: parameters.shared_thread_people, weight: parameters.shared_thread_weight },
  );
}
