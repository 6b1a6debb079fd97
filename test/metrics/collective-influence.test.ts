import { afterEach, describe, expect, it } from 'vitest';
import { collectiveInfluence } from '../../server/metrics/collective-influence.ts';
import { readGraph } from '../graph/oracle.ts';
import { expectRanking, type NamedNetwork, openOracle } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('collective influence', () => {
  it.each([
    // Diameters 5, 4 and 1.
    ['zachary-karate', 'collective_influence_l2', 'Measured at two steps.'],
    ['krackhardt-kite', 'collective_influence_l1', 'Narrow network: measured at one step.'],
    ['complete-5', 'collective_influence_l1', 'Narrow network: measured at one step.'],
  ] as const)('equals the reference values of %s (%s)', async (name, oracle, said) => {
    network = await openOracle(name);
    const result = await network.ask(collectiveInfluence);
    expectRanking(result, readGraph(name).metrics[oracle]);
    expect(result.meta.warnings.map(({ en }) => en)).toEqual([said]);
  });
});
