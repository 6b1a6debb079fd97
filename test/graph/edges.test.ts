import { describe, expect, test } from 'vitest';
import { betweenness, normalisedBetweenness } from '../../server/graph/betweenness.ts';
import { burt } from '../../server/graph/burt.ts';
import { clustering } from '../../server/graph/clustering.ts';
import { components } from '../../server/graph/components.ts';
import { degreeAssortativity } from '../../server/graph/degree-assortativity.ts';
import { distances, drawOrigins } from '../../server/graph/distances.ts';
import { hits } from '../../server/graph/hits.ts';
import { kCore } from '../../server/graph/k-core.ts';
import { pagerank } from '../../server/graph/pagerank.ts';
import { reciprocity, reciprocityOver } from '../../server/graph/reciprocity.ts';
import { buildDirected, undirected } from '../../server/graph/graph.ts';
import { random } from '../../server/graph/random.ts';
import { strongComponents } from '../../server/graph/strong-components.ts';
import { triangles } from '../../server/graph/triangles.ts';
import { directedOf, undirectedOf } from './networks.ts';

describe('nobody', () => {
  const nobody = directedOf(0, []);

  test('has values for no one and figures without value', () => {
    expect(pagerank(nobody)).toEqual({ values: new Float64Array(0), iterations: 0, converged: true });
    expect(betweenness(nobody)).toHaveLength(0);
    expect(betweenness(nobody, { weighted: true })).toHaveLength(0);
    expect(components(nobody)).toMatchObject({ count: 0, largest: 0 });
    expect(strongComponents(nobody)).toMatchObject({ count: 0, largest: 0 });
    expect(kCore(nobody)).toHaveLength(0);
    expect(triangles(nobody).total).toBe(0);
    expect(clustering(nobody)).toMatchObject({ mean: null, transitivity: null, closedFraction: null, triangles: 0 });
    expect(burt(nobody).constraint).toHaveLength(0);
    expect(distances(nobody)).toMatchObject({ diameter: null, effectiveDiameter90: null, mean: null });
    expect(reciprocity(nobody)).toMatchObject({ arcs: null, weighted: null, dyads: null, mutualDyads: 0 });
    expect(degreeAssortativity(nobody)).toBeNull();
  });
});

describe('one person, who also answers themselves', () => {
  const alone = directedOf(1, [[0, 0, 3]]);

  test('has all the rank and no ties', () => {
    expect([...pagerank(alone).values]).toEqual([1]);
    expect([...betweenness(alone)]).toEqual([0]);
    expect([...normalisedBetweenness(betweenness(alone))]).toEqual([Number.NaN]);
    expect(components(alone)).toMatchObject({ count: 1, largest: 1 });
    expect([...kCore(alone)]).toEqual([0]);
    expect(clustering(alone)).toMatchObject({ mean: 0, transitivity: null, closedFraction: null });
    expect(burt(alone)).toEqual({
      constraint: Float64Array.of(Number.NaN),
      effectiveSize: Float64Array.of(Number.NaN),
      efficiency: Float64Array.of(Number.NaN),
    });
    expect(distances(alone)).toMatchObject({ diameter: 0, effectiveDiameter90: null, mean: null });
    expect(reciprocity(alone).arcs).toBeNull();
  });
});

