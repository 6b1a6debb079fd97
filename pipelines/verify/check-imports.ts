import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { total } from '../steps/report.ts';
import { isSmallSnapshot } from '../steps/small-snapshot.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { type OpenDatabase, openDuckDb } from '../store/duckdb.ts';
import type { Manifest } from '../store/manifest.ts';
import { queryRows, sqlLiteral } from '../store/run-sql.ts';
import { neutral, type Words } from '../words.ts';

/** One invariant, whether it holds, and what was found. */
export interface Check {
  readonly name: Words;
  readonly ok: boolean;
  readonly detail: Words;
}

/** What is found in a folder that was never used. */
export const nothingYet: Words = { fr: 'rien d’importé pour l’instant', en: 'nothing imported yet' };

/** Each import: its accounting adds up, its Parquet files hold what its manifest says, its person ids are pseudonyms. */
export async function checkImports(
  folder: DataFolder,
  manifests: readonly Manifest[],
  scratch: string,
): Promise<Check[]> {
  const database = await openDuckDb(':memory:', { tempFolder: scratch, isSmall: isSmallSnapshot(manifests) });
  try {
    const checks: Check[] = [];
    for (const manifest of manifests) checks.push(...(await checkImport(folder, manifest, database)));
    return checks;
  } finally {
    await database.close();
  }
}

async function checkImport(folder: DataFolder, manifest: Manifest, { db }: OpenDatabase): Promise<Check[]> {
  const id = manifest.import_id;
  const accounted = manifest.used + total(manifest.ignored) + manifest.duplicates + total(manifest.rejected);
  const checks: Check[] = [
    {
      name: {
        fr: `${id} : enregistrements lus = utilisés + ignorés + doublons + rejetés`,
        en: `${id}: records read = used + ignored + duplicates + rejected`,
      },
      ok: accounted === manifest.records_read,
      detail: {
        fr: `lus : ${manifest.records_read} ; retrouvés : ${accounted}`,
        en: `${manifest.records_read} read, ${accounted} accounted for`,
      },
    },
  ];
  for (const [table, expected] of Object.entries(manifest.rows)) {
    const name = { fr: `${id} : ${table} conforme au manifeste`, en: `${id}: ${table} as the manifest says` };
    const files = join(folder.imports, id, table === 'events' ? 'events/*/*.parquet' : `${table}.parquet`);
    try {
      const hasFiles = table !== 'events' || (await exists(join(folder.imports, id, 'events')));
      const [row] = hasFiles
        ? await queryRows(db, `select count(*) as found from read_parquet(${sqlLiteral(files)})`)
        : [{ found: 0 }];
      const found = Number(row?.['found']);
      checks.push({
        name,
        ok: found === expected,
        detail: { fr: `lignes : ${found} ; attendues : ${expected}`, en: `${found} rows, ${expected} expected` },
      });
    } catch (error) {
      checks.push({
        name,
        ok: false,
        detail: neutral(error instanceof Error ? error.message : String(error)),
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
      name: {
        fr: `${id} : les identifiants de personnes sont des pseudonymes`,
        en: `${id}: person ids are pseudonyms`,
      },
      ok: Number(row?.['bare']) === 0,
      detail: bareIds(Number(row?.['bare'])),
    });
  } catch {
    // An unreadable people file is already reported above.
  }
  return checks;
}

/** How many person ids are not pseudonyms, in words. */
export function bareIds(count: number): Words {
  return { fr: `en clair : ${count}`, en: `${count} that are not` };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
