import { afterEach, describe, expect, it } from 'vitest';
import { pagerank } from '../../server/metrics/pagerank.ts';
import { readDirected, readGraph, undirectedOracles } from '../graph/oracle.ts';
import { expectRanking, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('influence', () => {
  it.each(undirectedOracles)('equals the reference value of everyone in %s', async (name) => {
    network = await openOracle(name);
    expectRanking(await network.ask(pagerank, { ties: 'raw' }), readGraph(name).metrics.pagerank_085);
  });

  it.each(['zachary-karate', 'les-miserables'])('follows the published weights of %s', async (name) => {
    network = await openOracle(name);
    expectRanking(
      await network.ask(pagerank, { ties: 'counts' }),
      readGraph(name).metrics.weighted?.pagerank_085 ?? {},
    );
  });

  it('equals the reference of a directed network, plain and weighted', async () => {
    network = await openOracle('toy-rse-directed');
    const { pagerank_085, pagerank_085_weighted } = readDirected().metrics;
    expectRanking(await network.ask(pagerank, { ties: 'raw' }), pagerank_085);
    expectRanking(await network.ask(pagerank, { ties: 'counts' }), pagerank_085_weighted);
  });

  it('adds up to 1 over everyone and uses tie strength when nothing is asked for', async () => {
    network = await openTies([
      ['a', 'b'],
      ['b', 'c'],
      ['solo', 'solo'],
    ]);
    const { rows, meta } = await network.ask(pagerank);
    expect(rows.reduce((sum, { value }) => sum + Number(value), 0)).toBeCloseTo(1, 12);
    expect(meta.filter.ties).toBe('strength');
    expect(meta.warnings).toEqual([]);
  });
});
