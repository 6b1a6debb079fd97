import { afterEach, describe, it } from 'vitest';
import { inDegree } from '../../server/metrics/in-degree.ts';
import { readDirected } from '../graph/oracle.ts';
import { expectRanking, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('attention received', () => {
  it('equals the reference value of everyone, an isolate included', async () => {
    network = await openOracle('toy-rse-directed');
    expectRanking(await network.ask(inDegree), readDirected().metrics.in_degree);
  });

  it('counts people, not events, and nothing from oneself', async () => {
    network = await openTies([
      ['a', 'b'],
      ['a', 'b'],
      ['c', 'b'],
      ['b', 'b'],
      ['b', 'c'],
    ]);
    expectRanking(await network.ask(inDegree), { a: 0, b: 2, c: 1 });
  });
});
