import { quantile } from '../graph/statistics.ts';
import { silenceProbability } from './gamma-poisson.ts';
import type { OperationalClock } from './operational-clock.ts';

/** What is believed of a community's rhythm before it spoke; in operational days. */
export const communityPrior = { r: 1, alpha: 8 } as const;

const quarter = 91;

/** How a community has spoken and for how long it has been silent. Days are day numbers, spans end at `asOf` (out). */
export interface OwnRhythm {
  readonly lastDay: number;
  /** Calendar days from the last active day to the last day looked at. */
  readonly silentDays: number;
  /** The same in operational days. */
  readonly operationalSilentDays: number;
  /** Probability, 0 to 1, of a silence at least this long given the community's own rhythm. */
  readonly silenceProbability: number;
  /** The longest silence it came back from in the three months before its last day, in operational days; 0 without any. */
  readonly longestGap: number;
  /** Four in five of the gaps between active days of the last year are no longer, in calendar days; null without gaps. */
  readonly usualGapDays: number | null;
}

/**
 * Reads the rhythm off the active days (sorted day numbers, each once, all before `asOf`); null without any.
 * Only days count, since a burst of messages within a day says nothing of life (Gamma–Poisson, no death).
 */
export function ownRhythm(activeDays: readonly number[], asOf: number, clock: OperationalClock): OwnRhythm | null {
  const firstDay = activeDays[0];
  const lastDay = activeDays.at(-1);
  if (firstDay === undefined || lastDay === undefined) return null;
  const silent = clock.between(lastDay + 1, asOf);
  let longestGap = 0;
  const gaps: number[] = [];
  for (let k = 1; k < activeDays.length; k++) {
    const before = activeDays[k - 1] as number;
    const day = activeDays[k] as number;
    if (day > lastDay - quarter) longestGap = Math.max(longestGap, clock.between(before + 1, day));
    if (day >= asOf - 365) gaps.push(day - before);
  }
  return {
    lastDay,
    silentDays: asOf - 1 - lastDay,
    operationalSilentDays: silent,
    silenceProbability: silenceProbability(
      communityPrior,
      activeDays.length - 1,
      clock.between(firstDay, lastDay),
      silent,
    ),
    longestGap,
    usualGapDays: quantile(gaps, 0.8),
  };
}
