import type { DuckDBConnection } from '@duckdb/node-api';
import { columnKey } from '../sources/csv-header.ts';
import { queryRows, runSqlFile, sqlLiteral } from '../store/run-sql.ts';

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
const fewValues = 60;
const slashed = String.raw`^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}`;

/** Profiles every column of the table `sample`, whose columns are c0, c1… in the order of `names`. */
export async function profileColumns(db: DuckDBConnection, names: readonly string[]): Promise<ColumnProfile[]> {
  await runSqlFile(db, new URL('../sources/dates.sql', import.meta.url));
  await runSqlFile(db, new URL('./moments.sql', import.meta.url));
  const profiles: ColumnProfile[] = [];
  for (const [index, name] of names.entries()) profiles.push(await profileColumn(db, name, `c${index}`));
  return profiles;
}

async function profileColumn(db: DuckDBConnection, name: string, column: string): Promise<ColumnProfile> {
  const [row] = await queryRows(
    db,
    `with cells as (select ${column} as x, with_month_number(plain_date(${column})) as plain from sample),
     dated as (select x, not regexp_full_match(x, '-?\\d{1,8}([.,]\\d+)?')
       and coalesce(moment_of(plain, true), moment_of(plain, false)) between '1995-01-01' and '2100-01-01' as is_date from cells),
     slashed as (select x, regexp_extract(x, '^\\s*(\\d{1,2})[/.-](\\d{1,2})[/.-]\\d{2,4}', ['one', 'two']) as part from cells where regexp_matches(x, '${slashed}'))
     select
       count(*) as rows, count(x) as filled, count(distinct x) as distinct_values,
       count(*) filter (where is_date) as dates,
       count(*) filter (where regexp_matches(x, '^[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}$')) as emails,
       count(*) filter (where regexp_full_match(trim(x), '-?\\d+([.,]\\d+)?')) as numbers,
       count(*) filter (where regexp_matches(trim(x), '\\pL\\S* \\S*\\pL') and length(x) < 60) as worded,
       coalesce(avg(length(x)), 0)::double as length,
       coalesce(bool_or(regexp_matches(x, '\\d[:hH]\\d{2}') and not names_zone(x)), false) as local_times,
       (select count(*) from slashed) as slashed,
       (select count(*) from slashed where part['one']::int > 12) as day_first,
       (select count(*) from slashed where part['two']::int > 12) as month_first,
       (select arg_min(x, part['one']::int + part['two']::int) from slashed where part['one'] <> part['two']) as example
     from dated`,
  );
  const count = (key: string): number => Number(row?.[key] ?? 0);
  const filled = count('filled');
  const share = (key: string): number => (filled === 0 ? 0 : count(key) / filled);
  const distinct = count('distinct_values');
  const values =
    distinct > 0 && distinct <= fewValues
      ? await queryRows(
          db,
          `select left(x, 80) as value, count(*) as count from (select ${column} as x from sample) where x is not null group by 1 order by count(*) desc, value limit ${fewValues}`,
        )
      : [];
  const [first, second] = [count('day_first'), count('month_first')];
  const order =
    count('slashed') === 0 || share('dates') < 0.5
      ? null
      : first > 0 && second > 0
        ? 'both'
        : first > 0
          ? 'day-first'
          : second > 0
            ? 'month-first'
            : 'either';
  return {
    name,
    key: columnKey(name),
    column,
    rows: count('rows'),
    filled,
    distinct,
    dates: share('dates'),
    emails: share('emails'),
    numbers: share('numbers'),
    worded: share('worded'),
    length: Number(row?.['length'] ?? 0),
    localTimes: row?.['local_times'] === true,
    dateOrder: order,
    dateExample: typeof row?.['example'] === 'string' ? row['example'].trim().slice(0, 30) : null,
    values: values.map((each) => ({ value: String(each['value']), count: Number(each['count']) })),
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
