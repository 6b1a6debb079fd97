import { dayNumber, dayText, weekNumber } from '../models/day-number.ts';

/**
 * The days of a rolling origin, in order, all Mondays: at each, only what came before is known, and the `horizon` days
 * from it on are wholly inside the data. The last is the latest possible one; the first has `history` days before it.
 * @param from first day of the data; `to` the day after the last; both `YYYY-MM-DD`.
 */
export function rollingOrigins(
  from: string,
  to: string,
  plan: { readonly weeks: number; readonly horizon: number; readonly history: number; readonly most: number },
): string[] {
  const first = dayNumber(from) + plan.history;
  const origins: string[] = [];
  const latest = weekNumber(dayNumber(to) - plan.horizon) * 7 - 3;
  for (let t = latest; t >= first && origins.length < plan.most; t -= 7 * plan.weeks) origins.unshift(dayText(t));
  return origins;
}
