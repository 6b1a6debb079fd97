import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type DataFolder, dataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { readManifests } from '../store/manifest.ts';
import { queryRows, runSqlFile } from '../store/run-sql.ts';
import { readSecretKey } from '../store/secret-key.ts';
import { type Identity, openIdentities } from '../store/vault.ts';
import { type Decision, readDecisions, standing } from './decisions.ts';
import { importsHolding } from './imports-holding.ts';
import { type Account, readKnown } from './known-people.ts';

/** By what an account is one person with others: a key that they share, or what was said of them. */
export type JoinedBy = 'employee-id' | 'sso-subject' | 'email' | 'native-id' | 'decision' | 'alias-file';

export interface FindRequest {
  readonly data: string;
  readonly secretKeyPath: string | null;
  /** With display names and native ids. */
  readonly names: boolean;
  /** Of people of several accounts alone. */
  readonly several: boolean;
  /** A source of which they have an account; null for any. */
  readonly source: string | null;
  /** Words of names or native ids, whatever their case and accents; read only where names are shown. */
  readonly search: string | null;
}

/** A person found; names and native ids are there only when names were asked for. */
export interface FoundPerson {
  readonly person_id: string;
  readonly display_name?: string | null;
  readonly accounts: readonly (Account & { readonly native_id?: string | null; readonly by: readonly JoinedBy[] })[];
}

export interface FoundPeople {
  /** How many there are; the list ends sooner. */
  readonly total: number;
  readonly people: readonly FoundPerson[];
  /** The sources of all who could be found, in order. */
  readonly sources: readonly string[];
}

/** How many people one answer holds. */
const mostFound = 20;

type Person = Pick<FoundPerson, 'person_id'> & { readonly accounts: readonly Account[] };

/** Finds people of the published snapshot, the first by name, or by pseudonym where names are not shown; writes nothing. */
export async function findPeople(request: FindRequest): Promise<FoundPeople> {
  const folder = dataFolder(request.data);
  const secretKey = await readSecretKey(request.secretKeyPath ?? join(folder.root, 'secret.key'));
  const manifests = await readManifests(folder);
  if (secretKey === null || manifests.length === 0) return { total: 0, people: [], sources: [] };
  const scratch = await mkdtemp(join(tmpdir(), 'vigie-identities-'));
  const database = await openDuckDb(folder.facts, { tempFolder: scratch, readOnly: true });
  try {
    const { db } = database;
    const imports = manifests.map(({ import_id }) => import_id);
    const people_files = imports.map((import_id) => join(folder.imports, import_id, 'people.parquet'));
    await runSqlFile(db, new URL('./known-people.sql', import.meta.url), { people_files });
    const all = await readKnown(db, request.several);
    const merged = request.names ? await namesOf(folder.vault, secretKey) : nobody;
    const words = folded(request.search ?? '')
      .split(/\s+/u)
      .filter(Boolean);
    const namesIn = async (persons: readonly string[] | null): Promise<Names> =>
      accountNames(folder, await importsHolding(db, imports, people_files, persons), secretKey);
    const there =
      request.source === null
        ? all
        : all.filter(({ accounts }) => accounts.some(({ source }) => source === request.source));
    // A vault takes a while to open: those of everyone are for a search; for a list, those of whom it shows.
    const searched = request.names && words.length > 0 ? await namesIn(null) : null;
    const found = request.names ? matching(there, words, merged, searched ?? nobody) : there;
    const people = found.slice(0, mostFound);
    const shown = people.map(({ person_id }) => person_id);
    const names = searched ?? (request.names ? await namesIn(shown) : nobody);
    const by = await joinedBy(db, people, people_files, standing(await readDecisions(folder)));
    return {
      total: found.length,
      people: people.map(({ person_id, accounts }) => ({
        person_id,
        ...(request.names ? { display_name: nameOf(person_id, accounts, merged, names) } : {}),
        accounts: accounts.toSorted(bySource).map((account) => ({
          ...account,
          ...(request.names ? { native_id: names.get(account.account_id)?.native_id ?? null } : {}),
          by: by.get(account.account_id) ?? [],
        })),
      })),
      sources: [...new Set(all.flatMap(({ accounts }) => accounts.map(({ source }) => source)))].sort(),
    };
  } finally {
    await database.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

type Names = ReadonlyMap<string, Identity>;
const nobody: Names = new Map();

async function namesOf(vault: string, secretKey: Buffer): Promise<Names> {
  return new Map(openIdentities(await readFile(vault), secretKey).map((identity) => [identity.person_id, identity]));
}

/** Who the accounts of imports are. */
async function accountNames(folder: DataFolder, imports: readonly string[], secretKey: Buffer): Promise<Names> {
  const names = new Map<string, Identity>();
  for (const import_id of imports) {
    const inImport = await namesOf(join(folder.imports, import_id, 'identities.sealed'), secretKey);
    for (const [account_id, identity] of inImport) if (!names.has(account_id)) names.set(account_id, identity);
  }
  return names;
}

/** Name of the person in the vault of the snapshot, else of an account. */
const nameOf = (person_id: string, accounts: readonly Account[], merged: Names, names: Names): string | null =>
  merged.get(person_id)?.display_name ??
  accounts.map(({ account_id }) => names.get(account_id)?.display_name).find((name) => name != null) ??
  null;

/** People of whom every word is in a name or native id, in the order of their names. */
function matching(people: readonly Person[], words: readonly string[], merged: Names, names: Names): readonly Person[] {
  const texts = people.map((person) => {
    const own = merged.get(person.person_id);
    const known = [own, ...person.accounts.map(({ account_id }) => names.get(account_id))];
    const text = folded(known.map((one) => `${one?.display_name ?? ''} ${one?.native_id ?? ''}`).join(' '));
    return { person, text, order: folded(own?.display_name ?? own?.native_id ?? '') };
  });
  return texts
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ person }) => person);
}

