import { afterEach, describe, it } from 'vitest';
import { kCore } from '../../server/metrics/k-core.ts';
import { readGraph, undirectedOracles } from '../graph/oracle.ts';
import { expectRanking, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('core', () => {
  it.each(undirectedOracles)('equals the reference value of everyone in %s', async (name) => {
    network = await openOracle(name);
    expectRanking(await network.ask(kCore), readGraph(name).metrics.core_number);
  });

  it('needs distinct contacts: exchanging back and forth deepens nothing', async () => {
    network = await openTies([
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'b'],
      ['solo', 'solo'],
    ]);
    expectRanking(await network.ask(kCore), { a: 1, b: 1, solo: 0 });
  });
});
