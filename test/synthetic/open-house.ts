import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, INTEGER } from '@duckdb/node-api';
import { z } from 'zod';
import { Connections } from '../../server/facts/connections.ts';
import { Db } from '../../server/facts/db.ts';
import { numberedViews, type Snapshot, type SnapshotRow } from '../../server/facts/open.ts';
import { sql } from '../../server/facts/sql.ts';
import type { House } from './house.ts';

const pipelineSql = (path: string): string => readFileSync(new URL(`../../pipelines/${path}`, import.meta.url), 'utf8');

/** The id of a person in the snapshot of a house; ids are in the order of the indices. */
export const personId = (person: number): string => `p${String(person).padStart(6, '0')}`;
export const communityId = (community: number): string => `c${String(community).padStart(4, '0')}`;

const nothing = -1;
const kinds = ['post', 'reply', 'reaction', 'mention'] as const;
const rowsAChunk = 2048;

/**
 * The house as a snapshot in memory: the tables and rollups of the pipeline, filled without files in between, so that
 * hundreds of houses can be asked what a published one would answer. Its first day is 2026-01-05, a Monday; UTC.
 */
export async function openHouse(house: House): Promise<Snapshot> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(`set global timezone = 'UTC'; ${pipelineSql('canonical/schema.sql')}`);
  for (const [view, query] of Object.entries(numberedViews)) {
    await connection.run(`create view ${view} as ${query.replaceAll('facts.', '')}`);
  }
  await fill(connection, 'drawn_people', [
    [...house.departmentOf.keys()],
    house.departmentOf.map((department) => department ?? nothing),
    house.departmentOf.map((_, person) => Number(house.robots?.includes(person) ?? false)),
  ]);
  await fill(connection, 'drawn_members', [
    house.communities.flatMap(({ members }, community) => members.map(() => community)),
    house.communities.flatMap(({ members }) => members),
  ]);
  const { events } = house;
  await fill(connection, 'drawn_events', [
    [...events.keys()],
    events.map(({ kind }) => kinds.indexOf(kind)),
    events.map(({ actor }) => actor),
    events.map(({ target }) => target ?? nothing),
    events.map(({ community }) => community),
    events.map(({ thread }) => thread),
    events.map(({ parent }) => parent ?? nothing),
    events.map(({ second }) => Math.floor(second)),
  ]);
  const types = house.communities.map(({ type }, community) => `(${community}, '${type}')`);
  await connection.run(`
    create macro person(code) as 'p' || lpad(code::varchar, 6, '0');
    create macro community(code) as 'c' || lpad(code::varchar, 4, '0');
    create macro moment(second) as timestamp '2026-01-05' + to_seconds(second);
    insert into import_codes values (1, 'synthetic', 'synthetic');
    insert into person_codes select a, person(a) from drawn_people;
    insert into people (person_id, department, kind)
      select person(a), 'D' || nullif(b, ${nothing}), if(c = 1, 'service', 'human') from drawn_people;
    insert into service_codes select a from drawn_people where c = 1;
    insert into communities (community_id, name, type, created_on, source)
      select community(k), community(k), type, '2026-01-05', 'synthetic' from (values ${types.join(', ')}) t (k, type);
    insert into community_codes select k, community(k) from range(${house.communities.length}) t (k);
    insert into memberships (community_id, person_id) select community(a), person(b) from drawn_members;
    insert into coded_events by name
      select
        a as event_id, 1 as import_code, (['post', 'reply', 'reaction', 'mention'])[b + 1]::event_kind as kind,
        c as actor_code, nullif(d, ${nothing}) as target_code, e as community_code, f as thread_id,
        nullif(g, ${nothing}) as parent_event_id, 1 as weight, moment(h) as occurred_at, moment(h)::date as day,
        false as by_service
      from drawn_events;
    create temp table touched_days as select distinct day from coded_events;
    create temp table touched_people as select person_code from person_codes;
    ${pipelineSql('steps/build-rollups.sql')}
    insert into snapshot
      select 'synthetic', 1, now()::timestamp, 'UTC', date '2026-01-05', date '2026-01-05' + ${house.days - 1},
        max(occurred_at), 'absolute',
        ['times', 'threads', 'reactions', 'mentions', 'communities', 'memberships', 'departments', 'population'], false
      from coded_events`);
  connection.closeSync();
  const connections = new Connections(instance);
  const db = new Db(connections);
  return {
    ...(await db.one(snapshotRow, sql`select * from snapshot`)),
    place: { country: 'FR', region: null },
    folder: join(tmpdir(), 'vigie-synthetic'),
    db,
    close: () => connections.close(),
  };
}

const snapshotRow = z.custom<SnapshotRow>();

/** A table of whole numbers with columns a, b, c … */
async function fill(
  connection: DuckDBConnection,
  table: string,
  columns: readonly (readonly number[])[],
): Promise<void> {
  const names = columns.map((_, k) => `${String.fromCharCode(97 + k)} integer`);
  await connection.run(`create temp table ${table} (${names.join(', ')})`);
  const appender = await connection.createAppender(table);
  const rows = columns[0]?.length ?? 0;
  for (let begin = 0; begin < rows; begin += rowsAChunk) {
    const chunk = DuckDBDataChunk.create(columns.map(() => INTEGER));
    chunk.setColumns(columns.map((column) => column.slice(begin, begin + rowsAChunk)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
