import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { readManifests } from '../store/manifest.ts';
import { queryRows, runSqlFile } from '../store/run-sql.ts';
import { type Identity, openIdentities } from '../store/vault.ts';
import type { Pair } from './resolve-links.ts';

/** One account of a person. */
export interface Account {
  readonly account_id: string;
  readonly source: string;
}

/** A person of the snapshot, with the names of the vault: for proposals and for the eyes of who may see names. */
export interface KnownPerson {
  readonly person_id: string;
  readonly kind: 'human' | 'service' | 'tombstone';
  readonly accounts: readonly Account[];
  /** Of the vault; null for whom it does not know. */
  readonly identity: Identity | null;
}

/** How a person writes, over everything that is loaded. Undated events are left out. */
export interface Rhythm {
  readonly person_id: string;
  /** Posts, replies, messages and shares. */
  readonly writings: number;
  /** On how many days, and over how many from the first to the last. */
  readonly days: number;
  readonly span: number;
  /** Days with at least `busyDay` writings. */
  readonly busy_days: number;
  /** Share of the writings in the one minute of the day that has most, in the reporting time zone. */
  readonly same_minute: number;
  /** Share of the writings in the four hours running that have fewest. */
  readonly quietest_share: number;
  /** Replies, mentions, reactions and messages received from others. */
  readonly answered: number;
}

/** One spelling of a department in the imports. */
export interface SpeltDepartment {
  readonly label: string;
  /** How many people bear it now, each by the last word of their accounts. */
  readonly people: number;
  readonly division: string | null;
  /** Whether a directory, and not a platform's profiles alone, uses it. */
  readonly in_directory: boolean;
}

/** Who wrote on fewer days than this has no rhythm to speak of. */
export const fewestDays = 20;
/** Writings in a day that few people write every day. */
export const busyDay = 20;

/** Two persons with one key, whom the rules keep apart all the same. */
export interface KeptApart {
  readonly people: Pair;
  readonly key: 'email' | 'employee-id' | 'sso-subject' | 'native-id';
  /** Whether bearers of the key have several employee ids; else one person would have two accounts of one source. */
  readonly employees_differ: boolean;
}

/** What a snapshot and its imports tell about who is who. */
export interface Known {
  readonly people: KnownPerson[];
  readonly rhythms: Rhythm[];
  readonly departments: SpeltDepartment[];
  readonly apart: KeptApart[];
}

/** Everyone in the published snapshot, and how those who write often do. Nobody when nothing is published. */
export async function readPeople(folder: DataFolder, secretKey: Buffer, scratch: string): Promise<Known> {
  const manifests = await readManifests(folder);
  if (manifests.length === 0) return { people: [], rhythms: [], departments: [], apart: [] };
  const database = await openDuckDb(folder.facts, { tempFolder: scratch, readOnly: true });
  try {
    const { db } = database;
    const [snapshot] = await queryRows(db, 'select time_zone, clock from snapshot');
    const people_files = manifests.map(({ import_id }) => join(folder.imports, import_id, 'people.parquet'));
    await runSqlFile(db, new URL('./known-people.sql', import.meta.url), { people_files });
    await runSqlFile(db, new URL('./rhythms.sql', import.meta.url), {
      time_zone: snapshot?.['clock'] === 'absolute' ? String(snapshot['time_zone']) : 'UTC',
      fewest_days: fewestDays,
      busy_day: busyDay,
    });
    const identities = new Map(
      openIdentities(await readFile(folder.vault), secretKey).map((identity) => [identity.person_id, identity]),
    );
    const rows = await readKnown(db, false);
    const people = rows.map((row) => ({ ...row, identity: identities.get(row.person_id) ?? null }));
    const rhythms = (await queryRows(db, 'from rhythms order by person_id')) as unknown as Rhythm[];
    await runSqlFile(db, new URL('./departments.sql', import.meta.url));
    const departments = (await queryRows(
      db,
      'from spelt_departments order by people desc, label',
    )) as unknown as SpeltDepartment[];
    return { people, rhythms, departments, apart: await readKeptApart(db, people_files) };
  } finally {
    await database.close();
  }
}

/** The rows of known_people by id, or of those of several accounts alone. Lists cross from the engine quickest as text. */
export async function readKnown(db: DuckDBConnection, several: boolean): Promise<Omit<KnownPerson, 'identity'>[]> {
  const rows = await queryRows(
    db,
    `select person_id, kind, to_json(accounts)::varchar as accounts from known_people
     ${several ? 'where len(accounts) > 1' : ''} order by person_id`,
  );
  return rows.map((row) => ({
    person_id: String(row['person_id']),
    kind: row['kind'] as KnownPerson['kind'],
    accounts: JSON.parse(String(row['accounts'])) as Account[],
  }));
}

async function readKeptApart(db: DuckDBConnection, people_files: readonly string[]): Promise<KeptApart[]> {
  await runSqlFile(db, new URL('./account-keys.sql', import.meta.url), { people_files });
  await runSqlFile(db, new URL('./kept-apart.sql', import.meta.url));
  const rows = await queryRows(db, 'from kept_apart order by all');
  return rows.map(({ one, other, key, employees_differ }) => ({
    people: [String(one), String(other)],
    key: key as KeptApart['key'],
    employees_differ: employees_differ === true,
  }));
}
