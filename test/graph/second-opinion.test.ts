import Graphology from 'graphology';
import { connectedComponents, stronglyConnectedComponents } from 'graphology-components';
import { coreNumber } from 'graphology-cores';
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js';
import pagerankCentrality from 'graphology-metrics/centrality/pagerank.js';
import { describe, expect, test } from 'vitest';
import { betweenness } from '../../server/graph/betweenness.ts';
import { burt } from '../../server/graph/burt.ts';
import { components } from '../../server/graph/components.ts';
import { distances } from '../../server/graph/distances.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { binary } from '../../server/graph/graph.ts';
import { kCore } from '../../server/graph/k-core.ts';
import { pagerank } from '../../server/graph/pagerank.ts';
import { strongComponents } from '../../server/graph/strong-components.ts';
import { triangles } from '../../server/graph/triangles.ts';
import { arcsOf, matrixOf, randomDirected, randomUndirected, undirectedOf } from './networks.ts';
import { plainBetweenness, plainBurt, plainCore, plainDistances, plainPagerank, plainTriangles } from './plain.ts';

/** Largest difference between two lists of the same length; NaN must meet NaN. */
function gap(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return Array.from(actual, (value, i) => {
    const other = expected[i] ?? 0;
    return Number.isNaN(value) && Number.isNaN(other) ? 0 : Math.abs(value - other);
  }).reduce((most, difference) => (difference > most || Number.isNaN(difference) ? difference : most), 0);
}

/** The same network in graphology. */
function toGraphology(graph: Graph, type: 'directed' | 'undirected'): Graphology {
  const other = new Graphology({ type });
  for (let v = 0; v < graph.n; v++) other.addNode(String(v));
  for (const [v, w, weight] of arcsOf(graph)) {
    if (type === 'directed' || v < w) other.addEdge(String(v), String(w), { weight });
  }
  return other;
}

function inOrder(values: Record<string, number>): number[] {
  return Object.keys(values).map((_, v) => values[String(v)] ?? Number.NaN);
}

/** Parts of a network as sorted lists of sorted members, whatever their numbers. */
function parts(labels: ArrayLike<number>): string[] {
  const members = new Map<number, number[]>();
  Array.from(labels, (label, v) => members.set(label, [...(members.get(label) ?? []), v]));
  return [...members.values()].map(String).sort();
}

function partsOf(lists: string[][]): string[] {
  return lists.map((list) => String(list.map(Number).sort((a, b) => a - b))).sort();
}

describe.each([1, 2, 3, 4])('graphology on random networks, seed %d', (seed) => {
  // Sparse enough to have isolates, people who only give or only receive, and several components.
  const directed = randomDirected(300, 260 * seed, seed);
  const undirected = randomUndirected(300, 260 * seed, seed);

  test('PageRank', () => {
    const other = pagerankCentrality(toGraphology(directed, 'directed'), {
      getEdgeWeight: 'weight',
      tolerance: 1e-13,
      maxIterations: 1000,
    });
    expect(gap(pagerank(directed).values, inOrder(other))).toBeLessThan(1e-9);
  });

  test('betweenness, directed and undirected', () => {
    const options = { getEdgeWeight: null, normalized: false };
    const along = betweennessCentrality(toGraphology(directed, 'directed'), options);
    expect(gap(betweenness(directed, { directed: true }), inOrder(along))).toBeLessThan(1e-6);
    const both = betweennessCentrality(toGraphology(undirected, 'undirected'), options);
    expect(gap(betweenness(undirected), inOrder(both))).toBeLessThan(1e-6);
  });

  test('components', () => {
    const other = toGraphology(directed, 'directed');
    expect(parts(components(directed).labels)).toEqual(partsOf(connectedComponents(other)));
    expect(parts(strongComponents(directed).labels)).toEqual(partsOf(stronglyConnectedComponents(other)));
  });

  test('cores', () => {
    // The package's types ask for a first argument that its code does not take.
    const cores = coreNumber as unknown as (graph: Graphology) => Record<string, number>;
    const other = cores(toGraphology(undirected, 'undirected'));
    expect([...kCore(undirected)]).toEqual(inOrder(other));
  });
});

describe.each([1, 2, 3, 4, 5, 6])('definitions on full matrices, seed %d', (seed) => {
  const directed = randomDirected(40, 25 * seed, 100 + seed);
  const undirected = randomUndirected(40, 25 * seed, 100 + seed);
  const hop = (): number => 1;
  const inverse = (weight: number): number => 1 / weight;

  test('betweenness, unweighted and weighted', () => {
    expect(gap(betweenness(directed, { directed: true }), plainBetweenness(matrixOf(directed), hop))).toBeLessThan(
      1e-9,
    );
    // Whole weights from 1 to 9 make many paths of equal length that rounding would separate.
    const along = betweenness(directed, { directed: true, weighted: true });
    expect(gap(along, plainBetweenness(matrixOf(directed), inverse))).toBeLessThan(1e-9);
    const both = betweenness(undirected, { weighted: true }).map((value) => 2 * value);
    expect(gap(both, plainBetweenness(matrixOf(undirected), inverse))).toBeLessThan(1e-9);
  });

  test('distances', () => {
    const all = plainDistances(matrixOf(directed), hop).flat();
    const { pairs, diameter } = distances(directed);
    const counts = Array.from(pairs, (_, d) => all.filter((distance) => distance === d).length);
    expect([...pairs]).toEqual(counts);
    expect(diameter).toBe(Math.max(...all.filter((distance) => distance < Infinity)));
  });

  test('PageRank as linear equations', () => {
    expect(gap(pagerank(directed).values, plainPagerank(matrixOf(directed), 0.85))).toBeLessThan(1e-11);
    expect(gap(pagerank(directed, { damping: 0.5 }).values, plainPagerank(matrixOf(directed), 0.5))).toBeLessThan(
      1e-11,
    );
  });

  test('structural holes, directed and weighted', () => {
    const { constraint, effectiveSize } = burt(directed);
    const plain = plainBurt(matrixOf(directed));
    expect(gap(constraint, plain.constraint)).toBeLessThan(1e-12);
    expect(gap(effectiveSize, plain.effectiveSize)).toBeLessThan(1e-10);
    expect(gap(burt(binary(undirected)).constraint, plainBurt(matrixOf(binary(undirected))).constraint)).toBeLessThan(
      1e-12,
    );
  });

  test('triangles and cores', () => {
    const { perPerson, total } = triangles(undirected);
    const counts = plainTriangles(matrixOf(undirected));
    expect([...perPerson]).toEqual(counts);
    expect(total).toBe(counts.reduce((sum, count) => sum + count, 0) / 3);
    expect([...kCore(undirected)]).toEqual(plainCore(matrixOf(undirected)));
  });
});

test('more people than one traversal of 32 sources, in a line', () => {
  const n = 100;
  const line = undirectedOf(
    n,
    Array.from({ length: n - 1 }, (_, v): [number, number] => [v, v + 1]),
  );
  const { diameter, mean, pairs } = distances(line);
  expect(diameter).toBe(n - 1);
  expect(mean).toBeCloseTo((n + 1) / 3, 12); // mean distance of a path of n people
  expect([...pairs]).toEqual([n, ...Array.from({ length: n - 1 }, (_, i) => 2 * (n - 1 - i))]);
});
