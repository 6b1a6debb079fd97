import type { Graph } from '../graph/graph.ts';
import type { Groups } from '../graph/groups.ts';
import { stayOn, type TieLog } from './tie-log.ts';

/** Who stands where in one window. */
interface WindowGroups {
  readonly groups: Groups;
  /** Share of the internal people whose department is known on the last day of the window. */
  readonly known: number;
}

/**
 * Where people stand in the window of the days [begin, end): in their department on its last day, and as one node more in
 * each other one in which they had a tie during the window. The other nodes are in no group (-1).
 */
export function windowGroups(log: TieLog, begin: number, end: number): WindowGroups {
  const { people, nodes, nodeOf, staysOf, isExternal } = log;
  const of = new Int32Array(nodes.length).fill(-1);
  let internal = 0;
  let known = 0;
  for (let v = 0; v < people; v++) {
    const stay = stayOn(log, v, end - 1);
    const node = nodeOf[stay] ?? -1;
    if (node >= 0) of[node] = nodes[node] as number;
    if (isExternal[Math.max(stay, staysOf[v] as number)] === 1) continue;
    internal++;
    if (node >= 0) known++;
  }
  if (log.department.length > people) {
    for (const e of eventsOf(log, begin, end)) {
      for (const node of [log.low[e] as number, log.high[e] as number]) of[node] = nodes[node] as number;
    }
  }
  return { groups: { of, count: log.departments.length }, known: internal === 0 ? 0 : known / internal };
}

/** Positions of the events of the days [begin, end). */
function eventsOf({ day }: TieLog, begin: number, end: number): Uint32Array {
  const days = end - begin;
  // Without a branch: days come in no order, and one in ten guessed wrong would cost more than all the rest.
  let events = 0;
  for (let e = 0; e < day.length; e++) events += Number(((day[e] as number) - begin) >>> 0 < days);
  const positions = new Uint32Array(events + 1); // one more for what is written last and not kept
  let at = 0;
  for (let e = 0; e < day.length; e++) {
    positions[at] = e;
    at += Number(((day[e] as number) - begin) >>> 0 < days);
  }
  return positions.subarray(0, events);
}

/** The ties of the days [begin, end) between the nodes of the log, symmetric: each weighs its events. O(events of the log). */
export function windowGraph(log: TieLog, begin: number, end: number): Graph {
  const { low, high, weight } = log;
  const n = log.nodes.length;
  const events = eventsOf(log, begin, end);
  const sum = new Float64Array(events.length);
  const offsets = new Uint32Array(n + 1);
  // The first event of each tie takes the place of them all.
  let ties = 0;
  let before = -1;
  for (let k = 0; k < events.length; k++) {
    const e = events[k] as number;
    const a = low[e] as number;
    const b = high[e] as number;
    const w = weight === null ? 1 : (weight[e] as number);
    if (before >= 0 && low[before] === a && high[before] === b) {
      sum[ties - 1] = (sum[ties - 1] as number) + w;
      continue;
    }
    before = e;
    events[ties] = e;
    sum[ties++] = w;
    offsets[a + 1] = (offsets[a + 1] as number) + 1;
    offsets[b + 1] = (offsets[b + 1] as number) + 1;
  }
  for (let v = 0; v < n; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
  const cursor = offsets.slice(0, n);
  const targets = new Uint32Array(2 * ties);
  const weights = new Float64Array(2 * ties);
  // In the order of the lower node, the row of a node gets its lower neighbours first: rows come out sorted.
  for (let t = 0; t < ties; t++) {
    const e = events[t] as number;
    const a = low[e] as number;
    const b = high[e] as number;
    const there = cursor[a] as number;
    const back = cursor[b] as number;
    cursor[a] = there + 1;
    cursor[b] = back + 1;
    targets[there] = b;
    targets[back] = a;
    weights[there] = sum[t] as number;
    weights[back] = sum[t] as number;
  }
  return { n, offsets, targets, weights };
}
