import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { placeOf, placeOfFolder } from '../../server/calendar/place.ts';
import { publicHolidays } from '../../server/calendar/public-holidays.ts';
import { workingCalendar } from '../../server/calendar/working-calendar.ts';
import { schoolHolidays, schoolYearsKnown } from '../../server/calendar/school-holidays.ts';
import { calendarSchema } from '../../server/contract/calendar.ts';
import { importRequest } from '../support/import-request.ts';
import { serveFolder } from '../support/server.ts';

const days = (code: string, year: number): string[] => {
  const place = placeOf(code);
  if (place === null) throw new Error(code);
  return publicHolidays(place, `${year}-01-01`, `${year + 1}-01-01`).map(({ day }) => day.slice(5));
};

describe('public holidays', () => {
  // service-public.fr, “Quels sont les jours fériés ?”.
  it.each([
    [2024, ['01-01', '04-01', '05-01', '05-08', '05-09', '05-20', '07-14', '08-15', '11-01', '11-11', '12-25']],
    [2025, ['01-01', '04-21', '05-01', '05-08', '05-29', '06-09', '07-14', '08-15', '11-01', '11-11', '12-25']],
    [2026, ['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25']],
  ])('of France in %i are the eleven published', (year, published) => {
    expect(days('FR', year)).toEqual(published);
  });

  it('add Good Friday and 26 December in Alsace and in Moselle', () => {
    for (const department of ['FR-57', 'FR-67', 'fr-68']) {
      expect(days(department, 2026).filter((day) => !days('FR', 2026).includes(day))).toEqual(['04-03', '12-26']);
    }
  });

  it('are those of another country where one is asked for, and of no place that there is not', () => {
    const germany = placeOf('DE-BY');
    expect(germany === null ? [] : publicHolidays(germany, '2026-10-01', '2026-10-31').map(({ day }) => day)).toEqual([
      '2026-10-03',
    ]);
    expect([placeOf('XX'), placeOf('FR-99'), placeOf('France')]).toEqual([null, null, null]);
  });
});

it('finds the bridges of 2026: after New Year and Ascension, before 14 July', () => {
  const { bridge_days } = workingCalendar({ country: 'FR', region: null }, '2026-01-01', '2027-01-01');
  expect(bridge_days).toEqual(['2026-01-02', '2026-05-15', '2026-07-13']);
  // On the edge: the holiday itself is outside the days asked for.
  expect(workingCalendar({ country: 'FR', region: null }, '2026-05-15', '2026-05-16').bridge_days).toEqual([
    '2026-05-15',
  ]);
  expect(workingCalendar({ country: 'FR', region: null }, '2026-07-13', '2026-07-14').bridge_days).toEqual([
    '2026-07-13',
  ]);
});

describe('school holidays', () => {
  it('begin on a Saturday, last two weeks but in summer, and cover each zone once a season', () => {
    for (const { from, to, name, zones } of schoolHolidays) {
      const length = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      // The summers of 2021 and 2022 began within a week.
      if (!['2021-07-07', '2022-07-08'].includes(from)) expect(new Date(from).getUTCDay(), from).toBe(6);
      // Two weeks and two week-ends, a day more when the Monday of return is a public holiday or a New Year's leave.
      if (name.en !== 'summer school holidays') expect([16, 17], from).toContain(length);
      expect(to <= schoolYearsKnown.to && zones.length > 0).toBe(true);
    }
    for (const season of ['winter', 'spring']) {
      for (const year of Array.from({ length: 11 }, (_, nth) => 2018 + nth)) {
        const zones = schoolHolidays
          .filter(({ name, from }) => name.en.startsWith(season) && from.startsWith(String(year)))
          .flatMap((one) => one.zones);
        expect(zones.toSorted(), `${season} ${year}`).toEqual(['A', 'B', 'C']);
      }
    }
  });

  it('are those of the orders of 22 October 2025 and 21 July 2026', () => {
    const zonesOn = (day: string): string =>
      schoolHolidays
        .filter(({ from, to }) => from <= day && day < to)
        .flatMap(({ zones }) => zones)
        .toSorted()
        .join('');
    const expected = {
      '2026-10-16': '',
      '2026-10-17': 'ABC',
      '2026-11-02': '',
      '2026-12-19': 'ABC',
      '2027-01-04': '',
      '2027-02-06': 'C',
      '2027-02-13': 'AC',
      '2027-02-22': 'AB',
      '2027-03-01': 'B',
      '2027-03-08': '',
      '2027-04-03': 'C',
      '2027-04-10': 'AC',
      '2027-04-19': 'AB',
      '2027-04-26': 'B',
      '2027-05-03': '',
      '2027-07-03': 'ABC',
      '2027-09-02': '',
      '2027-10-23': 'ABC',
      '2027-11-08': '',
      '2028-02-05': 'B',
      '2028-02-12': 'BC',
      '2028-02-21': 'AC',
      '2028-03-06': '',
      '2028-04-24': 'AC',
      '2028-05-02': 'A',
      '2028-05-09': '',
    };
    expect(Object.fromEntries(Object.keys(expected).map((day) => [day, zonesOn(day)]))).toEqual(expected);
  });
});

