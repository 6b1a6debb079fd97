import { aliveDays, type DailyActivity } from './daily-activity.ts';

const slowest = 0.1;
const fastest = 5;
/**
 * Active entity-days in an ordinary window below which its ups and downs are chance (a fifth or more, by Poisson) and
 * no common rhythm: every calendar day counts as one then.
 */
const fewestActive = 20;

/** Time that passes as the whole organisation lives: slowly in August and at Christmas, not at all during an outage. */
export interface OperationalClock {
  /** Day number of the first entry. */
  readonly start: number;
  /** Operational days that pass during each calendar day, 0.1 to 5; 1 is an ordinary day. */
  readonly rates: Float64Array;
  /** Operational days between two day numbers, the first in, the last out; days outside the data pass at rate 1. */
  between(from: number, to: number): number;
}

/**
 * The clock of entities of one kind: the activity per head of the last `window` days (7 to judge a silence, 28 to
 * forecast), relative to its median since the start (time rescaling after Brown et al. 2002). Per head, since with
 * total volume the growth of the platform would speed time up.
 * @param entity entity of each of its active days, from 0; any order.
 * @param day day number of the same, from `start` (in) to `end` (out); activity counts as often as its pair stands.
 * @param expected what a calendar expects of a day, 1 on an ordinary one, above 0. Days are compared with what was
 * expected of them, so that time slows on the first day of a holiday rather than a week later, and so that a history of
 * few months, most of them of summer, does not take the lull for the usual; activity corrects what was expected. With too
 * little activity, the calendar alone is the clock.
 */
export function operationalClock(
  entity: ArrayLike<number>,
  day: ArrayLike<number>,
  start: number,
  end: number,
  window: number,
  expected: (day: number) => number = () => 1,
): OperationalClock {
  const days = Math.max(0, end - start);
  const { order, begins } = byDay(day, start, days);
  const lastSeen = new Int32Array(1 + largest(entity)).fill(-aliveDays);
  const expiring = new Int32Array(days + aliveDays + 1);
  const active = new Float64Array(days);
  const aliveOn = new Float64Array(days);
  let alive = 0;
  for (let d = 0; d < days; d++) {
    alive -= expiring[d] as number;
    for (let k = begins[d] as number; k < (begins[d + 1] as number); k++) {
      const who = entity[order[k] as number] as number;
      const expires = (lastSeen[who] as number) + aliveDays;
      if (expires > d) expiring[expires] = (expiring[expires] as number) - 1;
      else alive++;
      expiring[d + aliveDays] = (expiring[d + aliveDays] as number) + 1;
      lastSeen[who] = d;
    }
    active[d] = (begins[d + 1] as number) - (begins[d] as number);
    aliveOn[d] = alive;
  }
  return clockOfActivity({ active, alive: aliveOn }, start, window, expected);
}

/** The same clock from how many were active and alive on each day from `start` on. O(days log days). */
export function clockOfActivity(
  { active, alive }: DailyActivity,
  start: number,
  window: number,
  expected: (day: number) => number = () => 1,
): OperationalClock {
  const days = active.length;
  const calendar = Float64Array.from({ length: days }, (_, d) => expected(start + d));
  let recent = 0;
  let recentExpected = 0;
  const perHead = new Float64Array(days);
  const known: number[] = [];
  const volumes: number[] = [];
  for (let d = 0; d < days; d++) {
    recent += active[d] as number;
    recentExpected += calendar[d] as number;
    if (d >= window) {
      recent -= active[d - window] as number;
      recentExpected -= calendar[d - window] as number;
    }
    perHead[d] = alive[d] === 0 ? 0 : recent / recentExpected / (alive[d] as number);
    if (alive[d] === 0) continue;
    known.push(perHead[d] as number);
    volumes.push(recent);
  }
  const usual = median(known);
  if (median(volumes) < fewestActive || usual === 0) return clockOf(start, calendar);
  return clockOf(
    start,
    perHead.map((value, d) => Math.min(fastest, Math.max(slowest, ((calendar[d] as number) * value) / usual))),
  );
}

/** Positions sorted by day (a counting sort), and where each day of the range begins among them. */
function byDay(day: ArrayLike<number>, start: number, days: number): { order: Uint32Array; begins: Uint32Array } {
  const begins = new Uint32Array(days + 2);
  for (let k = 0; k < day.length; k++) {
    const after = (day[k] as number) - start + 2;
    begins[after] = (begins[after] as number) + 1;
  }
  for (let d = 2; d < begins.length; d++) begins[d] = (begins[d] as number) + (begins[d - 1] as number);
  // Each day's entry moves from its beginning to its end, which is where the next one begins.
  const order = new Uint32Array(day.length);
  for (let k = 0; k < day.length; k++) {
    const at = (day[k] as number) - start + 1;
    order[begins[at] as number] = k;
    begins[at] = (begins[at] as number) + 1;
  }
  return { order, begins };
}

function largest(values: ArrayLike<number>): number {
  let most = -1;
  for (let k = 0; k < values.length; k++) most = Math.max(most, values[k] as number);
  return most;
}

function clockOf(start: number, rates: Float64Array): OperationalClock {
  const elapsed = new Float64Array(rates.length + 1);
  for (let d = 0; d < rates.length; d++) elapsed[d + 1] = (elapsed[d] as number) + (rates[d] as number);
  const at = (day: number): number => {
    const d = day - start;
    if (d <= 0) return d;
    if (d <= rates.length) return elapsed[d] as number;
    return (elapsed[rates.length] as number) + d - rates.length;
  };
  return { start, rates, between: (from, to) => at(to) - at(from) };
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  if (values.length === 0) return 0;
  return values.length % 2 === 1
    ? (values[half] as number)
    : ((values[half - 1] as number) + (values[half] as number)) / 2;
}
