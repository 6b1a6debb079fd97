import type { CalendarReply } from '../../server/contract/calendar.ts';
import type { Text } from '../../server/contract/text.ts';
import { addDays } from './format.ts';

/** The first day in, the last out. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly name: Text;
}

/** What the calendar of the organisation's country says of the days on show. */
export interface Calendar {
  /** Weeks when offices are half empty, in order. */
  readonly quietPeriods: readonly Period[];
  /** Whether the 28 days that end on this one hold some of those weeks: then little happened for a known reason. */
  readonly isQuiet: (day: string) => boolean;
  /** What there is to know of a day: a public holiday, a bridge, school holidays. */
  readonly notesOn: (day: string) => readonly CalendarNote[];
}

/** School holidays come with the zones that have them, when not all do. */
export type CalendarNote =
  | { readonly kind: 'holiday' | 'quiet'; readonly name: Text }
  | { readonly kind: 'bridge' }
  /** The school holidays of this day are not known, which is not the same as none. */
  | { readonly kind: 'school-unknown' }
  | { readonly kind: 'school'; readonly name: Text; readonly zones: readonly string[] };

const trailing = 27;
const allZones = 3;

/** Where no calendar applies: before it is known, or where days are no calendar days. */
export const noCalendar: Calendar = { quietPeriods: [], isQuiet: () => false, notesOn: () => [] };

export function createCalendar(reply: CalendarReply): Calendar {
  const holds = ({ from, to }: { from: string; to: string }, day: string): boolean => from <= day && day < to;
  return {
    quietPeriods: reply.quiet_periods,
    isQuiet: (day) => reply.quiet_periods.some(({ from, to }) => from <= day && to > addDays(day, -trailing)),
    notesOn: (day) => {
      const school = reply.school_holidays.filter((period) => holds(period, day));
      const [first] = school;
      const zones = [...new Set(school.flatMap((period) => period.zones))].toSorted();
      const known = reply.school_holidays_known;
      return [
        ...reply.public_holidays
          .filter((holiday) => holiday.day === day)
          .map(({ name }) => ({ kind: 'holiday' as const, name })),
        ...(reply.bridge_days.includes(day) ? [{ kind: 'bridge' as const }] : []),
        ...(first === undefined
          ? []
          : [{ kind: 'school' as const, name: first.name, zones: zones.length === allZones ? [] : zones }]),
        ...(known === null || holds(known, day) ? [] : [{ kind: 'school-unknown' as const }]),
        ...reply.quiet_periods
          .filter((period) => first === undefined && holds(period, day))
          .map(({ name }) => ({ kind: 'quiet' as const, name })),
      ];
    },
  };
}
