import type { CalendarReply } from '../contract/calendar.ts';
import { addDays } from '../metrics/known-period.ts';
import type { Place } from './place.ts';
import { publicHolidays } from './public-holidays.ts';
import { schoolHolidays, schoolYearsKnown } from './school-holidays.ts';

/** The weeks in which offices of France are half empty, whatever the year: month and day, the first in, the last out. */
const quietWeeks = [
  { starts: '08-01', ends: '09-01', nextYear: false, name: { fr: 'mois d’août', en: 'August' } },
  { starts: '12-20', ends: '01-04', nextYear: true, name: { fr: 'fin d’année', en: 'turn of the year' } },
] as const;

/**
 * What is known of the working days of a place from one day (in) to another (out): public holidays everywhere; bridges,
 * school holidays and quiet weeks in metropolitan France alone. Periods are cut to the days asked for.
 */
export function workingCalendar(place: Place, from: string, to: string): CalendarReply {
  const isMainland = place.country === 'FR' && (place.region === null || /^\d/.test(place.region));
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 2 },
    (_, nth) => Number(from.slice(0, 4)) - 1 + nth,
  );
  const quiet = years.flatMap((year) =>
    quietWeeks.map(({ starts, ends, nextYear, name }) => ({
      from: `${year}-${starts}`,
      to: `${nextYear ? year + 1 : year}-${ends}`,
      name,
    })),
  );
  const within = <T extends { readonly from: string; readonly to: string }>(periods: readonly T[]): T[] =>
    periods
      .filter((period) => period.to > from && period.from < to)
      .map((period) => ({ ...period, from: later(period.from, from), to: earlier(period.to, to) }));
  return {
    country: place.country,
    region: place.region,
    public_holidays: publicHolidays(place, from, to),
    bridge_days: isMainland ? bridgeDays(place, from, to) : [],
    quiet_periods: isMainland ? within(quiet) : [],
    school_holidays: isMainland ? within(schoolHolidays).map((one) => ({ ...one, zones: [...one.zones] })) : [],
    school_holidays_known: isMainland ? { ...schoolYearsKnown } : null,
  };
}

/** Fridays after a public holiday and Mondays before one. */
function bridgeDays(place: Place, from: string, to: string): string[] {
  const holidays = new Set(publicHolidays(place, addDays(from, -1), addDays(to, 1)).map(({ day }) => day));
  const bridges = [...holidays].flatMap((day) => {
    const weekday = new Date(day).getUTCDay();
    return weekday === 4 ? [addDays(day, 1)] : weekday === 2 ? [addDays(day, -1)] : [];
  });
  return bridges.filter((day) => day >= from && day < to && !holidays.has(day));
}

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);
