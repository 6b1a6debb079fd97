import '@mantine/dates/styles.css';
import 'dayjs/locale/fr';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { useState } from 'react';
import { useWords } from '../lib/i18n.ts';

/** Two days on a calendar whose weeks begin on Monday. Both days are included; the address bar holds the day after. */
export function CustomPeriod(props: {
  first: string;
  last: string;
  value: readonly [string, string];
  onChange: (value: readonly [string, string]) => void;
}) {
  const { t, language } = useWords();
  const [range, setRange] = useState<[string | null, string | null]>([props.value[0], props.value[1]]);
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [] }}>
      <DatePicker
        type="range"
        allowSingleDateInRange
        value={range}
        onChange={(next) => {
          setRange(next);
          const [start, stop] = next;
          if (start !== null && stop !== null) props.onChange([start, stop]);
        }}
        defaultDate={props.value[1]}
        minDate={props.first}
        maxDate={props.last}
        hideOutsideDates
        ariaLabels={{
          nextMonth: t('calendar.nextMonth'),
          previousMonth: t('calendar.previousMonth'),
          nextYear: t('calendar.nextYear'),
          previousYear: t('calendar.previousYear'),
          nextDecade: t('calendar.nextDecade'),
          previousDecade: t('calendar.previousDecade'),
          monthLevelControl: t('calendar.chooseMonth'),
          yearLevelControl: t('calendar.chooseYear'),
        }}
      />
    </DatesProvider>
  );
}
