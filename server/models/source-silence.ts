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
  const rhythm = ownRhythm(daysOfAny(activeDays, asOf), asOf, calendar);
  if (rhythm === null || rhythm.silentDays < sourceSilenceRules.fewestDays) return null;
  const { lastDay, silenceProbability } = rhythm;
  const alive = activeDays.filter((days) => (days.at(-1) ?? -Infinity) > lastDay - aliveDays).length;
  const isHole = alive >= sourceSilenceRules.fewestCommunities && silenceProbability < sourceSilenceRules.improbable;
  return isHole ? lastDay : null;
}

/** Days on which any of them was active, each once, sorted. */
function daysOfAny(activeDays: readonly (readonly number[])[], asOf: number): number[] {
  const first = activeDays.reduce((least, days) => Math.min(least, days[0] ?? least), asOf);
  const isActive = new Uint8Array(asOf - first);
  for (const days of activeDays) for (const day of days) isActive[day - first] = 1;
  return Array.from(isActive.keys(), (at) => first + at).filter((day) => isActive[day - first] === 1);
}
