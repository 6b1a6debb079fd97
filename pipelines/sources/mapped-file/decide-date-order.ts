import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../../import-error.ts';
import type { Mapping } from '../../mapping/document.ts';
import { queryRows } from '../../store/run-sql.ts';

/**
 * Whether 02/03/2024 is 2 March in the date columns of `mapped_rows`: as the mapping says, else as any value above 12
 * tells, for the whole file. Throws ImportError when nothing tells: a wrong guess would move events by months.
 */
export async function decideDateOrder(
  db: DuckDBConnection,
  columns: readonly { readonly role: string; readonly column: string }[],
  dates: Mapping['dates'],
  shown: { readonly file: string; readonly firstLine: number },
): Promise<boolean> {
  if (dates?.order !== undefined) return dates.order === 'day-first';
  if (dates?.format !== undefined || columns.length === 0) return true;
  let unclear: { column: string; line: number; written: string } | null = null;
  for (const { role, column } of columns) {
    const [row] = await queryRows(
      db,
      `with slashed as (
         select rowid as row_at, ${role} as written, regexp_extract(${role}, '^\\s*(\\d{1,2})[/.-](\\d{1,2})[/.-]\\d{2,4}', ['one', 'two']) as part
         from mapped_rows where regexp_matches(${role}, '^\\s*\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}')
       )
       select count(*) as dates, count(*) filter (where part['one']::int > 12) as day_first,
         count(*) filter (where part['two']::int > 12) as month_first, min(row_at) as row_at, arg_min(written, row_at) as written
       from slashed`,
    );
    if (row === undefined || row['dates'] === 0) continue;
    const [day, month] = [Number(row['day_first']), Number(row['month_first'])];
    if (day !== month) return day > month;
    unclear ??= {
      column,
      line: Number(row['row_at']) + shown.firstLine,
      written: String(row['written']).trim().slice(0, 40),
    };
  }
  if (unclear === null) return true;
  const { column, line, written } = unclear;
  throw new ImportError(
    shown.file,
    line,
    {
      fr: `colonne « ${column} » : ${written} peut mettre en premier le jour ou le mois, et aucune valeur ne permet de trancher`,
      en: `column “${column}”: ${written} may put the day or the month first, and no value tells which`,
    },
    {
      fr: 'Dites-le dans l’association de colonnes : dates, order, day-first (le jour d’abord) ou month-first (le mois d’abord)',
      en: 'Say it in the mapping: dates, order, day-first or month-first',
    },
  );
}
