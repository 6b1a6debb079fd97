import { afterEach, describe, it } from 'vitest';
import { effectiveSize } from '../../server/metrics/effective-size.ts';
import { readGraph, undirectedOracles } from '../graph/oracle.ts';
import { expectRanking, type NamedNetwork, openOracle } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('effective size', () => {
  it.each(undirectedOracles)('equals the reference value of everyone in %s, with its efficiency', async (name) => {
    network = await openOracle(name);
    const result = await network.ask(effectiveSize);
    expectRanking(result, readGraph(name).metrics.burt_effective_size);
    expectRanking(result, readGraph(name).metrics.burt_efficiency, 'efficiency');
  });

  it.each(['zachary-karate', 'les-miserables'])('follows the published weights of %s', async (name) => {
    network = await openOracle(name);
    const expected = readGraph(name).metrics.weighted?.burt_effective_size ?? {};
    expectRanking(await network.ask(effectiveSize, { ties: 'counts' }), expected);
  });
});
