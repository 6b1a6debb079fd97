import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { publishByRename, syncPath, writeDurably } from '../store/durable.ts';
import { readManifests } from '../store/manifest.ts';
import { type Identity, openIdentities, sealIdentities } from '../store/vault.ts';
import { buildSnapshot, type PersonLink } from './build-snapshot.ts';

export interface PublishRequest {
  readonly folder: DataFolder;
  readonly timeZone: string;
  readonly secretKey: Buffer;
  readonly builtAt: Date;
  readonly memoryLimit: string;
  progress(done: number, total: number): void;
}

const steps = 3;

/**
 * Builds a snapshot of all imports in a new file, seals the merged identities, then renames both into place. Readers of
 * the former snapshot keep it until they open the new one; a failure before the last rename leaves it untouched.
 */
export async function publish(request: PublishRequest): Promise<void> {
  const { folder, secretKey } = request;
  const manifests = await readManifests(folder);
  const building = join(folder.tmp, 'facts.building.duckdb');
  await rm(building, { force: true });
  request.progress(0, steps);
  const database = await openDuckDb(building, { tempFolder: folder.tmp, memoryLimit: request.memoryLimit });
  let links: PersonLink[];
  try {
    links = await buildSnapshot(database.db, folder, manifests, request.timeZone, request.builtAt);
    await database.db.run('checkpoint');
  } finally {
    database.close();
  }
  await syncPath(building);
  request.progress(1, steps);
  const identities = mergeIdentities(
    await Promise.all(
      manifests.map(async ({ import_id }) =>
        openIdentities(await readFile(join(folder.imports, import_id, 'identities.sealed')), secretKey),
      ),
    ),
    links,
  );
  await writeDurably(folder.settings, `${JSON.stringify({ timeZone: request.timeZone })}\n`, folder.tmp);
  await writeDurably(folder.vault, sealIdentities(identities, secretKey), folder.tmp, 0o600);
  request.progress(2, steps);
  await publishByRename(building, folder.facts);
  request.progress(3, steps);
}

/**
 * One identity per person of the snapshot. The person's own account gives source and native id; a name, address or link
 * that it lacks comes from the other accounts and directories, the latest import first.
 */
export function mergeIdentities(perImport: readonly (readonly Identity[])[], links: readonly PersonLink[]): Identity[] {
  const canonical = new Map<string, string[]>();
  for (const { person_id, canonical_id } of links) {
    canonical.set(person_id, [...(canonical.get(person_id) ?? []), canonical_id]);
  }
  const merged = new Map<string, Identity>();
  for (const identities of perImport.toReversed()) {
    for (const identity of identities) {
      for (const id of canonical.get(identity.person_id) ?? []) {
        const former = merged.get(id);
        const own = identity.person_id === id;
        const account = own || former === undefined ? identity : former;
        merged.set(id, {
          person_id: id,
          source: account.source,
          native_id: account.native_id,
          display_name: former?.display_name ?? identity.display_name,
          email: former?.email ?? identity.email,
          profile_url: former?.profile_url ?? identity.profile_url,
        });
      }
    }
  }
  return [...merged.values()].sort((a, b) => (a.person_id < b.person_id ? -1 : 1));
}
