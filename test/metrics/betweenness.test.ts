import { afterEach, describe, expect, it } from 'vitest';
import { betweenness } from '../../server/metrics/betweenness.ts';
import { readGraph, undirectedOracles } from '../graph/oracle.ts';
import { expectRanking, expectValue, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('betweenness', () => {
  it.each(undirectedOracles)('equals the reference value of everyone in %s, normalised and raw', async (name) => {
    network = await openOracle(name);
    const result = await network.ask(betweenness);
    expectRanking(result, readGraph(name).metrics.betweenness_norm);
    expectRanking(result, readGraph(name).metrics.betweenness_raw, 'raw');
  });

  it.each(['zachary-karate', 'les-miserables'])('takes strong ties for short ways in %s', async (name) => {
    network = await openOracle(name);
    const result = await network.ask(betweenness, { ties: 'counts' });
    expectRanking(result, readGraph(name).metrics.weighted?.betweenness_raw_dist_inv_weight_exact ?? {}, 'raw');
  });

  it('forgets directions', async () => {
    network = await openTies([
      ['a', 'b'],
      ['c', 'b'],
    ]);
    expectRanking(await network.ask(betweenness), { a: 0, b: 1, c: 0 });
  });

  it('is undefined for two people, who have no pair of others', async () => {
    network = await openTies([['a', 'b']]);
    const { rows } = await network.ask(betweenness);
    expect(rows.map(({ value, rank }) => [value, rank])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('samples a network too large for the exact computation, says so, and gives no rank inside the error', async () => {
    // A tree where everyone leads three people, over ten levels: 88,573 people × 88,572 ties is above the limit.
    const n = (3 ** 11 - 1) / 2;
    const edges = Array.from({ length: n - 1 }, (_, i) => [`p${Math.floor(i / 3)}`, `p${i + 1}`] as const);
    network = await openTies(edges);
    const { rows, meta } = await network.ask(betweenness);
    expect(meta.warnings[0]?.en).toMatch(/random paths/);
    const values = new Map(rows.map((row) => [network.nameOf(row.subject_id), row]));
    // Paths through the root join two of its three branches; through its child, two of the child's own three or one of
    // them with the rest of the tree.
    const [branch, twig] = [(3 ** 10 - 1) / 2, (3 ** 9 - 1) / 2];
    const pairs = ((n - 1) * (n - 2)) / 2;
    expectValue(values.get('p0')?.value, (3 * branch ** 2) / pairs, 'root', 0.01);
    expectValue(values.get('p1')?.value, (3 * twig ** 2 + 3 * twig * (n - branch)) / pairs, 'child', 0.01);
    expect(values.get('p0')?.rank).toBe(1);
    const leaf = values.get(`p${n - 1}`);
    expect([leaf?.value, leaf?.rank]).toEqual([0, null]);
  });
});
