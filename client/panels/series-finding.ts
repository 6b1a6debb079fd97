import { addDays } from '../lib/format.ts';
import { lastPoint, type Point, pointBefore } from '../lib/rows.ts';

export interface Change {
  readonly last: { readonly date: string; readonly value: number };
  readonly before: { readonly date: string; readonly value: number } | null;
  /** Last minus before; null without a point three months earlier. */
  readonly difference: number | null;
  readonly verdict: 'up' | 'down' | 'steady' | 'unknown';
}

/** Three months, in days: thirteen whole weeks, so that like weekdays are compared. */
export const comparedDays = 91;
const smallestRelativeChange = 0.05;
const smallestShareChange = 0.02;

/**
 * How a series stands against three months earlier. It is called a change from 5 % on, or from two points on for a
 * share; under that the honest sentence is "no clear change". Null when the line has no value at all.
 */
export function changeOf(line: readonly Point[], isShare: boolean): Change | null {
  const last = lastPoint(line);
  if (last === null) return null;
  const before = pointBefore(line, addDays(last.date, -comparedDays));
  if (before === null) return { last, before: null, difference: null, verdict: 'unknown' };
  const difference = last.value - before.value;
  const threshold = isShare ? smallestShareChange : Math.abs(before.value) * smallestRelativeChange;
  const verdict = Math.abs(difference) < threshold || difference === 0 ? 'steady' : difference > 0 ? 'up' : 'down';
  return { last, before, difference, verdict };
}
