import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../import-error.ts';
import { queryRows } from '../store/run-sql.ts';

const putsYearLast = '^\\s*\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}';

/** Of some text columns, those that hold a date such as 02/03/2024, in their order. */
export async function datedColumns(
  db: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<readonly string[]> {
  const each = columns.map((column) => `bool_or(regexp_matches(${column}, '${putsYearLast}')) as ${column}`);
  const [row] = await queryRows(db, `select ${each.join(', ')} from ${table}`);
  return columns.filter((column) => row?.[column] === true);
}

/**
 * Whether the dates of a text column put the day first (02/03/2024 is 2 March). Any value above 12 in one position
 * settles it for the whole column; null when the column has no such dates, so that nothing hangs on the answer.
 * Throws ImportError when every value reads both ways: a wrong guess would move events by months.
 */
export async function dayFirst(
  db: DuckDBConnection,
  table: string,
  column: string,
  shown: { readonly file: string; readonly firstLine: number; readonly column?: string },
): Promise<boolean | null> {
  const [row] = await queryRows(
    db,
    `with dates as (
       select rowid as row_at, regexp_extract(${column}, '^\\s*(\\d{1,2})[/.-](\\d{1,2})[/.-]\\d{4}', ['one', 'two']) as part, ${column} as written
       from ${table} where ${column} is not null and regexp_matches(${column}, '${putsYearLast}')
     )
     select
       count(*) as dates,
       count(*) filter (where part['one']::int > 12) as day_first,
       count(*) filter (where part['two']::int > 12) as month_first,
       min(row_at) as row_at, arg_min(written, row_at) as written
     from dates`,
  );
  if (row === undefined || row['dates'] === 0) return null;
  const [dayVotes, monthVotes] = [Number(row['day_first']), Number(row['month_first'])];
  if (dayVotes === monthVotes) {
    const [name, written] = [shown.column ?? column, String(row['written'])];
    throw new ImportError(
      shown.file,
      Number(row['row_at']) + shown.firstLine,
      {
        fr: `colonne « ${name} » : ${written} peut mettre en premier le jour ou le mois, et aucune valeur de la colonne ne permet de trancher`,
        en: `column “${name}”: ${written} may put the day or the month first, and no value of the column tells which`,
      },
      {
        fr: 'Écrivez les dates sous la forme AAAA-MM-JJ, puis importez à nouveau',
        en: 'Write the dates as YYYY-MM-DD, then import again',
      },
    );
  }
  return dayVotes > monthVotes;
}
