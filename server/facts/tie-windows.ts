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
 * @param near the log or a part of it with the events of the window; asked for only if somebody ever moved
 */
export function windowGroups(log: TieLog, begin: number, end: number, near: () => TieLog = () => log): WindowGroups {
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
    const { low, high, day } = near();
    for (const e of eventsOf({ day }, begin, end)) {
      for (const node of [low[e] as number, high[e] as number]) of[node] = nodes[node] as number;
    }
  }
  return { groups: { of, count: log.departments.length }, known: internal === 0 ? 0 : known / internal };
}

/** Windows that follow one another whose events are picked out of a log together. */
const together = 6;

/**
 * The log for each of some windows [begin, end) in the order of time, asked for in turn by their position: with the events of
 * those that follow one another alone, which are then looked for among few. O(events of the log) for every `together` of them.
 */
export function logOfWindows(
  log: TieLog,
  windows: readonly { readonly begin: number; readonly end: number }[],
): (window: number) => TieLog {
  let chunk = -1;
  let near = log;
  return (window) => {
    const wanted = Math.floor(window / together);
    if (wanted !== chunk) {
      const inside = windows.slice(wanted * together, (wanted + 1) * together);
      near = clipped(log, inside[0]?.begin ?? 0, inside.at(-1)?.end ?? 0);
      chunk = wanted;
    }
    return near;
  };
}

/** The log with the events of the days [begin, end) alone, in their order. */
function clipped(log: TieLog, begin: number, end: number): TieLog {
  const events = eventsOf(log, begin, end);
  const low = new Uint32Array(events.length);
  const high = new Uint32Array(events.length);
  const day = new Int32Array(events.length);
  for (let k = 0; k < events.length; k++) {
    const e = events[k] as number;
    low[k] = log.low[e] as number;
    high[k] = log.high[e] as number;
    day[k] = log.day[e] as number;
  }
  const weight = log.weight === null ? null : new Float64Array(events.length);
  if (log.weight !== null && weight !== null) {
    for (let k = 0; k < events.length; k++) weight[k] = log.weight[events[k] as number] as number;
  }
  return { ...log, low, high, day, weight };
}

/** Positions of the events of the days [begin, end). */
function eventsOf({ day }: Pick<TieLog, 'day'>, begin: number, end: number): Uint32Array {
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
