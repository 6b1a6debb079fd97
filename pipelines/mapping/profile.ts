import type { DuckDBConnection } from '@duckdb/node-api';
import { columnKey } from '../sources/csv-header.ts';
import { queryRows, runSqlFile, sqlLiteral, textOf } from '../store/run-sql.ts';

/** What the first rows of a file say about one of its columns. Shares are of the cells that are filled, from 0 to 1. */
export interface ColumnProfile {
  readonly name: string;
  /** The name as compared: lower case, without accents, `_` between words. */
  readonly key: string;
  /** SQL name of the column in the sample. */
  readonly column: string;
  readonly rows: number;
  readonly filled: number;
  readonly distinct: number;
  readonly dates: number;
  readonly emails: number;
  readonly numbers: number;
  /** Two words or more, as names of people and titles have. */
  readonly worded: number;
  /** Mean number of characters. */
  readonly length: number;
  /** Has a time of day without a zone. */
  readonly localTimes: boolean;
  /** Which reading of 02/03/2024 the values call for; null when no value is so written, 'either' when none tells. */
  readonly dateOrder: 'day-first' | 'month-first' | 'either' | 'both' | null;
  /** A value that reads both ways, when none tells. */
  readonly dateExample: string | null;
  /** Its values with their counts, the most frequent first, when there are few; else []. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

export const sampleRows = 20_000;

/** Profiles every column of the table `sample`, whose columns are c0, c1… in the order of `names`. */
export async function profileColumns(db: DuckDBConnection, names: readonly string[]): Promise<ColumnProfile[]> {
  await runSqlFile(db, new URL('../sources/iso-dates.sql', import.meta.url));
  await runSqlFile(db, new URL('../sources/dates.sql', import.meta.url));
  await runSqlFile(db, new URL('./moments.sql', import.meta.url));
  const columns = names.map((_, index) => `c${index}`);
  // All columns in one query: making its plan takes longer than reading the rows.
  await db.run(
    `create or replace temp table cells as
     select * from (select unnest(range(${names.length})) as place, unnest([${columns.join(', ')}]) as x from sample) where x is not null`,
  );
  await runSqlFile(db, new URL('./profile.sql', import.meta.url));
  const [counted] = await queryRows(db, 'select count(*) as rows from sample');
  const rows = Number(counted?.['rows'] ?? 0);
  const profiles = new Map((await queryRows(db, 'from column_profiles')).map((row) => [Number(row['place']), row]));
  const values = await queryRows(db, 'from column_values order by place, count desc, value');
  return names.map((name, at) =>
    profileOf(
      name,
      at,
      rows,
      profiles.get(at) ?? {},
      values
        .filter((row) => Number(row['place']) === at)
        .map((row) => ({ value: String(row['value']), count: Number(row['count']) })),
    ),
  );
}

function profileOf(
  name: string,
  at: number,
  rows: number,
  row: Readonly<Record<string, unknown>>,
  values: ColumnProfile['values'],
): ColumnProfile {
  const count = (key: string): number => Number(row[key] ?? 0);
  const filled = count('filled');
  const share = (key: string): number => (filled === 0 ? 0 : count(key) / filled);
  const [first, second] = [count('day_first') > 0, count('month_first') > 0];
  const order = first && second ? 'both' : first ? 'day-first' : second ? 'month-first' : 'either';
  return {
    name,
    key: columnKey(name),
    column: `c${at}`,
    rows,
    filled,
    distinct: count('distinct_values'),
    dates: share('dates'),
    emails: share('emails'),
    numbers: share('numbers'),
    worded: share('worded'),
    length: count('length'),
    localTimes: row['local_times'] === true,
    dateOrder: count('slashed') === 0 || share('dates') < 0.5 ? null : order,
    dateExample: textOf(row['example'])?.trim().slice(0, 30) ?? null,
    values,
  };
}

/** The share of a column's distinct values that stand in another column, from 0 to 1: how much the one refers to the other. */
export async function sharedValues(db: DuckDBConnection, from: string, to: string): Promise<number> {
  const [row] = await queryRows(
    db,
    `with few as (select distinct ${from} as x from sample where ${from} is not null and ${from} not in (${['0', '-1', '-'].map(sqlLiteral).join(', ')}) limit 2000)
     select coalesce(avg((x in (select ${to} from sample where ${to} is not null))::int), 0)::double as share from few`,
  );
  return Number(row?.['share'] ?? 0);
}
