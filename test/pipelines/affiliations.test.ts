import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { type OpenDatabase, openDuckDb } from '../../pipelines/store/duckdb.ts';
import { runSqlFile, textOf } from '../../pipelines/store/run-sql.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';
import { pseudonym } from '../support/pseudonym.ts';

/** `department from to`, `-` for an open end. */
const span = (row: Record<string, unknown>): string =>
  [row['department'], row['valid_from'] ?? '-', row['valid_to'] ?? '-'].join(' ');

describe('successive deliveries of a directory', () => {
  let folder: string;
  let data: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-affiliations-'));
    data = join(folder, 'data');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const deliver = async (day: string, name: string, header: string, ...lines: string[]) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'staff.csv'), `${[header, ...lines].join('\n')}\n`);
    return importDeliveries(
      importRequest(data, [join(folder, name)], { now: new Date(`${day}T22:30:00Z`), timeZone: 'Europe/Paris' }),
    );
  };
  /** `department from to` of each period of these people, in order. */
  const periods = async (people: readonly string[]): Promise<Record<string, string[]>> => {
    const rows = await snapshotRows(data, 'select * from people order by valid_from nulls first');
    const of = (person: string) =>
      rows.filter((row) => row['person_id'] === pseudonym(data, 'directory-csv', person)).map(span);
    return Object.fromEntries(people.map((person) => [person, of(person)]));
  };

  it('keep the past, by hand: one moves twice, one goes and returns, one stays', async () => {
    const header = 'matricule,service,date_sortie';
    await deliver('2026-01-10', 'january', header, 'moves,Sales,', 'returns,Legal,', 'stays,Lab,', 'goes,Sales,');
    // 22:30 UTC is the next day in Paris in summer: the day of a delivery is the one where the days are cut.
    await deliver('2026-05-10', 'may', header, 'moves,Research,', 'stays,Lab,', 'goes,Sales,2026-04-30');
    await deliver('2026-09-10', 'september', header, 'moves,Sales,', 'returns,Lab,', 'stays,Lab,', 'new,Lab,');
    const expected = {
      moves: ['Sales - 2026-05-11', 'Research 2026-05-11 2026-09-11', 'Sales 2026-09-11 -'],
      returns: ['Legal - 2026-09-11', 'Lab 2026-09-11 -'],
      stays: ['Lab - -'],
      goes: ['Sales - -'],
      new: ['Lab - -'],
    };
    const all = () => periods(Object.keys(expected));
    expect(await all()).toEqual(expected);
    expect(
      await snapshotRows(
        data,
        `select left_on from people where person_id = '${pseudonym(data, 'directory-csv', 'goes')}'`,
      ),
    ).toEqual([{ left_on: '2026-04-30' }]);
    const [again] = await deliver(
      '2026-10-10',
      'again',
      header,
      'moves,Research,',
      'stays,Lab,',
      'goes,Sales,2026-04-30',
    );
    expect(again?.used).toBe(0);
    expect(await all()).toEqual(expected);
  });
});

interface Told {
  readonly day: number;
  readonly ordinal: number;
  readonly department: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly left?: string;
  readonly source?: string;
  readonly site?: string;
}

