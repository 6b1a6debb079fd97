import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSqlFile } from '../../pipelines/store/run-sql.ts';
import { Random } from '../fuzz/random.ts';

const steps = new URL('../../pipelines/steps/', import.meta.url);
/** Clocks that change by an hour, by half an hour, at midnight, twice around a month of fasting, and a day left out. */
const zones = [
  'Europe/Paris',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];
const hour = 3_600_000;

/** Every hour of 400 days, when the clocks of all turned, and moments at random. */
function moments(): Date[] {
  const random = new Random(5);
  const from = Date.UTC(2011, 5, 1);
  const hourly = Array.from({ length: 400 * 24 }, (_, at) => new Date(from + at * hour));
  const drawn = Array.from(
    { length: 5000 },
    () => new Date(Date.UTC(1996, 0, 1) + random.below(30 * 8766) * hour + random.below(hour)),
  );
  return [...hourly, ...hourly.map((moment) => new Date(moment.getTime() - 1)), ...drawn];
}

let db: DuckDBConnection;
const all = moments();

beforeAll(async () => {
  db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run(`set timezone = 'UTC'; create temp table import_events as
    select make_timestamp(unnest([${all.map((moment) => moment.getTime()).join(', ')}]::bigint[]) * 1000) as occurred_at`);
  await runSqlFile(db, new URL('days.sql', steps));
});
afterAll(() => db.closeSync());

describe.each(zones)('in %s', (zone) => {
  it('the shift of a day gives the day that the calendar gives', async () => {
    await db.run('create or replace temp table zone_days (utc_day date, shift_us bigint)');
    await runSqlFile(db, new URL('build-zone-days.sql', steps), { time_zone: zone });
    const rows = await db.runAndReadAll(`
      select epoch_ms(occurred_at)::double, make_timestamp(epoch_us(occurred_at) + shift_us)::date::varchar,
        day_of(occurred_at, '${zone}')::varchar
      from import_events left join zone_days on utc_day = occurred_at::date`);
    const calendar = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    let asked = 0;
    for (const [moment, shifted, day] of rows.getRows() as [number, string | null, string][]) {
      const expected = calendar.format(moment);
      if (day !== expected || (shifted !== null && shifted !== expected))
        expect({ zone, moment, shifted, day }).toEqual(expected);
      if (shifted === null) asked += 1;
    }
    expect(asked / all.length).toBeLessThan(0.03);
  });
});
