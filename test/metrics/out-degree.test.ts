import { afterEach, describe, it } from 'vitest';
import { outDegree } from '../../server/metrics/out-degree.ts';
import { readDirected } from '../graph/oracle.ts';
import { expectRanking, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('attention given', () => {
  it('equals the reference value of everyone, an isolate included', async () => {
    network = await openOracle('toy-rse-directed');
    expectRanking(await network.ask(outDegree), readDirected().metrics.out_degree);
  });

  it('counts people, not events, and nothing to oneself', async () => {
    network = await openTies([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'b'],
      ['c', 'b'],
    ]);
    expectRanking(await network.ask(outDegree), { a: 2, b: 0, c: 1 });
  });
});
