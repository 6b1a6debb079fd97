import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { aliasDepartments, applyKinds, linkPeople } from '../identities/apply-decisions.ts';
import { joinAccounts } from '../identities/join-accounts.ts';
import { type Decision, readDecisions, standing } from '../identities/decisions.ts';
import type { DataFolder } from '../store/data-folder.ts';
import type { Manifest } from '../store/manifest.ts';
import { queryRows, runSqlFile, setVariables, sqlLiteral } from '../store/run-sql.ts';
import { givesFigures, readImports } from './read-imports.ts';
import { schemaVersion, snapshotId } from './snapshot-id.ts';

/** Small enough to be written anew with every snapshot. */
const rebuiltTables = [
  'people',
  'communities',
  'memberships',
  'interventions',
  'reported',
  'rejected_rows',
  'imports',
  'snapshot',
];

/** A pseudonym that stands for another in the snapshot, since both are the same person. */
export interface PersonLink {
  readonly person_id: string;
  readonly canonical_id: string;
}

/** What became of a copy of a former snapshot. */
export interface Extended {
  readonly links: PersonLink[];
  /** First days of the months of which a fact changed. All that a month alone tells of the others is as it was. */
  readonly touchedMonths: readonly string[];
}

/** What a build stands on. */
export interface BuildRequest {
  readonly folder: DataFolder;
  readonly manifests: readonly Manifest[];
  readonly timeZone: string;
  readonly builtAt: Date;
}

/**
 * Fills an empty database with the canonical tables, from the import folders and the steward's decisions alone: the same
 * imports, decisions and zone give the same facts, whoever builds it. Returns who was merged with whom.
 */
export async function buildSnapshot(db: DuckDBConnection, request: BuildRequest): Promise<PersonLink[]> {
  await runSqlFile(db, new URL('../canonical/schema.sql', import.meta.url));
  const decisions = await readDecisions(request.folder);
  await readImports(db, request.folder, request.manifests);
  await aliasDepartments(db, standing(decisions));
  await linkAccounts(db, standing(decisions));
  return await fill(db, request, request.manifests, decisions);
}

/**
 * Brings a copy of a former snapshot up to date: only the imports that it lacks are read, and only the days that they
 * touch are summed again. Gives the same facts as building from nothing, or null, with the copy to be thrown away, when
 * only that would be right: another zone or version, an import that is gone or stands before the known ones, or an import
 * or a decision that changes who is who among those already there.
 */
export async function extendSnapshot(db: DuckDBConnection, request: BuildRequest): Promise<Extended | null> {
  const { manifests, timeZone } = request;
  const known = (await queryRows(db, 'select import_id from import_codes order by import_code')).map(
    ({ import_id }) => import_id,
  );
  const [former] = await queryRows(db, 'select schema_version, time_zone, snapshot_id from snapshot');
  const isPrefix = known.length > 0 && known.every((id, at) => manifests[at]?.import_id === id);
  if (!isPrefix || former?.['schema_version'] !== schemaVersion || former['time_zone'] !== timeZone) return null;
  if (hasDates(manifests) !== hasDates(manifests.slice(0, known.length))) return null;
  const decisions = await readDecisions(request.folder);
  const asDecided = snapshotId(manifests.slice(0, known.length), timeZone, decisions) === former['snapshot_id'];
  // Whether what an account wrote was written by a person is kept with each event.
  if (!asDecided && decisions.some(({ kind }) => kind === 'a-person')) return null;
  await readImports(db, request.folder, request.manifests);
  await aliasDepartments(db, standing(decisions));
  await linkAccounts(db, standing(decisions));
  const [changed] = await queryRows(
    db,
    `select
       exists (from linked_people except from person_links) or exists (from linked_communities except from community_links) as links`,
  );
  if (changed?.['links'] !== false) return null;
  for (const table of rebuiltTables) await db.run(`truncate ${table}`);
  const links = await fill(db, request, manifests.slice(known.length), decisions);
  return { links, touchedMonths: await touchedMonths(db) };
}

/** Says who is who: by the keys that accounts carry, then by what the steward decided. */
async function linkAccounts(db: DuckDBConnection, decisions: readonly Decision[]): Promise<void> {
  await runSqlFile(db, new URL('./build-accounts.sql', import.meta.url));
  await joinAccounts(db);
  await runSqlFile(db, new URL('./build-links.sql', import.meta.url));
  await linkPeople(db, decisions);
}

/**
 * Events come and go on touched days only (build-told-again.sql, build-events.sql); the days of people are summed again
 * for those, and for people who became or ceased to be a bot, wherever they have events (build-rollups.sql).
 */
