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
  /** Share that has ended by `time` (included); null beyond the longest observation, where nothing is known. */
  shareEndedBy(time: number): number | null;
  /** First time by which `share` has ended (0.5: the median); null when the curve does not get there. */
  timeWhenEnded(share: number): number | null;
}

/**
 * Kaplan–Meier estimate of a waiting time with right censoring: at each time of an event the share still waiting is
 * multiplied by 1 − events ÷ at risk. A wait censored at that same time is still at risk then.
 * @param durations time waited, in any one unit; empty gives a curve without steps, null everywhere.
 * @param ended 1 when the wait ended at that time, 0 when it was still running when last looked at.
 * @throws RangeError for a negative or non-finite duration.
 * Kaplan & Meier 1958, Journal of the American Statistical Association 53, 457–481.
 */
export function kaplanMeier(durations: Float64Array, ended: ArrayLike<number>): WaitingCurve {
  for (const duration of durations) {
    if (!(duration >= 0 && duration < Number.POSITIVE_INFINITY)) throw new RangeError(`not a duration: ${duration}`);
  }
  const all = durations.toSorted();
  const endings = durations.filter((_, index) => ended[index] === 1).sort();
  const times: number[] = [];
  const atRisk: number[] = [];
  const events: number[] = [];
  const survival: number[] = [];
  let waiting = 1;
  let shorter = 0;
  for (let begin = 0; begin < endings.length; ) {
    const time = endings[begin] ?? 0;
    let end = begin + 1;
    while (endings[end] === time) end++;
    while ((all[shorter] ?? time) < time) shorter++;
    const remaining = all.length - shorter;
    waiting *= 1 - (end - begin) / remaining;
    times.push(time);
    atRisk.push(remaining);
    events.push(end - begin);
    survival.push(waiting);
    begin = end;
  }
  const longest = all.at(-1);
  return {
    times: Float64Array.from(times),
    atRisk: Float64Array.from(atRisk),
    events: Float64Array.from(events),
    survival: Float64Array.from(survival),
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
