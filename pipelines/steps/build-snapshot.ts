import { createHash } from 'node:crypto';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import type { Manifest } from '../store/manifest.ts';
import { queryRows, runSqlFile, setVariables, sqlLiteral } from '../store/run-sql.ts';
import { total } from './report.ts';

/** The version of the canonical tables: canonical/schema.sql. */
export const schemaVersion = 2;

const tables = ['people', 'communities', 'memberships', 'interventions', 'rejected'] as const;

const importColumns = {
  import_id: 'varchar',
  source: 'varchar',
  name: 'varchar',
  imported_at: 'timestamp',
  files: 'bigint',
  records_read: 'bigint',
  used: 'bigint',
  ignored: 'bigint',
  duplicates: 'bigint',
  rejected: 'bigint',
  clock: 'varchar',
  capabilities: 'varchar[]',
  warnings: 'varchar[]',
  demo: 'boolean',
  event_rows: 'bigint',
};

/** A pseudonym that stands for another in the snapshot, since both are the same person. */
export interface PersonLink {
  readonly person_id: string;
  readonly canonical_id: string;
}

/**
 * Fills an empty database with the canonical tables, from the import folders alone: the same imports and zone give the
 * same snapshot, whoever builds it. Returns who was merged with whom.
 */
export async function buildSnapshot(
  db: DuckDBConnection,
  folder: DataFolder,
  manifests: readonly Manifest[],
  timeZone: string,
  builtAt: Date,
): Promise<PersonLink[]> {
  await readImports(db, folder, manifests);
  await runSqlFile(db, new URL('../canonical/schema.sql', import.meta.url));
  await runSqlFile(db, new URL('./days.sql', import.meta.url));
  await runSqlFile(db, new URL('./build-links.sql', import.meta.url));
  await setVariables(db, {
    time_zone: timeZone,
    has_dates: manifests.some((manifest) => manifest.clock === 'absolute'),
    snapshot_id: snapshotId(manifests, timeZone),
    schema_version: schemaVersion,
    built_at: builtAt.toISOString().slice(0, 19),
  });
  await runSqlFile(db, new URL('./build-people.sql', import.meta.url));
  await runSqlFile(db, new URL('./build-facts.sql', import.meta.url));
  await runSqlFile(db, new URL('../canonical/rollups.sql', import.meta.url));
  if (manifests.some(givesFigures)) await runSqlFile(db, new URL('./build-reported.sql', import.meta.url));
  return (await queryRows(
    db,
    'select person_id, canonical_id from person_links order by all',
  )) as unknown as PersonLink[];
}

/** One name for one content: figures computed for a snapshot hold as long as its id does. */
export function snapshotId(manifests: readonly Manifest[], timeZone: string): string {
  const content = JSON.stringify([schemaVersion, timeZone, manifests.map((manifest) => manifest.import_id)]);
  return `s_${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}

/** The id of the snapshot now in place, or null when there is none that can be read. */
export async function publishedSnapshotId(folder: DataFolder): Promise<string | null> {
  try {
    await access(folder.facts);
    const database = await openDuckDb(folder.facts, { tempFolder: folder.tmp, readOnly: true });
    try {
      const [row] = await queryRows(database.db, 'select snapshot_id from snapshot');
      return row === undefined ? null : String(row['snapshot_id']);
    } finally {
      database.close();
    }
  } catch {
    // Absent or damaged: in both cases a new one is built from the imports.
    return null;
  }
}

/** Figures that a platform gives of itself are written only where there are any. */
const givesFigures = ({ rows }: Manifest): boolean => (rows['reported'] ?? 0) > 0;

/** What imports of earlier versions lack in their people. */
const laterColumns = 'select null::date as as_of where false';

async function readImports(db: DuckDBConnection, folder: DataFolder, manifests: readonly Manifest[]): Promise<void> {
  for (const table of tables) {
    const files = manifests.map((manifest) => join(folder.imports, manifest.import_id, `${table}.parquet`));
    const read = `from read_parquet(${sqlLiteral(files)}, union_by_name = true)`;
    await db.run(
      `create temp view all_${table} as ${table === 'people' ? `${laterColumns} union all by name ${read}` : read}`,
    );
  }
  const events: string[] = [await readFile(new URL('./no-events.sql', import.meta.url), 'utf8')];
  for (const { import_id, source, rows } of manifests) {
    if (rows['events'] === 0) continue;
    const files = sqlLiteral(join(folder.imports, import_id, 'events', '*', '*.parquet'));
    events.push(
      `select ${sqlLiteral(source)}, ${sqlLiteral(import_id)}, * from read_parquet(${files}, hive_partitioning = false)`,
    );
  }
  await db.run(`create temp view all_events as ${events.join(' union all ')}`);
  const reported = manifests
    .filter(givesFigures)
    .map((manifest) => join(folder.imports, manifest.import_id, 'reported.parquet'));
  if (reported.length > 0) await db.run(`create temp view all_reported as from read_parquet(${sqlLiteral(reported)})`);
  const list = join(folder.tmp, 'imports.json');
  await writeFile(list, JSON.stringify(manifests.map(importRow)));
  const columns = Object.entries(importColumns).map(([name, type]) => `${name}: '${type}'`);
  await db.run(
    `create temp table imports_read as from read_json(${sqlLiteral(list)}, format = 'array', columns = {${columns.join(', ')}})`,
  );
}

function importRow(manifest: Manifest): Record<string, unknown> {
  return {
    ...Object.fromEntries(
      Object.keys(importColumns).map((name) => [name, (manifest as unknown as Record<string, unknown>)[name]]),
    ),
    imported_at: manifest.imported_at.slice(0, 19),
    warnings: manifest.warnings.map(({ fr, en }) => JSON.stringify({ fr, en })),
    ignored: total(manifest.ignored),
    rejected: total(manifest.rejected),
    event_rows: manifest.rows['events'] ?? 0,
  };
}
