import Holidays from 'date-holidays';
import type { Text } from '../contract/text.ts';
import type { Place } from './place.ts';

export interface PublicHoliday {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly name: Text;
}

/** The public holidays of a place from one day (in) to another (out), in order; as the library date-holidays knows them. */
export function publicHolidays(place: Place, from: string, to: string): PublicHoliday[] {
  const { country, region } = place;
  const calendar = region === null ? new Holidays(country) : new Holidays(country, region);
  const found: PublicHoliday[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const inEnglish = new Map(
      calendar.getHolidays(year, 'en').map(({ rule, date, name }) => [`${rule} ${date}`, name]),
    );
    for (const { type, rule, date, name } of calendar.getHolidays(year, 'fr')) {
      const day = date.slice(0, 10);
      if (type !== 'public' || day < from || day >= to) continue;
      found.push({ day, name: { fr: typeset(name), en: typeset(inEnglish.get(`${rule} ${date}`) ?? name) } });
    }
  }
  return found;
}

const typeset = (name: string): string => name.replaceAll("'", '’');
