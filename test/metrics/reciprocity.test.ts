import { afterEach, describe, it } from 'vitest';
import { reciprocity } from '../../server/metrics/reciprocity.ts';
import { readDirected } from '../graph/oracle.ts';
import { expectRanking, expectValue, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('reciprocity of people', () => {
  it('is the share of those addressed who answer, and null for those who address no one', async () => {
    network = await openTies([
      ['a', 'b'],
      ['a', 'c'],
      ['a', 'd'],
      ['b', 'a'],
      ['c', 'c'],
      ['d', 'a'],
      ['d', 'b'],
    ]);
    const result = await network.ask(reciprocity);
    expectRanking(result, { a: 2 / 3, b: 1, c: null, d: 1 / 2 });
    expectRanking(result, { a: 2, b: 1, c: 0, d: 1 }, 'returned');
    expectRanking(result, { a: 3, b: 1, c: 0, d: 2 }, 'given');
  });

  it('adds up to the reciprocity of the network', async () => {
    network = await openOracle('toy-rse-directed');
    const { rows } = await network.ask(reciprocity);
    const sum = (key: string) => rows.reduce((total, row) => total + Number(row[key]), 0);
    expectValue(sum('returned') / sum('given'), readDirected().metrics.reciprocity_edges);
  });
});
