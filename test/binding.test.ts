import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions } from '../server/catalogue.ts';
import type { ResolvedFilter } from '../server/contract/filters.ts';
import { Connections } from '../server/facts/connections.ts';
import { Db } from '../server/facts/db.ts';
import { withDatedGroups } from '../server/facts/with-dated-groups.ts';
import { usualKernels } from '../server/graph/workers/usual-kernels.ts';
import { loadNetwork } from '../server/facts/network.ts';
import { numberedViews, type Snapshot } from '../server/facts/open.ts';

// Every query of every definition runs against the canonical schema, empty: a column that was renamed, or a type
// that does not fit, fails here, whatever the data of the other tests happen to hold.
const canonical = (file: string) => readFileSync(resolve(import.meta.dirname, '../pipelines/canonical', file), 'utf8');

let snapshot: Snapshot;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connections = new Connections(instance);
  const db = new Db(connections);
  await db.run("set global timezone = 'UTC'");
  await db.run(canonical('schema.sql'));
  for (const [view, query] of Object.entries(numberedViews)) {
    await db.run(`create view ${view} as ${query.replaceAll('facts.', '')}`);
  }
  snapshot = {
    snapshot_id: 'empty',
    schema_version: 2,
    built_at: '2026-01-01T00:00:00Z',
    time_zone: 'Europe/Paris',
    first_day: '2026-01-01',
    last_day: '2026-06-30',
    last_event_at: null,
    clock: 'absolute',
    capabilities: [],
    demo: false,
    db,
    folder: '/nowhere',
    place: { country: 'FR', region: null },
    close: () => connections.close(),
  };
});
afterAll(() => snapshot.close());

const filters: readonly Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>[] = [
  { from: '2026-01-01', to: '2026-07-01', department: null, community: null },
  { from: '2026-01-01', to: '2026-07-01', department: 'Paie', community: 'C1' },
  { from: null, to: null, department: null, community: null },
];

describe.each(definitions.map((definition) => [definition.id, definition] as const))('%s', (_id, definition) => {
  it.each(filters)('binds for $from $department', async (filter) => {
    const dated = definition.needs.some((need) => need === 'times');
    if (dated && filter.from === null) return; // such a question never reaches a definition that needs dates
    const resolved: ResolvedFilter = { ...filter, ties: definition.ties ?? null };
    const network = () => loadNetwork(snapshot.db, snapshot.time_zone, resolved, resolved.ties ?? 'raw');
    const computed = await definition.compute({
      snapshot,
      filter: resolved,
      network,
      departmentNetwork: async () => withDatedGroups(snapshot.db, snapshot.time_zone, await network(), resolved),
      kernel: (name, input) => usualKernels.run(name, input),
    });
    expect(Array.isArray(computed.rows)).toBe(true);
    for (const row of computed.rows) for (const value of Object.values(row)) expect(Number.isNaN(value)).toBe(false);
  });
});
