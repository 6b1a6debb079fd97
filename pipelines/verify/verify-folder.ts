import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSnapshot } from '../steps/build-snapshot.ts';
import { schemaVersion } from '../steps/snapshot-id.ts';
import { isSmallSnapshot } from '../steps/small-snapshot.ts';
import { type DataFolder, dataFolder } from '../store/data-folder.ts';
import { type OpenDatabase, openDuckDb } from '../store/duckdb.ts';
import { type Manifest, readManifests } from '../store/manifest.ts';
import { queryRows } from '../store/run-sql.ts';
import { neutral, type Words } from '../words.ts';
import { type Check, checkImports, nothingYet } from './check-imports.ts';
import { checkLeftovers } from './check-leftovers.ts';
import { checkRemovals } from './check-removals.ts';
import { checkVault } from './check-vault.ts';

/** What `vigie verify` prints. `ok` is false when one check fails; a note never fails it. */
export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

const comparedTables = [
  'people',
  'communities',
  'memberships',
  'events',
  'interventions',
  'reported',
  'rejected_rows',
  'imports',
  'actor_days',
  'first_contributions',
] as const;

/**
 * Checks every invariant of a data folder without writing to it: it may run beside a server and beside an import. The
 * snapshot is built again from the imports, elsewhere, and compared table by table.
 */
export async function verifyFolder(
  data: string,
  secretKeyPath: string | null,
  memoryLimit: string,
): Promise<Verification> {
  const folder = dataFolder(data);
  const scratch = await mkdtemp(join(tmpdir(), 'vigie-verify-'));
  try {
    const manifests = await readManifests(folder);
    const checks = [
      ...(await checkImports(folder, manifests, scratch)),
      ...(await checkSnapshot(folder, manifests, scratch, memoryLimit)),
      ...(await checkVault(folder, secretKeyPath ?? join(folder.root, 'secret.key'), scratch)),
      ...(await checkRemovals(folder, manifests, secretKeyPath ?? join(folder.root, 'secret.key'))),
      ...(await checkLeftovers(folder, manifests)),
    ];
    return { ok: checks.every((check) => check.ok), checks };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function checkSnapshot(
  folder: DataFolder,
  manifests: readonly Manifest[],
  scratch: string,
  memoryLimit: string,
): Promise<Check[]> {
  const isSmall = isSmallSnapshot(manifests);
  let published: OpenDatabase;
  try {
    published = await openDuckDb(folder.facts, { tempFolder: scratch, readOnly: true, memoryLimit, isSmall });
  } catch (error) {
    const nothing = manifests.length === 0;
    const detail = nothing ? nothingYet : neutral(error instanceof Error ? error.message : String(error));
    return [{ name: { fr: 'l’instantané s’ouvre', en: 'the snapshot opens' }, ok: nothing, detail }];
  }
  const rebuilt = await openDuckDb(join(scratch, 'rebuilt.duckdb'), {
    tempFolder: scratch,
    memoryLimit,
    isSmall,
    isBuilt: true,
  });
  try {
    const rows = await queryRows(
      published.db,
      'select schema_version, time_zone, built_at::varchar as built_at from snapshot',
    );
    const [snapshot] = rows;
    const listed = new Set(
      (await queryRows(published.db, 'select import_id from imports')).map((row) => String(row['import_id'])),
    );
    const present = manifests.filter((manifest) => listed.has(manifest.import_id));
    const version = String(snapshot?.['schema_version']);
    const checks: Check[] = [
      {
        name: { fr: 'l’instantané se décrit en une ligne', en: 'the snapshot describes itself in one row' },
        ok: rows.length === 1,
        detail: { fr: `lignes : ${rows.length}`, en: `rows: ${rows.length}` },
      },
      {
        name: { fr: 'la version du schéma est connue', en: 'the schema version is known' },
        ok: Number(version) === schemaVersion,
        detail: {
          fr: `trouvée : ${version} ; attendue : ${schemaVersion}`,
          en: `found ${version}, expected ${schemaVersion}`,
        },
      },
      {
        name: { fr: 'chaque import de l’instantané est gardé', en: 'every import of the snapshot is kept' },
        ok: present.length === listed.size,
        detail: kept(listed.size, present.length, manifests.length - present.length),
      },
    ];
    if (snapshot === undefined || present.length === 0) return checks;
    try {
      await buildSnapshot(rebuilt.db, {
        folder: { ...folder, tmp: scratch },
        manifests: present,
        timeZone: String(snapshot['time_zone']),
        builtAt: new Date(`${String(snapshot['built_at']).replace(' ', 'T')}Z`),
      });
    } catch (error) {
      const detail = neutral(error instanceof Error ? error.message : String(error));
      const name = {
        fr: 'l’instantané peut être reconstruit depuis les imports',
        en: 'the snapshot can be built again from the imports',
      };
      return [...checks, { name, ok: false, detail }];
    }
    for (const table of comparedTables) {
      const [was, is] = [await digest(published, table), await digest(rebuilt, table)];
      const rows = is.split(' ')[0] ?? '';
      checks.push({
        name: {
          fr: `${table} : l’instantané contient ce que donnent les imports`,
          en: `${table}: the snapshot holds what the imports give`,
        },
        ok: was === is,
        detail:
          was === is
            ? { fr: `lignes : ${rows}`, en: `rows: ${rows}` }
            : { fr: `publié : ${was} ; reconstruit : ${is}`, en: `published ${was}, rebuilt ${is}` },
      });
    }
    return checks;
  } finally {
    await rebuilt.close();
    await published.close();
  }
}

/** How many of the snapshot's imports are on disk, and how many more stand there. */
function kept(listed: number, present: number, waiting: number): Words {
  const counts = {
    fr: `dans l’instantané : ${listed} ; sur le disque : ${present}`,
    en: `${listed} in the snapshot, ${present} of them on disk`,
  };
  if (waiting === 0) return counts;
  return {
    fr: `${counts.fr} ; en attente de la prochaine publication : ${waiting}`,
    en: `${counts.en}; ${waiting} more wait for the next import to be published`,
  };
}

/** Row count and a digest that does not depend on the order of rows. */
async function digest(database: OpenDatabase, table: string): Promise<string> {
  const [row] = await queryRows(
    database.db,
    `select count(*)::varchar || ' ' || coalesce(sum(hash(t)), 0)::varchar as digest from ${table} t`,
  );
  return String(row?.['digest']);
}
