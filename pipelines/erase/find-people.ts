import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import type { Manifest } from '../store/manifest.ts';
import { queryRows } from '../store/run-sql.ts';
import { type Identity, openIdentities } from '../store/vault.ts';

/** Somebody whom the data folder knows: every account that stands for the same person in the snapshot. */
export interface Person {
  readonly accounts: readonly Identity[];
}

/** Every identity that the imports hold, oldest import first; an account told by several imports comes several times. */
export async function readIdentities(
  folder: DataFolder,
  manifests: readonly Manifest[],
  secretKey: Buffer,
): Promise<Identity[]> {
  const perImport = await Promise.all(
    manifests.map(async ({ import_id }) =>
      openIdentities(await readFile(join(folder.imports, import_id, 'identities.sealed')), secretKey),
    ),
  );
  return perImport.flat();
}

/**
 * The people whom an e-mail address, an employee id, a sign-on subject, a native id, a pseudonym or `SOURCE:NATIVE_ID`
 * names. The last two name an account exactly; the others may be borne by several people. Accounts that were linked are one person.
 */
export async function findPeople(folder: DataFolder, identities: readonly Identity[], who: string): Promise<Person[]> {
  const exact = identities.filter(
    ({ person_id, source, native_id }) => person_id === who || `${source}:${native_id}` === who,
  );
  const lower = who.trim().normalize('NFC').toLowerCase();
  const named =
    exact.length > 0
      ? exact
      : identities.filter(
          ({ native_id, email, employee_id, sso_subject }) =>
            native_id === who ||
            [employee_id, sso_subject].some((value) => value?.toLowerCase() === lower) ||
            (lower.includes('@') && [email, native_id].some((value) => value?.trim().toLowerCase() === lower)),
        );
  const links = await readLinks(folder);
  const groups = groupsOf(links);
  const group = (id: string): string => groups.get(id) ?? id;
  return [...new Set(named.map(({ person_id }) => group(person_id)))].sort().map((wanted) => ({
    accounts: identities.filter(({ person_id }) => group(person_id) === wanted),
  }));
}

/** The accounts of a person, each once, as `SOURCE:NATIVE_ID` would name them. */
export function accountNames({ accounts }: Person): { person_id: string; source: string; native_id: string }[] {
  const once = new Map(
    accounts.map(({ person_id, source, native_id }) => [person_id, { person_id, source, native_id }]),
  );
  return [...once.values()].sort((a, b) => (a.person_id < b.person_id ? -1 : 1));
}

type Link = readonly [string, string];

/** A name for each group of accounts that links hold together. */
function groupsOf(links: readonly Link[]): Map<string, string> {
  const above = new Map<string, string>();
  const top = (id: string): string => {
    let at = id;
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) at = next;
    return at;
  };
  for (const [one, other] of links) above.set(top(one), top(other));
  return new Map(links.flatMap(([one, other]) => [one, other]).map((id) => [id, top(id)]));
}

/** Who stands for whom in the published snapshot; without one, everybody for themselves. */
async function readLinks(folder: DataFolder): Promise<Link[]> {
  try {
    const database = await openDuckDb(folder.facts, { tempFolder: folder.root, readOnly: true });
    try {
      const rows = await queryRows(database.db, 'select person_id, canonical_id from linked_people');
      return rows.map((row) => [String(row['person_id']), String(row['canonical_id'])]);
    } finally {
      await database.close();
    }
  } catch {
    return [];
  }
}
