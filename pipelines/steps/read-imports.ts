import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataFolder } from '../store/data-folder.ts';
import { loadedEvents, type Manifest } from '../store/manifest.ts';
import { sqlLiteral } from '../store/run-sql.ts';
import { total } from './report.ts';

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
  first_day: 'date',
  last_day: 'date',
};

/** Figures that a platform gives of itself are written only where there are any. */
export const givesFigures = ({ rows }: Manifest): boolean => (rows['reported'] ?? 0) > 0;

/** Lays the tables of all imports before the build: the views `all_people`, `all_communities`…, and `imports_read`, a row for each import. */
export async function readImports(
  db: DuckDBConnection,
  folder: DataFolder,
  manifests: readonly Manifest[],
): Promise<void> {
  await db.run('create temp table told_keys (employee_key varchar, sso_key varchar, part smallint)');
  for (const table of tables) {
    const files = manifests.map((manifest) => join(folder.imports, manifest.import_id, `${table}.parquet`));
    // Imports of former versions tell of no employee id, of no sign-on subject and not in which of several files people stand.
    const read =
      table === 'people'
        ? `from told_keys union all by name from read_parquet(${sqlLiteral(files)}, union_by_name = true)`
        : `from read_parquet(${sqlLiteral(files)})`;
    await db.run(`create temp view all_${table} as ${read}`);
  }
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
    event_rows: loadedEvents(manifest),
  };
}
