import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { calendarOptions, snapshotOptions } from './api.ts';
import { type Calendar, createCalendar, noCalendar } from './calendar.ts';
import { addDays } from './format.ts';

/** The server answers fifty years at once; the latest are those on show. */
const mostDays = 49 * 365;

/** The calendar of the loaded data; none when they have no calendar days. */
export function useCalendar(): Calendar {
  const loaded = useQuery(snapshotOptions).data?.loaded;
  const last = loaded?.clock === 'absolute' ? loaded.last_day : null;
  const first = loaded?.first_day ?? null;
  const days =
    last === null || first === null
      ? null
      : { from: [first, addDays(last, -mostDays)].toSorted().at(-1) ?? first, to: addDays(last, 1) };
  const { data } = useQuery({ ...calendarOptions(days ?? { from: '', to: '' }), enabled: days !== null });
  return useMemo(() => (data === undefined ? noCalendar : createCalendar(data)), [data]);
}
