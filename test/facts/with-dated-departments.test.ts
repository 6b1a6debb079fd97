import { afterEach, describe, expect, it } from 'vitest';
import type { Filter, TieMode } from '../../server/contract/filters.ts';
import { answer } from '../../server/answer.ts';
import { withDatedDepartments } from '../../server/facts/with-dated-departments.ts';
import { loadNetwork } from '../../server/facts/network.ts';
import { departmentTies } from '../../server/metrics/department-ties.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let opened: NamedNetwork;
afterEach(() => opened.snapshot.close());

/** Each node as `person@department`, with those it has ties with. */
async function ties(mode: TieMode, filter: Filter): Promise<Record<string, Record<string, number>>> {
  const { snapshot } = opened;
  const resolved = await resolveFilter(snapshot, filter, mode);
  const whole = await loadNetwork(snapshot.db, snapshot.time_zone, resolved, mode);
  const network = await withDatedDepartments(snapshot.db, whole, resolved);
  const name = (node: number): string =>
    `${opened.nameOf(network.people[node])}@${network.departments[network.departmentOf[node] ?? -1] ?? '?'}`;
  return Object.fromEntries(
    network.people.map((_, node) => [
      name(node),
      Object.fromEntries(
        [...network.directed.targets.subarray(network.directed.offsets[node], network.directed.offsets[node + 1])].map(
          (target, at) => [name(target), network.directed.weights[(network.directed.offsets[node] ?? 0) + at] ?? 0],
        ),
      ),
    ]),
  );
}

/** Ana leaves Sales for IT on 1 April and becomes a contractor in June; Bob and Cy stay. */
async function openMove(): Promise<void> {
  opened = await openFiles({
    'people.csv': csv('person_id,department,affiliation,valid_from,valid_to', [
      ['ana', 'Sales', 'internal', null, '2026-04-01'],
      ['ana', 'IT', 'internal', '2026-04-01', '2026-06-01'],
      ['ana', 'IT', 'external', '2026-06-01', null],
      ['bob', 'Sales', 'internal', null, null],
      ['cy', 'IT', 'internal', null, null],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id', [
      ['e1', 'reply', '2026-03-10T09:00:00Z', 'ana', 'bob'],
      ['e2', 'reply', '2026-03-31T23:59:59Z', 'bob', 'ana'],
      ['e3', 'reply', '2026-04-01T00:00:00Z', 'bob', 'ana'],
      ['e4', 'reply', '2026-04-20T09:00:00Z', 'ana', 'cy'],
      ['e5', 'reply', '2026-04-21T09:00:00Z', 'ana', 'cy'],
      ['e6', 'reply', '2026-06-02T09:00:00Z', 'cy', 'ana'],
    ]),
  });
}

describe('ties of somebody who changes department', () => {
  it('count for the departments of their day', async () => {
    await openMove();
    expect(await ties('raw', { from: '2026-03-01', to: '2026-05-01' })).toEqual({
      'ana@IT': { 'cy@IT': 1 },
      'ana@Sales': { 'bob@Sales': 1 },
      'bob@Sales': { 'ana@IT': 1, 'ana@Sales': 1 },
      'cy@IT': {},
    });
    expect(await ties('counts', { from: '2026-03-01', to: '2026-06-03' })).toEqual({
      'ana@?': {},
      'ana@IT': { 'cy@IT': 2 },
      'ana@Sales': { 'bob@Sales': 1 },
      'bob@Sales': { 'ana@IT': 1, 'ana@Sales': 1 },
      'cy@IT': { 'ana@?': 1 },
    });
  });

  it('make no node where there is none: before the move, after it, or in a department without a tie', async () => {
    await openMove();
    expect(Object.keys(await ties('raw', { from: '2026-03-01', to: '2026-04-01' })).sort()).toEqual([
      'ana@Sales',
      'bob@Sales',
      'cy@IT',
    ]);
    expect(Object.keys(await ties('raw', { from: '2026-04-02', to: '2026-05-01' })).sort()).toEqual([
      'ana@IT',
      'bob@Sales',
      'cy@IT',
    ]);
    // Bob's answers on both sides of midnight.
    expect(Object.keys(await ties('raw', { from: '2026-03-31', to: '2026-04-02' })).sort()).toEqual([
      'ana@IT',
      'ana@Sales',
      'bob@Sales',
      'cy@IT',
    ]);
    expect(Object.keys(await ties('raw', { from: '2026-03-11', to: '2026-03-31' })).sort()).toHaveLength(3);
  });

  it('stay with the last department where ties fade, and this is said', async () => {
    await openMove();
    const filter = { from: '2026-03-01', to: '2026-05-01' };
    expect(Object.keys(await ties('strength', filter)).sort()).toEqual(['ana@IT', 'bob@Sales', 'cy@IT']);
    const said = async (mode: TieMode): Promise<boolean> => {
      const { meta } = await answer(
        departmentTies,
        opened.snapshot,
        { ...filter, ties: mode },
        { identities: null, unsuppressed: true },
      );
      return meta.warnings.some(({ en }) => en.startsWith('Some people changed department'));
    };
    expect([await said('raw'), await said('strength')]).toEqual([false, true]);
  });

  it('reach the matrix of departments', async () => {
    await openMove();
    const { rows } = await answer(
      departmentTies,
      opened.snapshot,
      { from: '2026-03-01', to: '2026-05-01' },
      { identities: null, unsuppressed: true },
    );
    // ana–bob inside Sales, bob–ana across, ana–cy inside IT.
    expect(rows.map(({ from, to, observed }) => [from, to, observed])).toEqual([
      ['IT', 'IT', 1],
      ['IT', 'Sales', 1],
      ['Sales', 'IT', 1],
      ['Sales', 'Sales', 1],
    ]);
  });
});
