import type { Mapping } from './document.ts';
import { type Draft, quoted } from './draft.ts';
import { roles, type TableKind } from './roles.ts';

/** How the dates are to be read: which of day and month comes first, and the zone of times that name none. */
export function proposeDates(draft: Draft, table: TableKind, timeZone: string): NonNullable<Mapping['dates']> {
  const columns = roles[table].filter(({ date }) => date === true).flatMap(({ name }) => draft.columns.get(name) ?? []);
  if (columns.length === 0 && table === 'events') {
    draft.questions.push({
      code: 'no_dates',
      column: null,
      words: {
        fr: 'aucune colonne ne donne de date : rien de ce qui se mesure dans le temps ne pourra l’être',
        en: 'no column gives a date: nothing can be measured over time',
      },
      blocking: false,
    });
  }
  const dates: { order?: 'day-first' | 'month-first'; zone?: string } = {};
  const decided = columns.find(({ dateOrder }) => dateOrder === 'day-first' || dateOrder === 'month-first')?.dateOrder;
  const unclear = columns.find(({ dateOrder }) => dateOrder === 'either' || dateOrder === 'both');
  if (decided === 'day-first' || decided === 'month-first') dates.order = decided;
  else if (unclear !== undefined) {
    const column = quoted(unclear.name);
    const example = unclear.dateExample ?? '02/03/2024';
    draft.questions.push({
      code: 'date_order',
      column: unclear.name,
      words: {
        fr: `dans ${column.fr}, une date comme ${example} peut mettre en premier le jour ou le mois, et aucune valeur ne permet de trancher`,
        en: `in ${column.en}, a date such as ${example} may put the day or the month first, and no value tells which`,
      },
      blocking: true,
    });
  }
  if (columns.some(({ localTimes }) => localTimes)) {
    dates.zone = timeZone;
    draft.questions.push({
      code: 'local_time',
      column: null,
      words: {
        fr: `les heures ne disent pas leur fuseau : elles sont lues à l’heure de ${timeZone}`,
        en: `the times do not name their zone: they are read as ${timeZone} time`,
      },
      blocking: false,
    });
  }
  return dates;
}
