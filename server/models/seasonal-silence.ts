const year = 365;
/** A season may begin or end some weeks earlier or later from one year to the next. */
const tolerance = 35;
/** Before thirteen months of history no season can be told from an end. */
const fewestDays = 396;

/**
 * Whether an off season explains the present silence: at the same time of a year before, the community was silent too,
 * had fallen silent at about the same date, and later came back; and it has not been silent for longer than then.
 * @param activeDays sorted day numbers, all before `asOf`; the present silence runs from the last of them to `asOf`.
 */
export function isSeasonalSilence(activeDays: readonly number[], asOf: number): boolean {
  const first = activeDays[0];
  const last = activeDays.at(-1);
  if (first === undefined || last === undefined || asOf - first < fewestDays) return false;
  const silent = asOf - last;
  for (let k = 1; k < activeDays.length; k++) {
    const from = activeDays[k - 1] as number;
    const to = activeDays[k] as number;
    // A silence is judged against those of 1, 2, … years ago that started when this one did.
    const years = Math.round((last - from) / year);
    if (years < 1 || Math.abs(last - from - years * year) > tolerance) continue;
    if (silent <= to - from + tolerance && to - from >= fewestGap) return true;
  }
  return false;
}

/** Shorter silences are rests, not seasons. */
const fewestGap = 45;