describe('GET /api/calendar', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-calendar-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('answers for the country of the settings, cut to the days asked for', async () => {
    writeFileSync(join(folder, 'settings.json'), '{"timeZone":"Europe/Paris","country":"FR-57"}');
    const server = await serveFolder(folder);
    try {
      const ask = async (query: string) => await fetch(`${server.address}/api/calendar?${query}`);
      const reply = calendarSchema.parse(await (await ask('from=2025-12-22&to=2026-01-02')).json());
      expect(reply).toEqual({
        country: 'FR',
        region: '57',
        public_holidays: [
          { day: '2025-12-25', name: { fr: 'Noël', en: 'Christmas Day' } },
          { day: '2025-12-26', name: { fr: 'Lendemain de Noël', en: 'Boxing Day' } },
          { day: '2026-01-01', name: { fr: 'Nouvel An', en: 'New Year’s Day' } },
        ],
        bridge_days: [],
        quiet_periods: [{ from: '2025-12-22', to: '2026-01-02', name: { fr: 'fin d’année', en: 'turn of the year' } }],
        school_holidays: [
          {
            from: '2025-12-22',
            to: '2026-01-02',
            zones: ['A', 'B', 'C'],
            name: { fr: 'vacances de Noël', en: 'Christmas school holidays' },
          },
        ],
        school_holidays_known: { from: '2017-09-04', to: '2028-07-01' },
      });
      for (const bad of ['from=2026-01-02&to=2026-01-01', 'from=0001-01-01&to=2026-01-01', 'from=soon&to=2026-01-01']) {
        expect((await ask(bad)).status, bad).toBe(400);
      }
    } finally {
      await server.close();
    }
  });

  it('takes the environment before the settings, and France without either', () => {
    expect(placeOfFolder(folder, undefined)).toEqual({ country: 'FR', region: null });
    writeFileSync(join(folder, 'settings.json'), '{"timeZone":"Europe/Paris","country":"BE"}');
    expect(placeOfFolder(folder, undefined)).toEqual({ country: 'BE', region: null });
    expect(placeOfFolder(folder, 'DE-BY')).toEqual({ country: 'DE', region: 'BY' });
    expect(() => placeOfFolder(folder, 'Atlantis')).toThrow(/no country that is known/);
  });

  it('is left in the settings by an import, which writes the time zone there', async () => {
    writeFileSync(join(folder, 'settings.json'), '{"timeZone":"Europe/Paris","country":"BE"}');
    writeFileSync(join(folder, 'staff.csv'), 'matricule,service\nE1,Ventes\n');
    await importDeliveries(importRequest(folder, [join(folder, 'staff.csv')], { timeZone: 'Europe/Brussels' }));
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual({
      timeZone: 'Europe/Brussels',
      country: 'BE',
    });
  });
});
