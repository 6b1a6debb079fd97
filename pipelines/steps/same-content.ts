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
  for (const [table, rows] of Object.entries(one.manifest.rows)) {
    if (rows > 0 && (await digest(db, one.folder, table)) !== (await digest(db, other.folder, table))) return false;
  }
  const identities = async (folder: string): Promise<string> =>
    JSON.stringify(openIdentities(await readFile(join(folder, 'identities.sealed')), secretKey));
  return (await identities(one.folder)) === (await identities(other.folder));
}

function outline({ source, rows, events, first_day, last_day, clock, capabilities }: Manifest): string {
  return JSON.stringify([source, rows, events, first_day, last_day, clock, capabilities]);
}

/** A digest of a table's rows in any order. Both sides are read by the same engine, so it need not outlive this one. */
async function digest(db: DuckDBConnection, folder: string, table: string): Promise<unknown> {
  const files = sqlLiteral(table === 'events' ? join(folder, 'events/*/*.parquet') : join(folder, `${table}.parquet`));
  const columns = table === 'events' ? '*' : '* exclude (import_id)';
  const [row] = await queryRows(
    db,
    `select sum(hash(t))::varchar as digest from (select ${columns} from read_parquet(${files}, hive_partitioning = false)) t`,
  );
  return row?.['digest'];
}
