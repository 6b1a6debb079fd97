import { DuckDBInstance } from '@duckdb/node-api';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Place, placeOfFolder } from '../calendar/place.ts';
import { capabilitySchema } from '../contract/capabilities.ts';
import { Connections } from './connections.ts';
import { Db } from './db.ts';
import { sql } from './sql.ts';

const tables = [
  'people',
  'communities',
  'memberships',
  'events',
  'interventions',
  'reported',
  'rejected_rows',
  'imports',
  'snapshot',
  'actor_days',
  'first_contributions',
  'linked_people',
] as const;

/**
 * The same events and days of activity as the pipeline keeps them, people and communities by number: `actor`, `target` and
 * `person` are a person of `person_numbers`, `community` is one of `community_numbers`. In the order of no id, so that they
 * are for joining millions of rows, never for showing or sorting.
 */
export const numberedViews = {
  numbered_events: `
    select e.event_id, i.source, e.kind, e.actor_code as actor, e.target_code as target, e.community_code as community,
      e.thread_id, e.parent_event_id, e.via, e.is_question, e.weight, e.occurred_at, e.day, e.by_service
    from facts.coded_events e join facts.import_codes i using (import_code)`,
  numbered_days: `
    select day, person_code as person, community_code as community, posts, replies, reactions, mentions, views
    from facts.coded_actor_days`,
  person_numbers: 'select person_id, person_code as person from facts.person_codes',
  community_numbers: 'select community_id, community_code as community from facts.community_codes',
} as const;

const snapshotRow = z.object({
  snapshot_id: z.string(),
  schema_version: z.number(),
  built_at: z.string(),
  time_zone: z.string(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  last_event_at: z.string().nullable(),
  clock: z.enum(['absolute', 'relative', 'none']),
  capabilities: z.array(capabilitySchema),
  demo: z.boolean(),
});
export type SnapshotRow = z.infer<typeof snapshotRow>;

/** A published snapshot, open for reading. It never changes: a new one is opened beside it and replaces it. */
export interface Snapshot extends SnapshotRow {
  readonly db: Db;
  /** The data folder that it was opened from. */
  readonly folder: string;
  /** Where the working days of its people are. */
  readonly place: Place;
  close(): void;
}

/**
 * Bytes of a snapshot below which each question is answered sooner by one thread than by several that wait for each other:
 * 2 to 4 MB for empty tables, and some 50,000 events.
 */
const smallSnapshot = 6_000_000;

/** Where the snapshot of a data folder stands. */
export const snapshotPath = (dataFolder: string): string => join(dataFolder, 'facts.duckdb');

/**
 * Opens the published snapshot of a data folder, or null when nothing was imported yet.
 * An in-memory instance attaches the file read-only, shows one view per table (and its numbered form), and is then locked: no query can
 * write facts, read other files or attach anything. A file replaced by a later publish goes on serving what it held.
 * @param country the place of the working calendar, such as FR or FR-57, instead of that of the folder's settings.
 * @throws QueryError when the file is not a snapshot of this version.
 */
export async function openSnapshot(
  dataFolder: string,
  country?: string,
  memoryLimit = '2GB',
): Promise<Snapshot | null> {
  const path = snapshotPath(dataFolder);
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined) return null;
  const place = placeOfFolder(dataFolder, country);
  const spill = join(dataFolder, 'spill', randomUUID());
  mkdirSync(spill, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    temp_directory: spill,
    max_temp_directory_size: '8GB',
    ...(file.size < smallSnapshot ? { threads: '1' } : {}),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connections = new Connections(instance);
  const close = () => {
    connections.close();
    rmSync(spill, { recursive: true, force: true });
  };
  try {
    const db = new Db(connections);
    await db.run(
      [
        `set global timezone = 'UTC'`, // not an option of the instance
        `attach '${path.replaceAll("'", "''")}' as facts (read_only)`,
        ...tables.map((table) => `create view ${table} as select * from facts.${table}`),
        ...Object.entries(numberedViews).map(([view, query]) => `create view ${view} as ${query}`),
        'set enable_external_access = false',
        'set lock_configuration = true',
      ].join('; '),
    );
    const row = await db.one(snapshotRow, sql`select * from snapshot`);
    return { ...row, db, folder: dataFolder, place, close };
  } catch (error) {
    close();
    throw error;
  }
}
