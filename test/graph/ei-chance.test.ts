import { describe, expect, it } from 'vitest';
import { eiChance } from '../../server/graph/ei-chance.ts';
import { groupedEnds } from '../../server/graph/ei-ends.ts';
import { eiIndex } from '../../server/graph/ei-index.ts';
import type { Graph } from '../../server/graph/graph.ts';
import type { Groups } from '../../server/graph/groups.ts';
import { directedOf, randomUndirected } from './networks.ts';
import { graphOf, groupsOf, readGraph } from './oracle.ts';
import { undirected } from '../../server/graph/graph.ts';

/** Every order of the labels, one by one. */
function* orders(labels: readonly number[]): Generator<number[]> {
  if (labels.length === 0) yield [];
  for (const [i, label] of labels.entries()) {
    for (const rest of orders([...labels.slice(0, i), ...labels.slice(i + 1)])) yield [label, ...rest];
  }
}

/** Mean and standard deviation of the index over all orders of the labels of the grouped people. */
function overAllLabelings(graph: Graph, groups: Groups): { mean: number; sd: number } {
  const members = [...groups.of.keys()].filter((v) => (groups.of[v] ?? -1) >= 0);
  const values: number[] = [];
  for (const labels of orders(members.map((v) => groups.of[v] ?? -1))) {
    const of = groups.of.slice();
    members.forEach((v, i) => {
      of[v] = labels[i] ?? -1;
    });
    values.push(eiIndex(graph, { of, count: groups.count }).index ?? Number.NaN);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

describe('what chance gives to the E-I index', () => {
  it.each([
    ['three groups, weights and someone without a group', [0, 0, 1, 1, 2, -1, 2], 7],
    ['two unequal groups', [0, 1, 1, 1, 1, 1, 1], 7],
    ['three people', [0, 0, 1], 3],
    ['two people', [0, 1], 2],
  ] as const)('equals the mean and deviation over all labelings: %s', (_, labels, n) => {
    const graph = randomUndirected(n, 3 * n, 5);
    const groups = { of: Int32Array.from(labels), count: Math.max(...labels) + 1 };
    const exact = overAllLabelings(graph, groups);
    const chance = eiChance(groupedEnds(graph, groups), groups);
    expect(chance?.mean).toBeCloseTo(exact.mean, 10);
    expect(chance?.sd).toBeCloseTo(exact.sd, 7);
  });

  it.each([
    ['zachary-karate', 'club', false],
    ['zachary-karate', 'club', true],
    ['barbell-4-4', 'side', false],
  ] as const)('agrees with 20,000 shuffles of %s by another program (weighted: %s %s)', (name, attribute, weighted) => {
    const oracle = readGraph(name);
    const partition = oracle.metrics[weighted ? 'partition_weighted' : 'partition']?.[attribute];
    const groups = groupsOf(oracle.nodes, oracle.attributes?.[attribute] ?? {}, partition?.groups ?? []);
    const chance = eiChance(groupedEnds(graphOf(oracle, weighted), groups), groups);
    expect(chance?.mean).toBeCloseTo(partition?.EI_permutation_mean_exact ?? Number.NaN, 9);
    // Three standard errors of a deviation estimated from 20,000 values, doubled for the heavy tail of few labelings.
    const sd = partition?.EI_permutation.sd ?? Number.NaN;
    expect(Math.abs((chance?.sd ?? Number.NaN) - sd)).toBeLessThan((6 * sd) / Math.sqrt(2 * 20_000));
  });

  it('is undefined without a tie between grouped people', () => {
    const tie = undirected(directedOf(3, [[0, 1]]), 'max');
    const groups = { of: Int32Array.of(0, -1, 0), count: 1 };
    expect(eiChance(groupedEnds(tie, groups), groups)).toBeNull();
  });
});
