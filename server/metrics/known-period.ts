import type { Computed, Context } from './define.ts';

/** Days [from, to), `YYYY-MM-DD`. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** First day of the data. */
  readonly dataFrom: string;
  /** Day after the last day of the data. */
  readonly dataTo: string;
}

/**
 * The part of the period asked for that the data cover, or null when they cover none of it.
 * Before the first event and after the last one nothing is known: a series has no row there, rather than a 0.
 */
export function knownPeriod({ snapshot, filter }: Pick<Context, 'snapshot' | 'filter'>): Period | null {
  const { first_day, last_day } = snapshot;
  if (first_day === null || last_day === null || filter.from === null || filter.to === null) return null;
  const dataTo = addDays(last_day, 1);
  const from = filter.from > first_day ? filter.from : first_day;
  const to = filter.to < dataTo ? filter.to : dataTo;
  return from < to ? { from, to, dataFrom: first_day, dataTo } : null;
}

/** The answer when the data cover no day of the period. */
export const nothingKnown: Computed = {
  rows: [],
  reason: {
    code: 'no_data',
    sentence: {
      fr: 'Les données ne couvrent aucun jour de cette période.',
      en: 'The data cover no day of this period.',
    },
  },
};

/** `YYYY-MM-DD` moved by a number of days. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Number of days in [from, to). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** First days of the calendar months that the period touches, in order. */
export function monthsOf({ from, to }: Pick<Period, 'from' | 'to'>): string[] {
  const months: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (let day = month.toISOString().slice(0, 10); day < to; day = month.toISOString().slice(0, 10)) {
    months.push(day);
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  return months;
}
