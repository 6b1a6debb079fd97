import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { total } from '../steps/report.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { type OpenDatabase, openDuckDb } from '../store/duckdb.ts';
import type { Manifest } from '../store/manifest.ts';
import { queryRows, sqlLiteral } from '../store/run-sql.ts';

/** One invariant, whether it holds, and what was found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Each import: its accounting adds up, its Parquet files hold what its manifest says, its person ids are pseudonyms. */
export async function checkImports(
  folder: DataFolder,
  manifests: readonly Manifest[],
  scratch: string,
): Promise<Check[]> {
  const database = await openDuckDb(':memory:', { tempFolder: scratch });
  try {
    const checks: Check[] = [];
    for (const manifest of manifests) checks.push(...(await checkImport(folder, manifest, database)));
    return checks;
  } finally {
    database.close();
  }
}

async function checkImport(folder: DataFolder, manifest: Manifest, { db }: OpenDatabase): Promise<Check[]> {
  const id = manifest.import_id;
  const accounted = manifest.used + total(manifest.ignored) + manifest.duplicates + total(manifest.rejected);
  const checks: Check[] = [
    {
      name: `${id}: records read = used + ignored + duplicates + rejected`,
      ok: accounted === manifest.records_read,
      detail: `${manifest.records_read} read, ${accounted} accounted for`,
    },
  ];
  for (const [table, expected] of Object.entries(manifest.rows)) {
    const files = join(folder.imports, id, table === 'events' ? 'events/*/*.parquet' : `${table}.parquet`);
    try {
      const hasFiles = table !== 'events' || (await exists(join(folder.imports, id, 'events')));
      const [row] = hasFiles
        ? await queryRows(db, `select count(*) as found from read_parquet(${sqlLiteral(files)})`)
        : [{ found: 0 }];
      const found = Number(row?.['found']);
      checks.push({
        name: `${id}: ${table} as the manifest says`,
        ok: found === expected,
        detail: `${found} rows, ${expected} expected`,
      });
    } catch (error) {
      checks.push({
        name: `${id}: ${table} as the manifest says`,
        ok: false,
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  }
  const people = sqlLiteral(join(folder.imports, id, 'people.parquet'));
  try {
    const [row] = await queryRows(
      db,
      `select count(*) filter (where not regexp_full_match(person_id, 'p_[0-9a-f]{20}')) as bare from read_parquet(${people})`,
    );
    checks.push({
      name: `${id}: person ids are pseudonyms`,
      ok: Number(row?.['bare']) === 0,
      detail: `${String(row?.['bare'])} that are not`,
    });
  } catch {
    // An unreadable people file is already reported above.
  }
  return checks;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
