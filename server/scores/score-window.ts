import type { ResolvedFilter } from '../contract/filters.ts';
import { dayNumber, dayText, weekNumber } from '../models/day-number.ts';

/** How far back a score of people looks, in days. */
const windowDays = 180;

/** The days that a score looks at, [start, end) as day numbers, and their ISO weeks. */
export interface ScoreWindow {
  readonly start: number;
  readonly end: number;
  readonly firstWeek: number;
  readonly weeks: number;
  /** The filter narrowed to these days; the department is left out, since people are compared with everybody. */
  readonly filter: ResolvedFilter & { readonly from: string; readonly to: string };
}

/** The last 180 days of the filter's period, or the whole period when it is shorter; null for undated data. */
export function scoreWindow(filter: ResolvedFilter): ScoreWindow | null {
  if (filter.from === null || filter.to === null) return null;
  const end = dayNumber(filter.to);
  const start = Math.max(dayNumber(filter.from), end - windowDays);
  const firstWeek = weekNumber(start);
  return {
    start,
    end,
    firstWeek,
    weeks: weekNumber(end - 1) - firstWeek + 1,
    filter: { ...filter, from: dayText(start), to: filter.to, department: null },
  };
}

/** Days of the window inside its week w, as day numbers [from, to). */
export function daysOfWeek(window: ScoreWindow, w: number): { from: number; to: number } {
  const monday = (window.firstWeek + w) * 7 - 3;
  return { from: Math.max(window.start, monday), to: Math.min(window.end, monday + 7) };
}