describe('two separate parts and an isolate', () => {
  // A triangle 0 1 2, a line 3 4 5, and 6 alone.
  const parts = undirectedOf(7, [
    [0, 1],
    [1, 2],
    [0, 2],
    [3, 4],
    [4, 5],
  ]);

  test('paths stay inside a part', () => {
    expect([...betweenness(parts)]).toEqual([0, 0, 0, 0, 1, 0, 0]);
    // 15 pairs of six others could pass through 4.
    expect(normalisedBetweenness(betweenness(parts))[4]).toBeCloseTo(1 / 15, 12);
    expect(components(parts)).toEqual({
      count: 3,
      labels: Uint32Array.of(0, 0, 0, 1, 1, 1, 2),
      sizes: Uint32Array.of(3, 3, 1),
      largest: 3,
    });
    const { diameter, mean, effectiveDiameter90, pairs } = distances(parts);
    expect([diameter, mean, [...pairs]]).toEqual([2, 14 / 12, [7, 10, 2]]);
    // 10 of 12 pairs lie within 1 and all within 2: the 10.8th is 0.8 / 2 of the way.
    expect(effectiveDiameter90).toBeCloseTo(1.4, 12);
  });

  test('distances from some people only', () => {
    // Those of 3, at the end of a path of three: itself, one at 1, one at 2; those of 6, alone: itself.
    const { diameter, mean, pairs } = distances(parts, Uint32Array.of(3, 6));
    expect([diameter, mean, [...pairs]]).toEqual([2, 1.5, [2, 1, 1]]);
    expect([...drawOrigins(parts, 3, 1)]).toHaveLength(3);
    expect([...drawOrigins(parts, 9, 1)]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('one triangle, four paths of length two', () => {
    expect([...kCore(parts)]).toEqual([2, 2, 2, 1, 1, 1, 0]);
    expect(clustering(parts)).toMatchObject({
      transitivity: 3 / 4,
      closedFraction: 1 / 2,
      mean: 3 / 7,
      triangles: 1,
    });
  });

  test('a long chain of arrows does not exhaust the stack', () => {
    const n = 200_000;
    const chain = directedOf(
      n,
      Array.from({ length: n - 1 }, (_, v): [number, number] => [v, v + 1]),
    );
    expect(strongComponents(chain).count).toBe(n);
    expect(components(chain).count).toBe(1);
  });
});

test('hubs and authorities are undefined without ties and between two equal parts', () => {
  expect(hits(directedOf(3, []))).toBeNull();
  const equal: [number, number, number][] = [
    [0, 1, 2],
    [2, 3, 2],
  ];
  expect(hits(directedOf(4, equal))).toBeNull();
  // The heavier tie decides.
  const found = hits(
    directedOf(4, [
      [0, 1, 2],
      [2, 3, 1],
    ]),
  );
  expect(found?.authority[1]).toBeCloseTo(1, 9);
  expect(found?.hub[0]).toBeCloseTo(1, 9);
});

// Only one direction exists, whatever rounding leaves of a second.
test('three people to whom the same one turns share the authority, in a network of any size', () => {
  for (let n = 4; n < 300; n++) {
    const found = hits(
      directedOf(
        n,
        [n - 1, n - 2, n - 3].map((other) => [0, other, Math.log(2)]),
      ),
    );
    expect(found?.authority[n - 1], `${n} people`).toBeCloseTo(1 / 3, 9);
  }
});

test('PageRank says when it stopped early', () => {
  const graph = directedOf(3, [
    [0, 1],
    [1, 2],
    [2, 1],
  ]);
  expect(pagerank(graph, { maxIterations: 2 })).toMatchObject({ iterations: 2, converged: false });
});

test('reciprocity by hand: 0 and 1 answer each other with 5 and 2, 2 answers 0 with 3 and gets nothing', () => {
  const graph = directedOf(3, [
    [0, 1, 5],
    [1, 0, 2],
    [2, 0, 3],
  ]);
  expect(reciprocity(graph)).toEqual({
    arcs: 2 / 3,
    weighted: 4 / 10,
    dyads: 1 / 2,
    mutualDyads: 1,
    connectedDyads: 2,
  });
});

test('reciprocity over the tied pairs is the same', () => {
  for (const [n, arcs] of [
    [3, 0],
    [5, 4],
    [12, 60],
  ] as const) {
    const draw = random(n);
    const ends = () => Uint32Array.from({ length: arcs }, () => draw.below(n));
    const graph = buildDirected(n, ends(), ends(), null);
    const { arcs: shareOfArcs, dyads } = reciprocity(graph);
    const over = reciprocityOver(graph, undirected(graph, 'sum'));
    expect(over.arcs === null).toBe(shareOfArcs === null);
    expect(over.arcs ?? 0).toBeCloseTo(shareOfArcs ?? 0, 12);
    expect(over.dyads ?? 0).toBeCloseTo(dyads ?? 0, 12);
  }
});

test('equal paths tie although rounding tells them apart', () => {
  // From 0 to 3 directly is 0.3; through 1 and 2 it is 0.1 + 0.1 + 0.1, which floating point makes longer.
  const graph = undirectedOf(4, [
    [0, 1, 10],
    [1, 2, 10],
    [2, 3, 10],
    [0, 3, 10 / 3],
  ]);
  // 1 is between 0 and 2, and on one of two paths between 0 and 3; 2 likewise.
  expect([...betweenness(graph, { weighted: true })]).toEqual([0, 1.5, 1.5, 0]);
});

test('a tie too short to notice still leads forward only', () => {
  const graph = undirectedOf(3, [
    [0, 1, 1],
    [1, 2, 1e12],
  ]);
  expect([...betweenness(graph, { weighted: true })]).toEqual([0, 1, 0]);
});
