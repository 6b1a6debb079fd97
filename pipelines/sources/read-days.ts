import { queryRows } from '../store/run-sql.ts';
import { datedColumns, dayFirst } from './date-order.ts';
import type { StagingContext } from './define.ts';
import type { TableFile } from './table-file.ts';

/**
 * Copies the rows of a table file into the table `target`, with a column `<name>_day` of type date for each of the text
 * columns `dates`: null where the text is, and where it is no date that can be read.
 * Throws ImportError when 02/03/2024 may be in February or in March (see date-order.ts).
 */
export async function readDays(
  context: StagingContext,
  table: TableFile,
  target: string,
  dates: readonly string[],
): Promise<void> {
  const { db } = context;
  await context.runSql(new URL('./iso-dates.sql', import.meta.url));
  const days = dates.map((name) => `iso_moment_of(${name})::date as ${name}_day`);
  const read = () => db.run(`create or replace table ${target} as select *, ${days.join(', ')} from ${table.view}`);
  await context.scan(table.path, read);
  if (await table.mend()) await context.scan(table.path, read);
  // All that is not ISO takes a long expression, of which the plan alone costs more than reading a small file.
  const isOther = dates.map((name) => `bool_or(${name} is not null and ${name}_day is null) as ${name}`);
  const [row] = await queryRows(db, `select ${isOther.join(', ')} from ${target}`);
  const others = dates.filter((name) => row?.[name] === true);
  if (others.length === 0) return;
  let order: boolean | null = null;
  for (const column of await datedColumns(db, target, others)) {
    order ??= await dayFirst(db, target, column, { file: table.path, firstLine: table.firstLine });
  }
  await context.runSql(new URL('./dates.sql', import.meta.url));
  const changes = others.map((name) => `${name}_day = date_of(${name}, ${order ?? true})`);
  await db.run(`update ${target} set ${changes.join(', ')}`);
}