async function touchedMonths(db: DuckDBConnection): Promise<string[]> {
  const rows = await queryRows(
    db,
    `select distinct date_trunc('month', day)::date::varchar as month
     from (
       from touched_days
       union all
       select day from coded_events where day is not null and actor_code in (select person_code from touched_people)
     )
     order by month`,
  );
  return rows.map(({ month }) => String(month));
}

/** Fills everything but the events of the imports that are already there. */
async function fill(
  db: DuckDBConnection,
  { folder, manifests, timeZone, builtAt }: BuildRequest,
  added: readonly Manifest[],
  decisions: readonly Decision[],
): Promise<PersonLink[]> {
  await runSqlFile(db, new URL('./days.sql', import.meta.url));
  await setVariables(db, {
    time_zone: timeZone,
    has_dates: hasDates(manifests),
    snapshot_id: snapshotId(manifests, timeZone, decisions),
    schema_version: schemaVersion,
    built_at: builtAt.toISOString().slice(0, 19),
  });
  await runSqlFile(db, new URL('./build-people.sql', import.meta.url));
  const [often] = await queryRows(db, 'select 1 from people_often limit 1');
  if (often !== undefined) await runSqlFile(db, new URL('./build-people-history.sql', import.meta.url));
  await applyKinds(db, standing(decisions));
  await runSqlFile(db, new URL('./build-facts.sql', import.meta.url));
  // A statement over no rows still takes its time, and most deliveries are without several of these.
  if (manifests.some(mayHold('memberships'))) await runSqlFile(db, new URL('./build-memberships.sql', import.meta.url));
  if (manifests.some(mayHold('interventions')))
    await runSqlFile(db, new URL('./build-interventions.sql', import.meta.url));
  if (manifests.some(mayHold('rejected'))) await runSqlFile(db, new URL('./build-rejected.sql', import.meta.url));
  await runSqlFile(db, new URL('./build-codes.sql', import.meta.url));
  const [first, ...others] = manifests.filter(mayHold('events'));
  for (const manifest of added.filter(mayHold('events'))) await addEvents(db, folder, manifest, manifest === first);
  if (others.length > 0) await runSqlFile(db, new URL('./build-answers.sql', import.meta.url));
  await runSqlFile(db, new URL('./build-rollups.sql', import.meta.url));
  if (manifests.some(givesFigures)) await runSqlFile(db, new URL('./build-reported.sql', import.meta.url));
  await runSqlFile(db, new URL('./build-snapshot-row.sql', import.meta.url));
  // Those that are there already stand: the snapshot would not be added to otherwise.
  await db.run(
    `insert into linked_people from person_links except from linked_people;
     insert into linked_communities from community_links except from linked_communities`,
  );
  return await readLinks(db);
}

/** Read by columns: there is a link for everybody who was ever named. */
async function readLinks(db: DuckDBConnection): Promise<PersonLink[]> {
  const reader = await db.runAndReadAll('select person_id, canonical_id from person_links order by all');
  const [people = [], canonical = []] = reader.getColumnsJson() as string[][];
  return people.map((person_id, at) => ({ person_id, canonical_id: canonical[at] ?? person_id }));
}

/** From here on preparing the days of a zone is sooner done than asking the calendar about each event. */
const manyEvents = 5_000;

/** Nothing told events before those of the first import, for it to tell again. */
async function addEvents(
  db: DuckDBConnection,
  folder: DataFolder,
  manifest: Manifest,
  isFirst: boolean,
): Promise<void> {
  const within = (path: string): string => sqlLiteral(join(folder.imports, manifest.import_id, path));
  await db.run(
    `create or replace temp view import_events as from read_parquet(${within('events/*/*.parquet')}, hive_partitioning = false);
     create or replace temp view import_people as from read_parquet(${within('people.parquet')});
     create or replace temp view import_communities as from read_parquet(${within('communities.parquet')})`,
  );
  if (!isFirst) await runSqlFile(db, new URL('./build-told-again.sql', import.meta.url));
  if (manifest.clock === 'absolute' && (manifest.rows['events'] ?? 0) >= manyEvents)
    await runSqlFile(db, new URL('./build-zone-days.sql', import.meta.url));
  await runSqlFile(db, new URL('./build-events.sql', import.meta.url), {
    import_id: manifest.import_id,
    clock: manifest.clock,
  });
}

const hasDates = (manifests: readonly Manifest[]): boolean =>
  manifests.some((manifest) => manifest.clock === 'absolute');

/** Whether an import may have rows of a table; one that does not say so may. */
const mayHold =
  (table: string) =>
  ({ rows }: Manifest): boolean =>
    rows[table] !== 0;