describe('the periods of one person', () => {
  let database: OpenDatabase;
  let db: DuckDBConnection;
  beforeAll(async () => {
    database = await openDuckDb(':memory:', { tempFolder: tmpdir() });
    db = database.db;
    const steps = new URL('../../pipelines/steps/', import.meta.url);
    await runSqlFile(db, new URL('../canonical/schema.sql', steps));
    await runSqlFile(db, new URL('days.sql', steps), { time_zone: 'UTC' });
    await db.run(`create temp table persons as select 'p' as person_id, true as registered, null::bigint as last_mentioned;
      create temp table person_links as select 'p' as person_id, 'p' as canonical_id;
      create temp table person_canonical as select 'p' as person_id, 'p' as canonical_id`);
  });
  afterAll(() => database.close());

  const dayName = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
  const text = (value: string | null | undefined): string =>
    value === null || value === undefined ? 'null' : `'${value}'`;

  /** The rows of `people` when these deliveries were imported, all on one day, in the order of their ordinals. */
  const build = async (told: readonly Told[], asOften = false): Promise<Record<string, unknown>[]> => {
    await db.run(`delete from people; drop table if exists people_told; drop table if exists people_often;
      drop table if exists people_known`);
    const rows = told.map(
      ({ day, ordinal, department, from, to, left, source, site }) =>
        `('i${ordinal}', ${text(source ?? 'directory-csv')}, ${ordinal}, ${text(department)}, ${text(site)}, ${text(left)}::date, ${text(from)}::date, ${text(to)}::date, date '${dayName(day)}')`,
    );
    await db.run(`create or replace temp table told as select * from (values ${rows.join(', ')})
        t(import_id, source, ordinal, department, site, left_on, valid_from, valid_to, as_of);
      create or replace temp table import_roles as
        select distinct import_id, source, ordinal, timestamp '2030-01-01' as imported_at, false as is_platform from told;
      create or replace temp table all_people as select import_id, 'p' as person_id, true as registered, null::varchar as division,
        department, site, null::varchar as level, null::varchar as manager_id, 'internal' as affiliation, 'human' as kind,
        null::date as joined_on, left_on, valid_from, valid_to, as_of, null::smallint as part from told`);
    await runSqlFile(db, new URL('../../pipelines/steps/build-people.sql', import.meta.url));
    if (asOften) await db.run(`delete from people; insert into people_often values ('p')`);
    await runSqlFile(db, new URL('../../pipelines/steps/build-people-history.sql', import.meta.url));
    const reader = await db.runAndReadAll(
      'select department, site, left_on, valid_from, valid_to from people order by valid_from nulls first',
    );
    return reader.getRowObjectsJson();
  };
  const spans = async (told: readonly Told[]): Promise<string[]> => (await build(told)).map(span);
  const [jan1, jan11, jan21] = [0, 10, 20] as const;

  it('stay as a directory dates them, until a later delivery says otherwise', async () => {
    const dated: Told[] = [
      { day: jan11, ordinal: 1, department: 'Sales', from: '2020-01-01', to: '2022-01-01' },
      { day: jan11, ordinal: 1, department: 'Research', from: '2022-01-01' },
    ];
    const given = ['Sales 2020-01-01 2022-01-01', 'Research 2022-01-01 -'];
    expect(await spans(dated)).toEqual(given);
    expect(await spans([{ day: jan1, ordinal: 2, department: 'Legal' }, ...dated])).toEqual(given);
    expect(await spans([...dated, { day: jan21, ordinal: 2, department: 'Research' }])).toEqual(given);
    expect(await spans([...dated, { day: jan21, ordinal: 2, department: 'Legal' }])).toEqual([
      'Sales 2020-01-01 2022-01-01',
      'Research 2022-01-01 2026-01-21',
      'Legal 2026-01-21 -',
    ]);
  });

  it('are the same of somebody spoken of once, whether or not the way for several words is taken', async () => {
    const once: Told[] = [
      { day: jan1, ordinal: 1, department: 'Sales' },
      { day: jan1, ordinal: 1, department: null, site: 'Lyon', left: '2026-01-05' },
      { day: jan1, ordinal: 1, department: 'Sales', from: '2020-01-01' },
      { day: jan1, ordinal: 1, department: 'Sales', to: '2022-01-01', left: '2022-01-01' },
      { day: jan1, ordinal: 1, department: 'Sales', from: '2020-01-01', to: '2022-01-01' },
    ];
    for (const told of once) {
      const [person] = await build([told]);
      expect(person).toMatchObject({
        department: told.department,
        site: told.site ?? null,
        left_on: told.left ?? null,
      });
      expect(await build([told], true)).toEqual([person]);
    }
  });

  it('keep what was before the first day that a dated delivery speaks of', async () => {
    expect(
      await spans([
        { day: jan1, ordinal: 1, department: 'Sales' },
        { day: jan21, ordinal: 2, department: 'Research', from: '2026-01-11' },
      ]),
    ).toEqual(['Sales - 2026-01-11', 'Research 2026-01-11 -']);
  });

  it('are not cut by a delivery that leaves something out, nor by one of the same day', async () => {
    expect(
      await build([
        { day: jan1, ordinal: 1, department: 'Sales', site: 'Lyon' },
        { day: jan11, ordinal: 2, department: null, source: 'directory-ldif' },
        { day: jan21, ordinal: 3, department: 'Sales' },
      ]),
    ).toEqual([{ department: 'Sales', site: 'Lyon', left_on: null, valid_from: null, valid_to: null }]);
    expect(
      await spans([
        { day: jan1, ordinal: 1, department: 'Sales' },
        { day: jan1, ordinal: 2, department: 'Legal' },
      ]),
    ).toEqual(['Legal - -']);
  });

  it('keep what was said before where another directory says nothing of it, and take what was said first before that', async () => {
    const personnel = (day: number, ordinal: number, department: string) => ({ day, ordinal, department });
    const accounts = (day: number, ordinal: number, site: string) => ({ day, ordinal, department: null, site });
    const told: Told[] = [
      accounts(jan1, 1, 'Lyon'),
      personnel(jan11, 2, 'Sales'),
      accounts(jan11, 3, 'Lyon'),
      personnel(jan21, 4, 'Legal'),
      accounts(jan21, 5, 'Paris'),
    ];
    expect((await build(told)).map((row) => [span(row), row['site']].join(' '))).toEqual([
      'Sales - 2026-01-21 Lyon',
      'Legal 2026-01-21 - Paris',
    ]);
    // Of one day the last imported wins.
    expect(await spans([personnel(jan1, 1, 'Sales'), { day: jan1, ordinal: 2, department: 'Research' }])).toEqual([
      'Research - -',
    ]);
    // Dates that a file gives stand, whoever else speaks later without any.
    expect(
      await spans([
        { day: jan11, ordinal: 1, department: 'Sales', from: '2020-01-01', to: '2022-01-01' },
        { day: jan11, ordinal: 1, department: 'Research', from: '2022-01-01' },
        accounts(jan21, 2, 'Lyon'),
      ]),
    ).toEqual(['Sales 2020-01-01 2022-01-01', 'Research 2022-01-01 -']);
  });

  it('end with a departure until the same directory takes it back', async () => {
    const gone: Told[] = [
      { day: jan1, ordinal: 1, department: 'Sales' },
      { day: jan11, ordinal: 2, department: 'Sales', left: '2026-01-05' },
    ];
    expect(await build(gone)).toMatchObject([{ department: 'Sales', left_on: '2026-01-05' }]);
    expect(
      await build([...gone, { day: jan21, ordinal: 3, department: 'Sales', source: 'directory-scim' }]),
    ).toMatchObject([{ left_on: '2026-01-05' }]);
    expect(await build([...gone, { day: jan21, ordinal: 3, department: 'Legal' }])).toMatchObject([
      { department: 'Sales', left_on: null, valid_to: '2026-01-21' },
      { department: 'Legal', left_on: null },
    ]);
  });

  it('are on each day what the last delivery up to it said, whatever the order of import', async () => {
    const deliveries = fc.uniqueArray(fc.record({ day: fc.nat(30), department: fc.constantFrom('A', 'B', 'C') }), {
      selector: ({ day }) => day,
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(deliveries, async (said) => {
        const inOrder = said.toSorted((left, right) => left.day - right.day);
        const facts = await build(said.map((told, at) => ({ ...told, ordinal: at + 1 })));
        expect(await build(said.toReversed().map((told, at) => ({ ...told, ordinal: at + 1 })))).toEqual(facts);
        for (let day = 0; day <= 31; day++) {
          const expected = inOrder.findLast((told) => told.day <= day) ?? inOrder[0];
          const on = facts.filter(
            (row) =>
              (textOf(row['valid_from']) ?? '0') <= dayName(day) && (textOf(row['valid_to']) ?? '9') > dayName(day),
          );
          expect(on.map((row) => row['department'])).toEqual([expected?.department]);
        }
        // No more periods than changes.
        const changes = inOrder.filter((told, at) => told.department !== inOrder[at - 1]?.department).length;
        expect(facts).toHaveLength(changes);
      }),
      { numRuns: 15, seed: 7 },
    );
  });
});
