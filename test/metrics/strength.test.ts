import { afterEach, describe, expect, it } from 'vitest';
import { strength } from '../../server/metrics/strength.ts';
import { readDirected, readGraph } from '../graph/oracle.ts';
import { byName, expectRanking, expectValue, type NamedNetwork, openOracle } from '../support/named-network.ts';
import { openToyLog, toyLog } from '../facts/toy-log.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('strength of ties', () => {
  it.each(['zachary-karate', 'les-miserables'])('adds up the published weights of %s under counts', async (name) => {
    network = await openOracle(name);
    // A published tie of weight w stands for w exchanges each way; an undirected file gives both directions.
    const twice = Object.entries(readGraph(name).metrics.weighted?.strength ?? {}).map(([node, value]) => [
      node,
      value === null ? null : 2 * value,
    ]);
    expectRanking(await network.ask(strength, { ties: 'counts' }), Object.fromEntries(twice));
  });

  it('tells what is received from what is given', async () => {
    network = await openOracle('toy-rse-directed');
    const { in_strength, out_strength } = readDirected().metrics;
    const result = await network.ask(strength, { ties: 'counts' });
    expectRanking(result, in_strength, 'in');
    expectRanking(result, out_strength, 'out');
  });

  it('uses tie strength when nothing is asked for', async () => {
    network = await openToyLog();
    const result = await network.ask(strength);
    expect(result.meta.filter.ties).toBe('strength');
    const sums = new Map<string, number>();
    for (const [a, b, , , , s] of toyLog.undirected) {
      sums.set(a, (sums.get(a) ?? 0) + s);
      sums.set(b, (sums.get(b) ?? 0) + s);
    }
    for (const [name, row] of byName(result)) expectValue(row.value, sums.get(name) ?? 0, name);
    expect(byName(result).get('hal')?.value).toBe(0);
  });
});
