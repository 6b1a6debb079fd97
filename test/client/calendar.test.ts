import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../client/lib/calendar.ts';
import { workingCalendar } from '../../server/calendar/working-calendar.ts';

const calendar = createCalendar(workingCalendar({ country: 'FR', region: null }, '2025-01-01', '2026-01-01'));

describe('the calendar of France', () => {
  test('a day is quiet when its trailing 28 days hold some of August or of the turn of the year', () => {
    const days = ['2025-01-29', '2025-01-31', '2025-07-31', '2025-08-01', '2025-09-26', '2025-09-28', '2025-12-20'];
    expect(days.map(calendar.isQuiet)).toEqual([true, false, false, true, true, false, true]);
  });
  test('notes name the holiday, the bridge, the school holidays with their zones, and nothing on other days', () => {
    const named = (day: string) => calendar.notesOn(day).map((note) => ('name' in note ? note.name.fr : note.kind));
    expect(named('2025-05-29')).toEqual(['Ascension']);
    expect(named('2025-05-30')).toEqual(['bridge']);
    expect(named('2025-06-17')).toEqual([]);
    // education.gouv.fr, year 2024-2025: winter holidays of zone B from 8 to 24 February, of zone A from 22 February.
    expect(calendar.notesOn('2025-02-10')).toMatchObject([{ kind: 'school', zones: ['B'] }]);
    expect(calendar.notesOn('2025-08-15').map(({ kind }) => kind)).toEqual(['holiday', 'school']);
  });
  test('a day beyond the published school years is said to be so, and only where there are school years', () => {
    const kindsOn = (country: string, day: string) =>
      createCalendar(workingCalendar({ country, region: null }, '2017-01-01', '2029-01-01'))
        .notesOn(day)
        .map(({ kind }) => kind);
    expect(kindsOn('FR', '2017-09-01')).toEqual(['school-unknown']);
    expect(kindsOn('FR', '2017-09-04')).toEqual([]);
    expect(kindsOn('FR', '2028-07-01')).toEqual(['school-unknown']);
    expect(kindsOn('BE', '2028-07-03')).toEqual([]);
  });
});
