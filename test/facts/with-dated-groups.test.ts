import { afterEach, describe, expect, it } from 'vitest';
import type { Filter, TieMode } from '../../server/contract/filters.ts';
import { answer } from '../../server/answer.ts';
import type { Grouping } from '../../server/facts/group-stays.ts';
import { type DatedNetwork, twoWayNetwork, withDatedGroups } from '../../server/facts/with-dated-groups.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { loadNetwork } from '../../server/facts/network.ts';
import { departmentTies } from '../../server/metrics/department-ties.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let opened: NamedNetwork;
afterEach(() => opened.snapshot.close());

async function dated(mode: TieMode, filter: Filter, grouping: Grouping = 'department'): Promise<DatedNetwork> {
  const { snapshot } = opened;
  const resolved = await resolveFilter(snapshot, filter, mode);
  const whole = await loadNetwork(snapshot.db, snapshot.time_zone, resolved, mode);
  return await withDatedGroups(snapshot.db, snapshot.time_zone, whole, resolved, grouping);
}

/** Each node as `person@group`, with those it has ties with. */
function arcsOf(network: DatedNetwork, graph: Graph): Record<string, Record<string, number>> {
  const name = (node: number): string =>
    `${opened.nameOf(network.people[node])}@${network.departments[network.departmentOf[node] ?? -1] ?? '?'}`;
  return Object.fromEntries(
    network.people.map((_, node) => [
      name(node),
      Object.fromEntries(
        [...graph.targets.subarray(graph.offsets[node], graph.offsets[node + 1])].map((target, at) => [
          name(target),
          graph.weights[(graph.offsets[node] ?? 0) + at] ?? 0,
        ]),
      ),
    ]),
  );
}

async function ties(mode: TieMode, filter: Filter): Promise<Record<string, Record<string, number>>> {
  const network = await dated(mode, filter);
  return arcsOf(network, network.directed);
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

  it('share the strength of a pair in proportion to what was said on each side of the move', async () => {
    await openMove();
    const network = await dated('strength', { from: '2026-03-01', to: '2026-05-01' });
    // Decayed to midnight of 1 May: half as much after 90 days.
    const fresh = (days: number) => 2 ** (-days / 90);
    const [early, before, after] = [fresh(51.625), fresh(30 + 1 / 86400), fresh(30)];
    const ana = fresh(10.625) + fresh(9.625);
    const toAna = Math.log(1 + before + after);
    const both = Math.log(1 + early + before + after);
    const expected = {
      'ana@IT': { 'bob@Sales': (both * after) / (early + before + after), 'cy@IT': Math.log(1 + ana) },
      'ana@Sales': { 'bob@Sales': (both * (early + before)) / (early + before + after) },
    };
    const undirected = arcsOf(network, network.undirected);
    for (const [node, circle] of Object.entries(expected))
      for (const [other, strength] of Object.entries(circle))
        expect(undirected[node]?.[other]).toBeCloseTo(strength, 9);
    expect(Object.keys(undirected['bob@Sales'] ?? {})).toEqual(['ana@IT', 'ana@Sales']);
    const directed = arcsOf(network, network.directed)['bob@Sales'];
    expect(directed?.['ana@Sales']).toBeCloseTo((toAna * before) / (before + after), 9);
    // The tie of the pair is as strong as if nobody had moved.
    expect((directed?.['ana@Sales'] ?? 0) + (directed?.['ana@IT'] ?? 0)).toBeCloseTo(toAna, 9);
  });

  it('hold only what both wrote where ties go two ways', async () => {
    await openMove();
    const filter = { from: '2026-03-01', to: '2026-05-01' };
    const resolved = await resolveFilter(opened.snapshot, filter, 'raw');
    const { db, time_zone } = opened.snapshot;
    const people = await loadNetwork(db, time_zone, resolved, 'raw');
    const network = await twoWayNetwork(db, time_zone, people, resolved);
    // Cy never answered Ana in that time.
    expect(Object.keys(arcsOf(network, network.undirected)['bob@Sales'] ?? {})).toEqual(['ana@IT', 'ana@Sales']);
    expect(arcsOf(network, network.undirected)['cy@IT']).toEqual({});
    expect([...network.personOf]).toHaveLength(4);
  });

  it('count for the sites of their day when asked by site', async () => {
    opened = await openFiles({
      'people.csv': csv('person_id,department,site,valid_from,valid_to', [
        ['ana', 'IT', 'Lyon', null, '2026-04-01'],
        ['ana', 'IT', 'Lille', '2026-04-01', null],
        ['bob', 'IT', 'Lyon', null, null],
      ]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id', [
        ['e1', 'reply', '2026-03-31T09:00:00Z', 'ana', 'bob'],
        ['e2', 'reply', '2026-04-01T09:00:00Z', 'bob', 'ana'],
      ]),
    });
    const network = await dated('raw', {}, 'site');
    expect(arcsOf(network, network.directed)).toEqual({
      'ana@Lille': {},
      'ana@Lyon': { 'bob@Lyon': 1 },
      'bob@Lyon': { 'ana@Lille': 1 },
    });
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
