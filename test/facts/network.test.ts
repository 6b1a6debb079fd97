import { afterEach, describe, expect, it } from 'vitest';
import type { Filter, TieMode } from '../../server/contract/filters.ts';
import { loadNetwork, type Network, withinScope } from '../../server/facts/network.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { csv, type NamedNetwork, openFiles, openTies } from '../support/named-network.ts';
import { openToyLog } from './toy-log.ts';

let opened: NamedNetwork;
afterEach(() => opened.snapshot.close());

async function load(mode: TieMode, filter: Filter = {}): Promise<Network> {
  const { snapshot } = opened;
  return loadNetwork(snapshot.db, snapshot.time_zone, await resolveFilter(snapshot, filter, mode), mode);
}

const names = (network: Network) => network.people.map((person) => opened.nameOf(person)).sort();

function ties(network: Network, graph: Graph): Record<string, number> {
  const name = (node: number) => opened.nameOf(network.people[node]);
  const found: [string, number][] = [];
  for (let v = 0; v < graph.n; v++) {
    for (let k = graph.offsets[v] ?? 0; k < (graph.offsets[v + 1] ?? 0); k++) {
      found.push([`${name(v)}>${name(graph.targets[k] ?? -1)}`, graph.weights[k] ?? Number.NaN]);
    }
  }
  return Object.fromEntries(found);
}

const departmentsOf = (network: Network): Record<string, string | null> =>
  Object.fromEntries(
    network.people.map((person, node) => [
      opened.nameOf(person),
      network.departments[network.departmentOf[node] ?? -1] ?? null,
    ]),
  );

describe('people of the network', () => {
  it('are humans, with or without ties; bots and deleted accounts are out', async () => {
    opened = await openToyLog();
    const network = await load('raw');
    expect(names(network)).toEqual(['ana', 'bob', 'cat', 'dan', 'eve', 'ext1', 'fay', 'gil', 'hal']);
    expect([...network.people]).toEqual([...network.people].sort());
    expect(departmentsOf(network)).toMatchObject({ ana: 'Sales', gil: 'Legal', ext1: null });
    expect(network.isExternal.reduce((sum, external) => sum + external, 0)).toBe(1);
  });

  it('of a community are its members and those who exchange there', async () => {
    opened = await openFiles({
      'people.csv': csv(
        'person_id,department',
        ['a', 'b', 'c', 'd', 'e'].map((id) => [id, 'Sales']),
      ),
      'communities.csv': csv('community_id,name', [
        ['x', 'Garden'],
        ['y', 'Python'],
      ]),
      'memberships.csv': csv('community_id,person_id', [['x', 'a']]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id', [
        ['e1', 'reply', '2026-03-02T09:00:00Z', 'b', 'c', 'x', 't1'],
        ['e2', 'reply', '2026-03-02T10:00:00Z', 'd', 'a', 'y', 't2'],
      ]),
    });
    const network = await load('raw', { community: 'Garden' });
    expect(names(network)).toEqual(['a', 'b', 'c']);
    expect(ties(network, network.directed)).toEqual({ 'b>c': 1 });
  });

  it('belong to the department in force on the last day of the period', async () => {
    opened = await openFiles({
      'people.csv': csv('person_id,department,affiliation,valid_from,valid_to', [
        ['a', 'Sales', 'internal', null, '2026-04-01'],
        ['a', 'IT', 'internal', '2026-04-01', '2026-05-01'],
        ['a', 'IT', 'external', '2026-05-01', null],
        ['b', 'HR', 'internal', '2026-04-15', null],
      ]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id', [
        ['e1', 'reply', '2026-03-01T09:00:00Z', 'a', 'b'],
        ['e2', 'reply', '2026-05-31T09:00:00Z', 'a', 'b'],
      ]),
    });
    expect(departmentsOf(await load('raw', { to: '2026-04-01' }))).toEqual({ a: 'Sales', b: null });
    expect(departmentsOf(await load('raw', { to: '2026-04-02' }))).toEqual({ a: 'IT', b: null });
    expect(departmentsOf(await load('raw', { to: '2026-05-01' }))).toEqual({ a: 'IT', b: 'HR' });
    expect(departmentsOf(await load('raw'))).toEqual({ a: null, b: 'HR' });
    // a moved on 1 April: a period that holds the day before and that day knows it.
    const changes = async (from: string, to: string) => (await load('raw', { from, to })).changesDepartment;
    expect(await changes('2026-03-01', '2026-04-01')).toBe(false);
    expect(await changes('2026-03-31', '2026-05-20')).toBe(true);
    expect(await changes('2026-04-01', '2026-05-20')).toBe(false);
  });
});

describe('ties of the network', () => {
  it('are distinct pairs, numbers of events, or strength', async () => {
    opened = await openTies([
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'a'],
      ['c', 'a'],
      ['c', 'c'],
    ]);
    const raw = await load('raw');
    expect(ties(raw, raw.directed)).toEqual({ 'a>b': 1, 'b>a': 1, 'c>a': 1 });
    expect(ties(raw, raw.undirected)).toEqual({ 'a>b': 1, 'a>c': 1, 'b>a': 1, 'c>a': 1 });
    const counts = await load('counts');
    expect(ties(counts, counts.directed)).toEqual({ 'a>b': 2, 'b>a': 1, 'c>a': 1 });
    expect(ties(counts, counts.undirected)).toEqual({ 'a>b': 3, 'a>c': 1, 'b>a': 3, 'c>a': 1 });
    expect(raw.selfLoops).toBe(1);
    expect(raw.hasSelfLoop[raw.people.findIndex((person) => opened.nameOf(person) === 'c')]).toBe(1);
  });

  it('fall in the half-open period asked for', async () => {
    opened = await openToyLog();
    const network = await load('raw', { from: '2026-03-05', to: '2026-03-11' });
    expect(ties(network, network.directed)).toEqual({ 'dan>cat': 1, 'eve>ana': 1, 'eve>dan': 1 });
  });

  it('never touch a bot, a deleted account or oneself', async () => {
    opened = await openToyLog();
    const network = await load('counts');
    expect(ties(network, network.directed)).toEqual({
      'ana>cat': 1,
      'bob>ana': 1,
      'cat>ana': 1,
      'cat>dan': 1,
      'dan>ana': 1,
      // A mention and two reactions.
      'dan>cat': 3,
      'eve>ana': 1,
      'eve>cat': 1,
      'eve>dan': 1,
      'ext1>fay': 1,
      'fay>ext1': 1,
    });
    expect(network.selfLoops).toBe(1);
  });
});

describe('the network within its scope', () => {
  it('keeps the people of the department asked for and the ties between them', async () => {
    opened = await openTies(
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['b', 'b'],
        ['c', 'c'],
      ],
      { departments: { a: 'Sales', b: 'Sales', c: 'IT', d: 'Sales' } },
    );
    const whole = await load('raw', { department: 'Sales' });
    expect(names(whole)).toEqual(['a', 'b', 'c', 'd']);
    const network = withinScope(whole);
    expect(names(network)).toEqual(['a', 'b', 'd']);
    expect(departmentsOf(network)).toEqual({ a: 'Sales', b: 'Sales', d: 'Sales' });
    expect(network.departments).toEqual(['Sales']);
    expect(ties(network, network.directed)).toEqual({ 'a>b': 1 });
    expect(ties(network, network.undirected)).toEqual({ 'a>b': 1, 'b>a': 1 });
    expect(network.selfLoops).toBe(1);
  });
});
