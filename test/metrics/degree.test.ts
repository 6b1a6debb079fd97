import { afterEach, describe, expect, it } from 'vitest';
import { degree } from '../../server/metrics/degree.ts';
import { readDirected, readGraph, undirectedOracles } from '../graph/oracle.ts';
import { byName, expectRanking, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('number of contacts', () => {
  it.each(undirectedOracles)('equals the reference value of everyone in %s', async (name) => {
    network = await openOracle(name);
    expectRanking(await network.ask(degree), readGraph(name).metrics.degree);
  });

  it('counts a pair once, whatever its directions and number of events', async () => {
    network = await openOracle('toy-rse-directed');
    const contacts = new Map(readDirected().nodes.map((node) => [node, new Set<string>()]));
    for (const [a, b] of readDirected().metrics.undirected_projection.edges) {
      contacts.get(a)?.add(b);
      contacts.get(b)?.add(a);
    }
    expectRanking(await network.ask(degree), Object.fromEntries([...contacts].map(([node, of]) => [node, of.size])));
  });

  it('leaves self-loops out and shows someone who only wrote to themselves with 0', async () => {
    network = await openTies([
      ['a', 'b'],
      ['a', 'a'],
      ['b', 'a'],
      ['solo', 'solo'],
    ]);
    expectRanking(await network.ask(degree), { a: 1, b: 1, solo: 0 });
  });

  it('shows only the people of a department, with their ties to everyone', async () => {
    const departments = { a: 'Sales', b: 'Sales', c: 'IT', d: 'IT', e: 'Sales' };
    network = await openTies(
      [
        ['a', 'b'],
        ['a', 'c'],
        ['a', 'd'],
        ['b', 'c'],
      ],
      { departments },
    );
    const rows = byName(await network.ask(degree, { department: 'Sales' }));
    expect([...rows].map(([name, { value, rank }]) => [name, value, rank])).toEqual([
      ['a', 3, 1],
      ['b', 2, 2],
      ['e', 0, 3],
    ]);
  });

  it('names the reporting unit and its ranks', async () => {
    network = await openTies([['a', 'b']]);
    const { columns, meta } = await network.ask(degree);
    expect(columns.slice(0, 4).map(({ key }) => key)).toEqual(['subject_id', 'name', 'value', 'rank']);
    expect(columns.find(({ key }) => key === 'value')?.unit).toBe('people');
    expect(meta.filter.ties).toBe('raw');
  });
});
