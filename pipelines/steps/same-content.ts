import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest } from '../store/manifest.ts';
import { queryRows, sqlLiteral } from '../store/run-sql.ts';
import { openIdentities } from '../store/vault.ts';

/** A loaded import and where it stands. */
export interface LoadedImport {
  readonly manifest: Manifest;
  readonly folder: string;
}

/**
 * Whether two imports hold the same rows and the same identities, whatever archive they came in. Counts and dates are
 * compared first, so that rows are only read when they may well be the same.
 */
export async function hasSameContent(
  db: DuckDBConnection,
  one: LoadedImport,
  other: LoadedImport,
  secretKey: Buffer,
): Promise<boolean> {
  if (outline(one.manifest) !== outline(other.manifest)) return false;
  const filled = Object.entries(one.manifest.rows).flatMap(([table, rows]) => (rows > 0 ? [table] : []));
  if (!(await holdSameRows(db, filled, one.folder, other.folder))) return false;
  const identities = async (folder: string): Promise<string> =>
    JSON.stringify(openIdentities(await readFile(join(folder, 'identities.sealed')), secretKey));
  return (await identities(one.folder)) === (await identities(other.folder));
}

function outline({ source, rows, events, first_day, last_day, clock, capabilities }: Manifest): string {
  return JSON.stringify([source, rows, events, first_day, last_day, clock, capabilities]);
}

/** Whether tables hold the same rows in any order. Both sides are read by one engine: digests need not outlive it. */
async function holdSameRows(
  db: DuckDBConnection,
  tables: readonly string[],
  one: string,
  other: string,
): Promise<boolean> {
  if (tables.length === 0) return true;
  const [row] = await queryRows(
    db,
    `select ${tables.map((table) => `(${digest(one, table)}) = (${digest(other, table)})`).join(' and ')} as is_same`,
  );
  return row?.['is_same'] === true;
}

function digest(folder: string, table: string): string {
  const files = sqlLiteral(table === 'events' ? join(folder, 'events/*/*.parquet') : join(folder, `${table}.parquet`));
  const columns = table === 'events' ? '*' : '* exclude (import_id)';
  return `select sum(hash(t)) from (select ${columns} from read_parquet(${files}, hive_partitioning = false)) t`;
}
