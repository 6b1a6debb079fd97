import type { OperationalClock } from './operational-clock.ts';
import { ownRhythm } from './own-rhythm.ts';

/** When a silence common to all communities of a source is taken for missing data, public in the handbook. */
export const sourceSilenceRules = {
  /** Calendar days; a shorter one may be a long week-end. */
  fewestDays: 14,
  /** Communities that spoke in the 90 days before: fewer may well have died together. */
  fewestCommunities: 3,
  /** Rarer than this for the source's own rhythm, on the working calendar. */
  improbable: 0.01,
} as const;

const aliveDays = 90;

/**
 * The last day on which anybody wrote in a source, when all its communities have been silent since for longer than chance
 * or a holiday tells: an export is missing, or the tool was stopped, and nothing is known of any of them. Else null.
 * @param activeDays sorted day numbers of each community of the source, all before `asOf`.
 * @param calendar how time passes on the working calendar alone.
 */
export function sourceSilentSince(
  activeDays: readonly (readonly number[])[],
  asOf: number,
  calendar: OperationalClock,
): number | null {
  const all = [...new Set(activeDays.flat())].sort((a, b) => a - b);
  const rhythm = ownRhythm(all, asOf, calendar);
  if (rhythm === null || rhythm.silentDays < sourceSilenceRules.fewestDays) return null;
  const { lastDay, silenceProbability } = rhythm;
  const alive = activeDays.filter((days) => (days.at(-1) ?? -Infinity) > lastDay - aliveDays).length;
  const isHole = alive >= sourceSilenceRules.fewestCommunities && silenceProbability < sourceSilenceRules.improbable;
  return isHole ? lastDay : null;
}
