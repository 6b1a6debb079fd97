import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { dayNumber, dayText } from '../models/day-number.ts';
import { type ActiveDays, activeDays } from './active-days.ts';
import type { Computed, Context } from './define.ts';
import { addDays, knownPeriod, nothingKnown, type Period } from './known-period.ts';

/** What a trailing window holds, an entry per day that it may end with. */
export interface Trailing {
  /** Distinct people active in the window. */
  readonly people: Int32Array;
  /** Sum of the daily active people of its days. */
  readonly personDays: Int32Array;
}

/**
 * The windows of `length` days that end with each day number from `from` to `to` (out).
 * By gaps: each active day of a person opens a span that ends at their next active day or after `length` days, so that
 * the people of a window are the spans open on its last day, a running sum. O(active days + windows), whatever the length.
 */
export function trailing({ begins, days }: ActiveDays, from: number, to: number, length: number): Trailing {
  const start = from - length + 1;
  const opened = new Int32Array(to - start);
  const change = new Int32Array(to - start + 1);
  for (let p = 0; p + 1 < begins.length; p++) {
    const end = begins[p + 1] as number;
    for (let k = begins[p] as number; k < end; k++) {
      const on = (days[k] as number) - start;
      if (on < 0 || on >= opened.length) continue;
      const next = k + 1 < end ? (days[k + 1] as number) - start : Number.POSITIVE_INFINITY;
      const closes = Math.min(on + length, next, opened.length);
      opened[on] = (opened[on] as number) + 1;
      change[on] = (change[on] as number) + 1;
      change[closes] = (change[closes] as number) - 1;
    }
  }
  const people = new Int32Array(to - from);
  const personDays = new Int32Array(to - from);
  let open = 0;
  let inWindow = 0;
  for (let d = 0; d < opened.length; d++) {
    open += change[d] as number;
    inWindow += (opened[d] as number) - (opened[d - length] ?? 0);
    if (d < length - 1) continue;
    people[d - length + 1] = open;
    personDays[d - length + 1] = inWindow;
  }
  return { people, personDays };
}

/** A row per day of the known period about the window of so many days that ends with it, with what the window lacks. */
export function trailingRows(
  length: number,
  figures: (people: number, personDays: number) => Row,
): (context: Context) => Promise<Computed> {
  return async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const from = dayNumber(period.from);
    const { people, personDays } = trailing(
      await activeDays(context.snapshot, context.filter),
      from,
      dayNumber(period.to),
      length,
    );
    const rows = Array.from(people, (some, k) => ({
      date: dayText(from + k),
      group: null,
      ...figures(some, personDays[k] as number),
    }));
    return { rows, warnings: unfilledWindow(period, length) };
  };
}

/** `compute` of a metric that counts the distinct people active in a trailing window of so many days. */
export const trailingPeople = (length: number): ((context: Context) => Promise<Computed>) =>
  trailingRows(length, (people) => ({ value: people, numerator: people, denominator: null }));

/** Says so when the first windows of a series begin before the data do. */
export function unfilledWindow(period: Period, days: number): Text[] {
  const filled = addDays(period.dataFrom, days - 1);
  if (period.from >= filled) return [];
  return [
    {
      fr: `Les données commencent le ${period.dataFrom} : avant le ${filled}, la fenêtre de ${days} jours n’est pas encore pleine et le chiffre est trop bas.`,
      en: `The data begin on ${period.dataFrom}: before ${filled} the window of ${days} days is not yet full and the figure is too low.`,
    },
  ];
}
