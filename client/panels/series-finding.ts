import type { Calendar } from '../lib/calendar.ts';
import { addDays } from '../lib/format.ts';
import { lastPoint, type Point, pointBefore } from '../lib/rows.ts';

export interface Change {
  readonly last: { readonly date: string; readonly value: number };
  readonly before: { readonly date: string; readonly value: number } | null;
  /** Last minus before; null when there is nothing to compare with. */
  readonly difference: number | null;
  readonly verdict: 'up' | 'down' | 'steady' | 'unknown';
  /** How far back `before` lies. */
  readonly span: 'quarter' | 'year';
}

/** Three months and a year, in whole weeks, so that like weekdays are compared. */
const quarter = 91;
const year = 364;
const smallestRelativeChange = 0.05;
const smallestShareChange = 0.02;

/**
 * How a series stands against three months earlier, or against a year earlier where three months ago offices were half
 * empty: a rise out of August is no news. It is called a change from 5 % on, or from two points on for a
 * share; under that the honest sentence is "no clear change". Null when the line has no value at all.
 */
export function changeOf(line: readonly Point[], isShare: boolean, calendar: Pick<Calendar, 'isQuiet'>): Change | null {
  const last = lastPoint(line);
  if (last === null) return null;
  const quarterAgo = addDays(last.date, -quarter);
  const yearAgo = pointBefore(line, addDays(last.date, -year));
  const span = calendar.isQuiet(quarterAgo) && yearAgo !== null ? 'year' : 'quarter';
  const before = span === 'year' ? yearAgo : pointBefore(line, quarterAgo);
  if (before === null) return { last, before: null, difference: null, verdict: 'unknown', span };
  const difference = last.value - before.value;
  const threshold = isShare ? smallestShareChange : Math.abs(before.value) * smallestRelativeChange;
  const verdict = Math.abs(difference) < threshold || difference === 0 ? 'steady' : difference > 0 ? 'up' : 'down';
  return { last, before, difference, verdict, span };
}
