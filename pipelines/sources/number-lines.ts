import { queryRows } from '../store/run-sql.ts';
import type { StagingContext } from './define.ts';

/** What is to be known of a table file before its rows can be placed. */
export interface NumberedFile {
  readonly path: string;
  /** 1-based line of the first data row. */
  readonly firstLine: number;
  /** The table where the CSV reader notes the lines that it left out, or null. */
  readonly rejectsTable: string | null;
  /** Whether there are any, where somebody has looked already. */
  hasBrokenLines?(): Promise<boolean>;
}

/**
 * Makes, for a table file that was scanned, what its SQL needs to say where a row stands: the variables file and
 * first_line, the table broken_lines and the macro line_of (lines.sql).
 */
export async function numberLines(context: StagingContext, table: NumberedFile): Promise<void> {
  const where = { file: table.path, first_line: table.firstLine };
  const { rejectsTable } = table;
  // Looking up each row among the broken lines takes longer than reading a small file.
  if (rejectsTable === null || !(await hasBrokenLines(context, table, rejectsTable)))
    await context.runSql(new URL('./lines-whole.sql', import.meta.url), where);
  else await context.runSql(new URL('./lines.sql', import.meta.url), { ...where, broken_lines: rejectsTable });
}

async function hasBrokenLines({ db }: StagingContext, table: NumberedFile, rejectsTable: string): Promise<boolean> {
  if (table.hasBrokenLines !== undefined) return table.hasBrokenLines();
  return (await queryRows(db, `select 1 from ${rejectsTable} limit 1`)).length > 0;
}
