import { queryRows } from '../store/run-sql.ts';
import type { StagingContext } from './define.ts';
import type { TableFile } from './table-file.ts';

/** Makes, for a table file that was scanned, what its SQL needs to say where a row stands: broken_lines and line_of (lines.sql). */
export async function numberLines(
  context: StagingContext,
  { path, firstLine, rejectsTable }: TableFile,
): Promise<void> {
  const where = { file: path, first_line: firstLine };
  const isWhole =
    rejectsTable === null || (await queryRows(context.db, `select 1 from ${rejectsTable} limit 1`)).length === 0;
  // Looking up each row among the broken lines takes longer than reading a small file.
  if (isWhole) await context.runSql(new URL('./lines-whole.sql', import.meta.url), where);
  else await context.runSql(new URL('./lines.sql', import.meta.url), { ...where, broken_lines: rejectsTable });
}
