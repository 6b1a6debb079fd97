import type { GroupedEnds } from '../graph/ei-ends.ts';
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

/** The ties of a window between grouped nodes, seen from their ends, and its exchanges from those of the groups. */
interface WindowEnds {
  readonly ties: GroupedEnds;
  /** Weight of the exchanges across groups at `2 * group`, within at `2 * group + 1`, each at both of its ends. */
  readonly byGroup: Float64Array;
}

/**
 * What the E-I index of the days [begin, end) hangs on, without a graph of the window. O(events of the log).
 * @param isOnce each tie weighs 1, instead of its events
 */
export function endsInWindow(
  log: TieLog,
  begin: number,
  end: number,
  { of, count }: Groups,
  isOnce: boolean,
): WindowEnds {
  const { low, high, weight } = log;
  const events = eventsOf(log, begin, end);
  const own = new Float64Array(2 * log.nodes.length);
  const byGroup = new Float64Array(2 * count);
  let squares = 0;
  for (let k = 0; k < events.length; ) {
    const a = low[events[k] as number] as number;
    const b = high[events[k] as number] as number;
    let exchanged = 0;
    // Those of a tie stand one after the other.
    while (k < events.length && low[events[k] as number] === a && high[events[k] as number] === b) {
      exchanged += weight === null ? 1 : (weight[events[k] as number] as number);
      k++;
    }
    const one = of[a] as number;
    const other = of[b] as number;
    if (one < 0 || other < 0) continue;
    const side = Number(one === other); // an index instead of a branch, which would often be guessed wrong
    const w = isOnce ? 1 : exchanged;
    squares += w * w;
    own[2 * a + side] = (own[2 * a + side] as number) + w;
    own[2 * b + side] = (own[2 * b + side] as number) + w;
    byGroup[2 * one + side] = (byGroup[2 * one + side] as number) + exchanged;
    byGroup[2 * other + side] = (byGroup[2 * other + side] as number) + exchanged;
  }
  return { ties: { own, squares }, byGroup };
}
