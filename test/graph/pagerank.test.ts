import { afterAll, describe, expect, it, test } from 'vitest';
import type { Graph } from '../../server/graph/graph.ts';
import { pagerank } from '../../server/graph/pagerank.ts';
import { KernelPool } from '../../server/graph/workers/kernel-pool.ts';
import { arcsOf, directedOf, matrixOf, randomDirected } from './networks.ts';
import { plainPagerank } from './plain.ts';

/** Values and the rounds it took, by the plain iteration: everyone's at once, from those of the round before. */
function plainRounds(graph: Graph, tolerance: number): { values: number[]; rounds: number } {
  const { n } = graph;
  const arcs = arcsOf(graph);
  const strength = Array.from({ length: n }, () => 0);
  for (const [v, , weight] of arcs) strength[v] = (strength[v] ?? 0) + weight;
  let values = Array.from({ length: n }, () => 1 / n);
  for (let rounds = 1; ; rounds++) {
    const lost = values.reduce((sum, value, v) => sum + (strength[v] === 0 ? value : 0), 0);
    const next = Array.from({ length: n }, () => (0.15 + 0.85 * lost) / n);
    for (const [v, w, weight] of arcs) {
      next[w] = (next[w] ?? 0) + (0.85 * (values[v] ?? 0) * weight) / (strength[v] ?? 1);
    }
    const change = next.reduce((sum, value, v) => sum + Math.abs(value - (values[v] ?? 0)), 0);
    values = next;
    if (change < tolerance) return { values, rounds };
  }
}

describe('a network large enough for several stages a round', () => {
  // Two thousand of the people have no arcs at all, a thousand only get some.
  const inner = randomDirected(3000, 250_000, 5);
  const outer = Array.from({ length: 1000 }, (_, v) => [v, 3000 + v, 1] as const);
  const graph = directedOf(6000, [...arcsOf(inner), ...outer]);
  const found = pagerank(graph);

  it('has the values of the plain iteration, in fewer rounds', () => {
    const { values, rounds } = plainRounds(graph, 1e-12);
    const gap = values.reduce((most, value, v) => Math.max(most, Math.abs(value - (found.values[v] ?? 0)) / value), 0);
    expect(gap).toBeLessThan(1e-11);
    expect(found.converged).toBe(true);
    expect(found.iterations).toBeLessThan(0.8 * rounds);
  });

  const pools = [2, 3].map((size) => new KernelPool(size));
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));
  it.each([0, 1])('has them bit by bit whoever works (%i)', async (at) => {
    expect(await pools[at]?.run('pagerank', { graph, options: {} })).toEqual(found);
  });
});

/** Where an iteration comes back to where it was, or passes values on very slowly. */
const hard: [string, Graph][] = [
  [
    'a circle',
    directedOf(
      60,
      Array.from({ length: 60 }, (_, v) => [v, (v + 1) % 60] as const),
    ),
  ],
  [
    'a chain',
    directedOf(
      60,
      Array.from({ length: 59 }, (_, v) => [v, v + 1] as const),
    ),
  ],
  [
    'a chain with a pair at its end',
    directedOf(60, [[0, 1], ...Array.from({ length: 59 }, (_, v) => [v + 1, v] as const)]),
  ],
  [
    'a star',
    directedOf(
      60,
      Array.from(
        { length: 59 },
        (_, v) =>
          [
            [0, v + 1],
            [v + 1, 0],
          ] as const,
      ).flat(),
    ),
  ],
  [
    'two sides',
    directedOf(
      60,
      Array.from({ length: 300 }, (_, e) => [e % 60, (7 * e + ((e % 60) % 2 === 0 ? 1 : 0)) % 60] as const),
    ),
  ],
  [
    'two halves that hardly meet',
    directedOf(60, [
      [0, 30],
      [31, 1, 0.01],
      ...Array.from({ length: 240 }, (_, e) => [e % 60, (e % 60 < 30 ? 0 : 30) + ((11 * e) % 30)] as const),
    ]),
  ],
];

test.each(hard)('%s: the solution of the equations', (_, graph) => {
  const { values, converged } = pagerank(graph);
  expect(converged).toBe(true);
  const exact = plainPagerank(matrixOf(graph), 0.85);
  expect(Math.max(...exact.map((value, v) => Math.abs(value - (values[v] ?? 0))))).toBeLessThan(6e-12);
});

test('people in the same place of a circle have the same value from the first round', () => {
  const circle = directedOf(
    7,
    Array.from({ length: 7 }, (_, v) => [v, (v + 3) % 7] as const),
  );
  const { values, iterations } = pagerank(circle);
  expect(iterations).toBe(1);
  for (const value of values) expect(value).toBeCloseTo(1 / 7, 15);
});

test('without damping of jumps there is nothing to pass on', () => {
  const { values } = pagerank(
    directedOf(3, [
      [0, 1],
      [1, 2],
    ]),
    { damping: 0 },
  );
  for (const value of values) expect(value).toBeCloseTo(1 / 3, 15);
});
