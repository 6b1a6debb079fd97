import { firstNotBelow } from '../graph/first-not-below.ts';
import type { ActivityHistory } from './activity-history.ts';
import { type DailyActivity, dailyActivity } from './daily-activity.ts';
import type { Recencies } from './mbg-nbd.ts';
import { clockOfActivity, type OperationalClock } from './operational-clock.ts';

/** Days over which the common rhythm is measured: long enough to forecast with, short enough to follow a season. */
const rhythmDays = 28;

/** What may be known at the start of day `at`: nothing here reads a day from `at` on. */
export interface Past {
  readonly at: number;
  readonly clock: OperationalClock;
  /** Operational days in one calendar day at present. */
  readonly rate: number;
  /** Entities that have been active at all, ascending; the arrays below run over them. */
  readonly entity: Uint32Array;
  /** Day number of the last active day. */
  readonly lastDay: Float64Array;
  readonly calendar: Recencies;
  readonly operational: Recencies;
}

/**
 * @param start first day of the data, as a day number.
 * @param activity of the days from `start` to `at` at least, when it is at hand: who is active or alive on a day does not
 * depend on what comes after it.
 */
export function pastOf(
  history: ActivityHistory,
  start: number,
  at: number,
  activity: DailyActivity = activityOf(history, start, at),
): Past {
  const { days, dayOffsets } = history;
  const clock = clockOfActivity(
    { active: activity.active.subarray(0, at - start), alive: activity.alive.subarray(0, at - start) },
    start,
    rhythmDays,
  );
  const seen: number[] = [];
  for (let e = 0; e < history.entities; e++) {
    const begin = dayOffsets[e] as number;
    if (begin < (dayOffsets[e + 1] as number) && (days[begin] as number) < at) seen.push(e);
  }
  const arrays = () => ({
    x: new Float64Array(seen.length),
    tx: new Float64Array(seen.length),
    T: new Float64Array(seen.length),
  });
  const calendar = arrays();
  const operational = arrays();
  const lastDay = new Float64Array(seen.length);
  seen.forEach((e, k) => {
    const begin = dayOffsets[e] as number;
    const end = firstNotBelow(days, at, begin, dayOffsets[e + 1] as number);
    const first = days[begin] as number;
    const last = days[end - 1] as number;
    lastDay[k] = last;
    // Who left or was archived is seen until then only: what follows is no silence of theirs.
    const until = Math.max(last + 1, Math.min(at, history.endedOn[e] as number));
    // An active day counts from its middle, so that nobody's past has no length.
    calendar.x[k] = operational.x[k] = end - begin - 1;
    calendar.tx[k] = last - first;
    calendar.T[k] = until - first - 0.5;
    operational.tx[k] = clock.between(first, last);
    operational.T[k] = clock.between(first, last) + clock.between(last, last + 1) / 2 + clock.between(last + 1, until);
  });
  return {
    at,
    clock,
    rate: clock.between(at - 1, at),
    entity: Uint32Array.from(seen),
    lastDay,
    calendar,
    operational,
  };
}

/** How many were active and alive on each day from `start` to `end` (out). */
export const activityOf = ({ byTime }: ActivityHistory, start: number, end: number): DailyActivity =>
  dailyActivity(byTime.entity, byTime.day, start, Math.max(0, end - start));
