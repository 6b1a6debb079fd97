import type { Cell, Unit } from '../../server/contract/results.ts';
import type { Language } from '../../server/contract/text.ts';
import { typeset } from './typography.ts';

export type Clock = 'absolute' | 'relative' | 'none';

const locales = { fr: 'fr-FR', en: 'en-GB' } as const;
const dayLength = 86_400_000;

/** Milliseconds of a day's midnight, UTC: days are calendar days here, never moments. */
export const dayTime = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A day `n` days later (earlier when negative), `YYYY-MM-DD`. */
export const addDays = (day: string, n: number): string => dayOf(dayTime(day) + n * dayLength);

/** The calendar day of a moment, UTC. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((dayTime(to) - dayTime(from)) / dayLength);

/**
 * Numbers and dates as the reader's language writes them. On a relative clock a day is shown as its distance from the
 * first one ("jour 12"), since the dates in the data are then only a convention.
 */
export function createFormat(language: Language, clock: Clock = 'absolute', firstDay: string | null = null) {
  const locale = locales[language];
  const set = (text: string) => typeset(text, language);
  // Building a formatter costs far more than using it, and a matrix uses thousands.
  const formatters = new Map<string, Intl.NumberFormat>();
  const number = (value: number, options: Intl.NumberFormatOptions = {}) => {
    const key = JSON.stringify(options);
    const formatter = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
    formatters.set(key, formatter);
    return set(formatter.format(value));
  };
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    set(new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(dayTime(day.slice(0, 10))));
  const relative = (value: string) => {
    const n = number(daysBetween(firstDay ?? value, value.slice(0, 10)) + 1);
    return language === 'fr' ? `jour ${n}` : `day ${n}`;
  };
  const integer = (value: number) => number(value, { maximumFractionDigits: 0 });
  const decimal = (value: number, digits = 1) =>
    number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = (value: number, digits = 0) =>
    number(value, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  const day = (value: string) =>
    clock === 'relative'
      ? relative(value)
      : date(value, { day: 'numeric', month: 'short', year: 'numeric' }).replaceAll(' ', '\u00a0');
  const month = (value: string) =>
    clock === 'relative' ? relative(value) : date(value, { month: 'short', year: 'numeric' });

  return {
    language,
    clock,
    integer,
    decimal,
    percent,
    /** The same where there may be no figure: null is a dash, never 0. */
    integerOrDash: (value: number | null) => (value === null ? dash : integer(value)),
    decimalOrDash: (value: number | null, digits: number) => (value === null ? dash : decimal(value, digits)),
    day,
    month,
    /** 0.12 → "+12 pts": the difference of two shares. */
    points: (value: number, signed = true) => {
      const n = number(Math.abs(value) * 100, { maximumFractionDigits: Math.abs(value) < 0.0095 ? 1 : 0 });
      return `${signed ? (value < 0 ? '\u2212' : '+') : ''}${n}\u00a0${language === 'fr' ? 'pts' : 'pts'}`;
    },
    monthShort: (value: string) => (clock === 'relative' ? relative(value) : date(value, { month: 'short' })),
    year: (value: string) => date(value, { year: 'numeric' }),
    dateTime: (moment: string, timeZone: string) =>
      set(
        new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(moment)),
      ),
    bytes: (n: number) => {
      const units = language === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
      const power = n < 1 ? 0 : Math.min(3, Math.floor(Math.log10(n) / 3));
      return `${number(n / 1000 ** power, { maximumFractionDigits: power === 0 ? 0 : 1 })}\u00a0${units[power] ?? ''}`;
    },
    list: (items: readonly string[]) => set(new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)),
    /** One cell as its unit asks. Null is a dash, never 0. */
    cell: (value: Cell | undefined, unit: Unit): string => {
      if (value === null || value === undefined) return dash;
      if (typeof value === 'boolean') return yesNo[language][value ? 1 : 0];
      if (unit === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) return day(value);
      if (typeof value === 'string') return value;
      switch (unit) {
        case 'flag':
          return yesNo[language][value === 0 ? 0 : 1];
        case 'share':
          // Of many people, a few are no 0 %.
          if (value > 0 && value < 0.0005) return `<\u00a0${percent(0.001, 1)}`;
          return percent(value, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0);
        case 'hours':
          return `${number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0h`;
        case 'days':
          return `${number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0${language === 'fr' ? 'j' : 'd'}`;
        case 'score':
          return integer(value * 100);
        case 'people':
        case 'count':
          return number(value, { maximumFractionDigits: 1 });
        default:
          return Number.isInteger(value)
            ? integer(value)
            : Math.abs(value) < 0.01
              ? number(value, { maximumSignificantDigits: 2 })
              : decimal(value, 2);
      }
    },
  };
}

const dash = '\u2013';
const yesNo = { fr: ['non', 'oui'], en: ['no', 'yes'] } as const;

export type Format = ReturnType<typeof createFormat>;
