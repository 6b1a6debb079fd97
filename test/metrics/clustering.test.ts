import { afterEach, describe, it } from 'vitest';
import { clustering } from '../../server/metrics/clustering.ts';
import { readGraph, undirectedOracles } from '../graph/oracle.ts';
import { expectRanking, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('clustering', () => {
  it.each(undirectedOracles)('equals the reference value of everyone in %s', async (name) => {
    network = await openOracle(name);
    expectRanking(await network.ask(clustering), readGraph(name).metrics.local_clustering);
  });

  it('closes triangles whatever the direction of ties', async () => {
    network = await openTies([
      ['a', 'b'],
      ['c', 'b'],
      ['a', 'c'],
      ['a', 'd'],
      ['a', 'a'],
    ]);
    // Of the three pairs of contacts of a, only b–c is tied.
    expectRanking(await network.ask(clustering), { a: 1 / 3, b: 1, c: 1, d: 0 });
  });
});
