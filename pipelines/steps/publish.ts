import { constants, copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isDiskFull } from '../disk-full.ts';
import { recordRestatements } from '../ledger/record-restatements.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { publishByRename, syncPath, writeDurably } from '../store/durable.ts';
import { type Manifest, readManifests } from '../store/manifest.ts';
import { pseudonymOf } from '../store/pseudonym.ts';
import { queryRows } from '../store/run-sql.ts';
import { readSettings } from '../store/settings.ts';
import { type Identity, openIdentities, sealIdentities } from '../store/vault.ts';
import { buildSnapshot, extendSnapshot, type PersonLink } from './build-snapshot.ts';
import { mergeIdentities } from './merge-identities.ts';
import { isSmallSnapshot } from './small-snapshot.ts';

export interface PublishRequest {
  readonly folder: DataFolder;
  readonly timeZone: string;
  readonly secretKey: Buffer;
  readonly builtAt: Date;
  readonly memoryLimit: string;
  /** The snapshot that this one takes the place of, unless it stands in the same folder, and what rows were taken away for. */
  readonly replaces?: { readonly facts: string; readonly why: 'erasure' | 'retention' };
  progress(done: number, total: number): void;
}

const steps = 3;

/**
 * Builds a snapshot of all imports in a new file, or in a copy of the former one to which only the new imports are added,
 * seals the merged identities, then renames both into place. Readers of the former snapshot keep it until they open the
 * new one; a failure before the last rename leaves it untouched.
 */
export async function publish(request: PublishRequest): Promise<void> {
  const { folder, secretKey } = request;
  const manifests = await readManifests(folder);
  const building = join(folder.tmp, 'facts.building.duckdb');
  request.progress(0, steps);
  const built = (await extendFormer(request, manifests, building)) ?? (await buildAnew(request, manifests, building));
  await syncPath(building);
  request.progress(1, steps);
  const added = manifests.slice(built.known).toReversed();
  const identities = await mergeIdentities(
    openEach(added, folder, secretKey),
    built.links,
    built.identities,
    (identity) => pseudonymOf(identity, secretKey),
  );
  const settings = { ...(await readSettings(folder.settings)), timeZone: request.timeZone };
  await writeDurably(folder.settings, `${JSON.stringify(settings)}\n`, folder.tmp);
  await writeDurably(folder.vault, sealIdentities(identities, secretKey), folder.tmp, 0o600);
  await recordRestatements({
    former: request.replaces?.facts ?? folder.facts,
    present: building,
    ledger: folder.ledger,
    tempFolder: folder.tmp,
    touchedMonths: request.replaces === undefined ? built.touchedMonths : null,
    why: request.replaces?.why ?? null,
    at: request.builtAt,
  });
  request.progress(2, steps);
  await publishByRename(building, folder.facts);
  request.progress(3, steps);
}

/** One vault after the other: all of them open would fill the memory. */
async function* openEach(
  manifests: readonly Manifest[],
  folder: DataFolder,
  secretKey: Buffer,
): AsyncGenerator<readonly Identity[]> {
  for (const { import_id } of manifests) {
    yield openIdentities(await readFile(join(folder.imports, import_id, 'identities.sealed')), secretKey);
  }
}

interface Built {
  readonly links: readonly PersonLink[];
  /** How many of the manifests, from the first, were there already; their identities are merged in `identities`. */
  readonly known: number;
  readonly identities: readonly Identity[];
  /** Of which months the facts may differ from those of the snapshot in place; null: of any. */
  readonly touchedMonths: readonly string[] | null;
}

async function buildAnew(request: PublishRequest, manifests: readonly Manifest[], building: string): Promise<Built> {
  await rm(building, { force: true });
  const links = await inDatabase(request, manifests, building, (db) => buildSnapshot(db, { ...request, manifests }));
  return { links, known: 0, identities: [], touchedMonths: null };
}

/** Null when there is no former snapshot, or none that can be added to. */
async function extendFormer(
  request: PublishRequest,
  manifests: readonly Manifest[],
  building: string,
): Promise<Built | null> {
  const { folder, secretKey } = request;
  try {
    await copyFile(folder.facts, building, constants.COPYFILE_FICLONE);
    const identities = openIdentities(await readFile(folder.vault), secretKey);
    const extended = await inDatabase(request, manifests, building, async (db) => {
      const known = await queryRows(db, 'select count(*) as imports from import_codes');
      const added = await extendSnapshot(db, { ...request, manifests });
      return added === null ? null : { ...added, known: Number(known[0]?.['imports']), identities };
    });
    return extended;
  } catch (error) {
    // Absent, of another version or damaged: the imports are enough to build it anew. A full disk is no reason to.
    if (isDiskFull(error)) throw error;
    return null;
  }
}

async function inDatabase<T>(
  request: PublishRequest,
  manifests: readonly Manifest[],
  path: string,
  use: (db: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const database = await openDuckDb(path, {
    tempFolder: request.folder.tmp,
    memoryLimit: request.memoryLimit,
    isSmall: isSmallSnapshot(manifests),
    isBuilt: true,
  });
  try {
    const result = await use(database.db);
    await database.db.run('checkpoint');
    return result;
  } finally {
    await database.close();
  }
}
