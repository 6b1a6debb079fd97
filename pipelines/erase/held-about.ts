import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { dataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { type Manifest, readManifests } from '../store/manifest.ts';
import { queryRows, setVariables, sqlLiteral } from '../store/run-sql.ts';
import { readSecretKey } from '../store/secret-key.ts';
import type { Identity } from '../store/vault.ts';
import { isSmallFile } from '../store/small-file.ts';
import { partitions } from '../steps/rewrite-import.ts';
import { accountNames, findPeople, readIdentities } from './find-people.ts';
import { anyOf, identifiersOf } from './identifiers.ts';
import { refusalsOf } from './refusals.ts';

export interface HeldRequest {
  readonly data: string;
  /** An e-mail address, an employee id, a sign-on subject, a native id, a pseudonym or `SOURCE:NATIVE_ID`. */
  readonly who: string;
  readonly secretKeyPath: string | null;
  readonly memoryLimit: string;
}

type Row = Readonly<Record<string, unknown>>;

/** All that a data folder holds about one person, for the right of access. Others are never named in it. */
export interface Held {
  /** What the vaults hold; address, employee id and sign-on subject are also in the imports, as keyed hashes. */
  readonly identities: readonly (Identity & { readonly import_id: string })[];
  /** One row per period told by an import. */
  readonly people: readonly Row[];
  readonly memberships: readonly Row[];
  readonly communities_created: readonly Row[];
  /** How many people have them as their manager. */
  readonly manager_of: number;
  /** What they did (`actor`) and what was done towards them (`target`), without any text: none is kept. Oldest first. */
  readonly events: readonly Row[];
  /** Actions whose name names them. */
  readonly interventions: readonly Row[];
  /** When they asked not to be proposed. */
  readonly refusals: readonly Row[];
}

export interface HeldResult {
  readonly state: 'found' | 'several' | 'unknown';
  readonly candidates: readonly { readonly person_id: string; readonly source: string; readonly native_id: string }[][];
  readonly held: Held | null;
}

/** Gathers what is held about a person from the imports, without writing to the data folder. */
export async function heldAbout(request: HeldRequest): Promise<HeldResult> {
  const folder = dataFolder(request.data);
  const secretKey = await readSecretKey(request.secretKeyPath ?? join(folder.root, 'secret.key'));
  if (secretKey === null) return { state: 'unknown', candidates: [], held: null };
  const manifests = await readManifests(folder);
  const identities = await readIdentities(folder, manifests, secretKey);
  const people = await findPeople(folder, identities, request.who);
  const [person] = people;
  if (person === undefined) return { state: 'unknown', candidates: [], held: null };
  if (people.length > 1) return { state: 'several', candidates: people.map(accountNames), held: null };

  const ids = new Set(person.accounts.map(({ person_id }) => person_id));
  const others = identities.filter(({ person_id }) => !ids.has(person_id));
  const scratch = await mkdtemp(join(tmpdir(), 'vigie-held-'));
  const database = await openDuckDb(':memory:', {
    tempFolder: scratch,
    memoryLimit: request.memoryLimit,
    isSmall: await isSmallFile(folder.facts),
  });
  try {
    const { db } = database;
    await setVariables(db, { ids: [...ids], telling: anyOf(identifiersOf(person.accounts, others).telling) });
    const held: Omit<Held, 'refusals'>[] = [];
    for (const manifest of manifests) {
      const within = join(folder.imports, manifest.import_id);
      const own = await readIdentities(folder, [manifest], secretKey);
      held.push({
        ...(await rowsIn(db, within, manifest)),
        identities: own
          .filter(({ person_id }) => ids.has(person_id))
          .map((identity) => ({ import_id: manifest.import_id, ...identity })),
      });
    }
    return {
      state: 'found',
      candidates: [],
      held: { ...together(held), refusals: await refusalsOf(folder.root, ids) },
    };
  } finally {
    await database.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function rowsIn(
  db: DuckDBConnection,
  folder: string,
  manifest: Manifest,
): Promise<Omit<Held, 'identities' | 'refusals'>> {
  const table = (name: string): string => `read_parquet(${sqlLiteral(join(folder, `${name}.parquet`))})`;
  const theirs = (column: string): string => `list_contains(getvariable('ids'), ${column})`;
  const rows = (sql: string): Promise<Record<string, unknown>[]> => queryRows(db, sql);
  const hasEvents = (await partitions(folder)).length > 0;
  const [managed] = await rows(
    `select count(distinct person_id) as n from ${table('people')} where ${theirs('manager_id')}`,
  );
  return {
    people: await rows(
      `select import_id, division, department, site, level, manager_id is not null as has_manager, affiliation, kind,
         joined_on, left_on, valid_from, valid_to, as_of
       from ${table('people')} where ${theirs('person_id')} and registered order by valid_from nulls first`,
    ),
    memberships: await rows(
      `select import_id, community_id as community, role, valid_from, valid_to
       from ${table('memberships')} where ${theirs('person_id')} order by all`,
    ),
    communities_created: await rows(
      `select import_id, community_id as community, name, created_on from ${table('communities')} where ${theirs('created_by')} order by all`,
    ),
    manager_of: Number(managed?.['n']),
    events: hasEvents
      ? await rows(
          `with codes as (select person_code from ${table('people')} where ${theirs('person_id')})
           select ${sqlLiteral(manifest.import_id)} as import_id, ${sqlLiteral(manifest.source)} as source, e.kind::varchar as kind,
             if(e.actor_code in (from codes), 'actor', 'target') as role, c.community_id as community, e.via::varchar as via,
             e.occurred_at
           from read_parquet(${sqlLiteral(join(folder, 'events/*/*.parquet'))}, hive_partitioning = false) e
           left join ${table('communities')} c on c.community_code = e.community_code
           where e.actor_code in (from codes) or e.target_code in (from codes)
           order by e.occurred_at nulls first, e.event_digest`,
        )
      : [],
    interventions: await rows(
      `select import_id, kind, name, starts_on, ends_on from ${table('interventions')}
       where regexp_matches(name, getvariable('telling'), 'i') order by all`,
    ),
  };
}

function together(held: readonly Omit<Held, 'refusals'>[]): Omit<Held, 'refusals'> {
  return {
    identities: held.flatMap(({ identities }) => identities),
    people: held.flatMap(({ people }) => people),
    memberships: held.flatMap(({ memberships }) => memberships),
    communities_created: held.flatMap(({ communities_created }) => communities_created),
    manager_of: held.reduce((most, { manager_of }) => Math.max(most, manager_of), 0),
    events: held.flatMap(({ events }) => events),
    interventions: held.flatMap(({ interventions }) => interventions),
  };
}
