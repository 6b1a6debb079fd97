import { dayNumber, dayText } from '../models/day-number.ts';
import type { Place } from './place.ts';
import { workingCalendar } from './working-calendar.ts';

/** What offices are expected to write on days that are not ordinary, as a share of an ordinary day. Choices of ours. */
export const expectedShares = { august: 0.35, turnOfTheYear: 0.25, publicHoliday: 0.15, bridge: 0.5 } as const;

/**
 * What a working calendar expects of each day from one day number (in) to another (out), 1 on an ordinary day: less on
 * public holidays of the week, bridges and in the quiet weeks of the place. Week-ends are ordinary days here, since every
 * week has one. A day outside the range is ordinary.
 */
export function expectedActivity(place: Place, from: number, to: number): (day: number) => number {
  const shares = new Map<number, number>();
  if (to <= from) return () => 1;
  const lower = (day: number, share: number) => shares.set(day, Math.min(shares.get(day) ?? 1, share));
  const calendar = workingCalendar(place, dayText(from), dayText(to));
  for (const period of calendar.quiet_periods) {
    for (let day = dayNumber(period.from); day < dayNumber(period.to); day++) {
      lower(day, dayText(day).slice(5, 7) === '08' ? expectedShares.august : expectedShares.turnOfTheYear);
    }
  }
  for (const day of calendar.bridge_days) lower(dayNumber(day), expectedShares.bridge);
  for (const { day } of calendar.public_holidays) {
    const weekday = new Date(day).getUTCDay();
    if (weekday > 0 && weekday < 6) lower(dayNumber(day), expectedShares.publicHoliday);
  }
  return (day) => shares.get(day) ?? 1;
}
