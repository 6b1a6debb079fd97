import { afterEach, describe, expect, it } from 'vitest';
import { burtConstraint } from '../../server/metrics/burt-constraint.ts';
import { readGraph, undirectedOracles } from '../graph/oracle.ts';
import { byName, expectRanking, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('constraint', () => {
  it.each(undirectedOracles)('equals the reference value of everyone in %s', async (name) => {
    network = await openOracle(name);
    expectRanking(await network.ask(burtConstraint), readGraph(name).metrics.burt_constraint);
  });

  it.each(['zachary-karate', 'les-miserables'])('follows the published weights of %s', async (name) => {
    network = await openOracle(name);
    const expected = readGraph(name).metrics.weighted?.burt_constraint ?? {};
    expectRanking(await network.ask(burtConstraint, { ties: 'counts' }), expected);
  });

  it('exceeds 1 in a closed triangle and is null for someone without ties', async () => {
    network = await openTies([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['solo', 'solo'],
    ]);
    const rows = byName(await network.ask(burtConstraint));
    // Each has p = 1/2 to both others, and half of that comes back through the third: 2 × (1/2 + 1/4)² = 9/8.
    expect(rows.get('a')?.value).toBeCloseTo(9 / 8, 12);
    expect([rows.get('solo')?.value, rows.get('solo')?.rank]).toEqual([null, null]);
  });
});