const bySource = (a: Account, b: Account): number =>
  a.source < b.source ? -1 : a.source > b.source ? 1 : a.account_id < b.account_id ? -1 : 1;

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

async function joinedBy(
  db: DuckDBConnection,
  people: readonly Person[],
  people_files: readonly string[],
  decisions: readonly Decision[],
): Promise<ReadonlyMap<string, readonly JoinedBy[]>> {
  const several = people.filter(({ accounts }) => accounts.length > 1);
  const by = new Map<string, Set<JoinedBy>>();
  if (several.length === 0) return new Map();
  const add = (account: string, reason: JoinedBy): void => {
    by.set(account, (by.get(account) ?? new Set()).add(reason));
  };
  await runSqlFile(db, new URL('./account-keys.sql', import.meta.url), { people_files });
  await runSqlFile(db, new URL('./joined-by.sql', import.meta.url), {
    shown: several.map(({ person_id }) => person_id),
  });
  for (const { account_id, key } of await queryRows(db, 'select account_id, key from joined_by order by all')) {
    add(String(account_id), key as JoinedBy);
  }
  const emails = await queryRows(
    db,
    `select account_id, 'e_' || email_key as hash from account_keys
     where email_key is not null and account_id in (select account_id from known_accounts where person_id in (select unnest(getvariable('shown'))))`,
  );
  const hashOf = new Map(emails.map(({ account_id, hash }) => [String(account_id), String(hash)]));
  const same = decisions.filter(({ kind }) => kind === 'same-person');
  for (const { accounts } of several) {
    for (const { accounts: said, origin } of same) {
      const named = said.map((one) =>
        accounts.filter(({ account_id }) => account_id === one || hashOf.get(account_id) === one),
      );
      if (named.some((found) => found.length === 0)) continue;
      for (const { account_id } of named.flat()) add(account_id, origin === 'steward' ? 'decision' : 'alias-file');
    }
  }
  return new Map([...by].map(([account, reasons]) => [account, [...reasons]]));
}
