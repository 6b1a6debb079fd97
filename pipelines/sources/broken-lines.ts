import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../store/run-sql.ts';
import type { TableFile } from './table-file.ts';

/** How many lines the CSV reader had to leave out: a wrong number of columns, quotes that never close. */
export async function countBrokenLines(db: DuckDBConnection, table: TableFile): Promise<number> {
  if (table.rejectsTable === null) return 0;
  const [row] = await queryRows(db, `select count(distinct line) as lines from ${table.rejectsTable}`);
  return Number(row?.['lines'] ?? 0);
}
