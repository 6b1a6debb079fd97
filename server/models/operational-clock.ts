/** How long an entity counts as one of those that could speak, in days. */
const aliveDays = 90;
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
 * @param day day number of the same, from `start` (in) to `end` (out); an (entity, day) pair stands once.
 */
export function operationalClock(
  entity: ArrayLike<number>,
  day: ArrayLike<number>,
  start: number,
  end: number,
  window: number,
): OperationalClock {
  const days = Math.max(0, end - start);
  const active = new Float64Array(days);
  const byDay: number[][] = Array.from({ length: days }, () => []);
  for (let k = 0; k < day.length; k++) {
    const d = (day[k] as number) - start;
    active[d] = (active[d] as number) + 1;
    byDay[d]?.push(entity[k] as number);
  }
  const lastSeen = new Map<number, number>();
  const expiring = new Int32Array(days + aliveDays + 1);
  let alive = 0;
  let recent = 0;
  const perHead = new Float64Array(days);
  const known: number[] = [];
  const volumes: number[] = [];
  for (let d = 0; d < days; d++) {
    alive -= expiring[d] as number;
    for (const who of byDay[d] ?? []) {
      const before = lastSeen.get(who);
      if (before !== undefined && before + aliveDays > d) {
        const at = before + aliveDays;
        expiring[at] = (expiring[at] as number) - 1;
      } else alive++;
      expiring[d + aliveDays] = (expiring[d + aliveDays] as number) + 1;
      lastSeen.set(who, d);
    }
    recent += active[d] as number;
    if (d >= window) recent -= active[d - window] as number;
    perHead[d] = alive === 0 ? 0 : recent / Math.min(window, d + 1) / alive;
    if (alive === 0) continue;
    known.push(perHead[d] as number);
    volumes.push(recent);
  }
  const usual = median(known);
  if (median(volumes) < fewestActive || usual === 0) return clockOf(start, new Float64Array(days).fill(1));
  return clockOf(
    start,
    perHead.map((value) => Math.min(fastest, Math.max(slowest, value / usual))),
  );
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
