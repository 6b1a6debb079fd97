import { describe, expect, test } from 'vitest';
import { betweenness } from '../../server/graph/betweenness.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { sampledBetweenness, sampleSize } from '../../server/graph/sampled-betweenness.ts';
import { randomUndirected, undirectedOf } from './networks.ts';
import { graphOf, readGraph, readOracle } from './oracle.ts';

interface Sampling {
  riondato_kornaropoulos: { 'cases_[VD,eps,delta,r]': [number, number, number, number][] };
}

const cases = (readOracle('betweenness-sampling') as Sampling).riondato_kornaropoulos['cases_[VD,eps,delta,r]'];

test.each(cases)('a vertex diameter of %d, eps %d, delta %d needs %d samples', (diameter, epsilon, delta, samples) => {
  expect(sampleSize(diameter, epsilon, delta)).toBe(samples);
});

/** A square grid: many shortest paths of several steps, unequally many through each neighbour. */
function grid(side: number): Graph {
  const ties: [number, number][] = [];
  for (let v = 0; v < side * side; v++) {
    if (v % side < side - 1) ties.push([v, v + 1]);
    if (v < side * (side - 1)) ties.push([v, v + side]);
  }
  return undirectedOf(side * side, ties);
}

describe.each([
  ['grid', grid(7)],
  ['karate club', graphOf(readGraph('zachary-karate'), false)],
  ['Les Misérables', graphOf(readGraph('les-miserables'), false)],
  ['random, several parts', randomUndirected(120, 150, 8)],
])('%s', (_, graph) => {
  const sampled = sampledBetweenness(graph, { epsilon: 0.01, delta: 1e-6, seed: 1 });
  const exact = betweenness(graph);

  test('keeps its bound', () => {
    expect(sampled.bound).toBeCloseTo((0.01 * graph.n * (graph.n - 1)) / 2, 9);
    exact.forEach((value, v) => {
      expect(Math.abs(value - (sampled.raw[v] ?? Number.NaN))).toBeLessThan(sampled.bound);
    });
  });

  test('is unbiased: each estimate within five standard errors', () => {
    const pairs = (graph.n * (graph.n - 1)) / 2;
    exact.forEach((value, v) => {
      const share = value / pairs;
      const error = Math.sqrt((share * (1 - share)) / sampled.samples);
      expect(Math.abs((sampled.raw[v] ?? Number.NaN) / pairs - share)).toBeLessThanOrEqual(5 * error + 1e-12);
    });
  });
});

test('the same seed gives the same estimate', () => {
  const graph = graphOf(readGraph('zachary-karate'), false);
  const options = { epsilon: 0.05, delta: 0.1, seed: 4 };
  expect(sampledBetweenness(graph, options)).toEqual(sampledBetweenness(graph, options));
  expect(sampledBetweenness(graph, { ...options, seed: 5 }).raw).not.toEqual(sampledBetweenness(graph, options).raw);
});

test.each([
  ['nobody', 0, []],
  ['one person', 1, []],
  ['a dyad', 2, [[0, 1]]],
  [
    'two dyads',
    4,
    [
      [0, 1],
      [2, 3],
    ],
  ],
] as [string, number, [number, number][]][])('%s: no path has an inside, nothing to sample', (_, n, ties) => {
  const sampled = sampledBetweenness(undirectedOf(n, ties), { epsilon: 0.01, delta: 0.1, seed: 1 });
  expect(sampled).toMatchObject({ samples: 0, bound: 0 });
  expect([...sampled.raw]).toEqual(Array.from({ length: n }, () => 0));
});

test('of three in a line, the middle one is on the only path there is', () => {
  const line = undirectedOf(3, [
    [0, 1],
    [1, 2],
  ]);
  const { raw, vertexDiameter } = sampledBetweenness(line, { epsilon: 0.01, delta: 1e-6, seed: 2 });
  expect(vertexDiameter).toBe(3);
  expect([raw[0], raw[2]]).toEqual([0, 0]);
  expect(Math.abs((raw[1] ?? 0) - 1)).toBeLessThan(0.03);
});
