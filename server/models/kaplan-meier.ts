import { firstAtLeast, normalQuantile } from '../graph/statistics.ts';

/** The estimated distribution of a waiting time, some of which are still running. */
export interface WaitingCurve {
  /** Distinct times at which something happened, ascending. */
  readonly times: Float64Array;
  /** How many were still waiting just before each of these times. */
  readonly atRisk: Float64Array;
  /** How many ended at each of these times. */
  readonly events: Float64Array;
  /** Share still waiting just after each of these times. */
  readonly survival: Float64Array;
  /** 95 % interval of it; NaN while the share is 1 and once it is 0, where the interval is not defined. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Share that has ended by `time` (included); null beyond the longest observation, where nothing is known. */
  shareEndedBy(time: number): number | null;
  /** First time by which `share` has ended (0.5: the median); null when the curve does not get there. */
  timeWhenEnded(share: number): number | null;
}

const z = normalQuantile(0.975);

/**
 * Kaplan–Meier estimate of a waiting time with right censoring: at each time of an event the share still waiting is
 * multiplied by 1 − events ÷ at risk. A wait censored at that same time is still at risk then. Its interval is Greenwood's
 * on the scale of log(−log), which keeps it between 0 and 1.
 * @param durations time waited, in any one unit; empty gives a curve without steps, null everywhere.
 * @param ended 1 when the wait ended at that time, 0 when it was still running when last looked at.
 * @param entered left truncation: time waited when first looked at, at risk from just after it. Absent: all are looked at
 * from their beginning.
 * @throws RangeError for a negative or non-finite duration, or one that is over when it is first looked at.
 * Kaplan & Meier 1958, Journal of the American Statistical Association 53, 457–481; Kalbfleisch & Prentice 2002, 1.4.
 */
export function kaplanMeier(durations: Float64Array, ended: ArrayLike<number>, entered?: Float64Array): WaitingCurve {
  const over = new Float64Array(durations.length);
  let ends = 0;
  for (let k = 0; k < durations.length; k++) {
    const duration = durations[k] as number;
    if (!(duration >= 0 && duration < Number.POSITIVE_INFINITY)) throw new RangeError(`not a duration: ${duration}`);
    const from = entered?.[k];
    if (from !== undefined && !(from < duration)) throw new RangeError(`over at ${duration}, looked at from ${from}`);
    if (ended[k] === 1) over[ends++] = duration;
  }
  const all = durations.toSorted();
  const entries = entered?.toSorted();
  const endings = over.subarray(0, ends).sort();
  const times: number[] = [];
  const atRisk: number[] = [];
  const events: number[] = [];
  const survival: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  let waiting = 1;
  let greenwood = 0;
  for (let begin = 0; begin < endings.length; ) {
    const time = endings[begin] ?? 0;
    let end = begin + 1;
    while (endings[end] === time) end++;
    const count = end - begin;
    const known = entries === undefined ? all.length : firstAtLeast(entries, time);
    const remaining = known - firstAtLeast(all, time);
    waiting *= 1 - count / remaining;
    greenwood += count / (remaining * (remaining - count));
    const spread = Math.exp((z * Math.sqrt(greenwood)) / -Math.log(waiting));
    times.push(time);
    atRisk.push(remaining);
    events.push(count);
    survival.push(waiting);
    lower.push(waiting > 0 ? waiting ** spread : Number.NaN);
    upper.push(waiting > 0 ? waiting ** (1 / spread) : Number.NaN);
    begin = end;
  }
  const longest = all.at(-1);
  return {
    times: Float64Array.from(times),
    atRisk: Float64Array.from(atRisk),
    events: Float64Array.from(events),
    survival: Float64Array.from(survival),
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    shareEndedBy(time) {
      if (longest === undefined) return null;
      if (time > longest && (survival.at(-1) ?? 1) > 0) return null;
      const after = times.findIndex((step) => step > time);
      const last = after === -1 ? times.length - 1 : after - 1;
      return last < 0 ? 0 : 1 - (survival[last] ?? 1);
    },
    timeWhenEnded(share) {
      // A product of exact fractions may miss the level it stands for by an ulp or two.
      const step = survival.findIndex((value) => value <= 1 - share + 1e-12);
      return times[step] ?? null;
    },
  };
}
