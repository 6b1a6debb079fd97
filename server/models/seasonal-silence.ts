import { dormancyRules } from './community-state.ts';
import { silenceProbability } from './gamma-poisson.ts';
import type { OperationalClock } from './operational-clock.ts';
import { communityPrior } from './own-rhythm.ts';

const year = 365;
/** A season may begin or end some weeks earlier or later from one year to the next. */
const tolerance = 35;
/** Before thirteen months of history no season can be told from an end. */
const fewestDays = 396;

/**
 * Whether an off season explains the present silence: at the same time of a year before, the community was silent too,
 * had fallen silent at about the same date, and later came back; it has not been silent for longer than then; and that
 * earlier silence was no chance of a slow rhythm, but as improbable as one that raises an alarm.
 * @param activeDays sorted day numbers, all before `asOf`; the present silence runs from the last of them to `asOf`.
 */
export function isSeasonalSilence(activeDays: readonly number[], asOf: number, clock: OperationalClock): boolean {
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
    const gap = to - from;
    if (silent > gap + tolerance || gap < fewestGap) continue;
    const ordinary = clock.between(from + 1, to);
    const span = clock.between(first, last) - ordinary;
    const chance = silenceProbability(communityPrior, activeDays.length - 2, span, ordinary);
    if (chance < dormancyRules.improbable) return true;
  }
  return false;
}

/** Shorter silences are rests, not seasons. */
const fewestGap = 45;
