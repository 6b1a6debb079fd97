import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { components } from '../../server/graph/components.ts';
import { disparity } from '../../server/graph/disparity.ts';
import { buildDirected, type Graph, strengths } from '../../server/graph/graph.ts';
import { noiseCorrected, standsOut } from '../../server/graph/noise-corrected.ts';
import { maximumSpanningForest } from '../../server/graph/spanning-forest.ts';
import { anyDirected, anyUndirected, arcsOf, directedOf, scaled, undirectedOf } from './networks.ts';
import { graphOf, readDirected, readGraph } from './oracle.ts';

type DisparityRow = [string, string, number, number, number, number];
type NoiseRow = [string, string, number, number, number, number];

interface OracleBackbone {
  'disparity_pvalues_[u,v,w,alpha_u,alpha_v,min]': DisparityRow[];
  'disparity_kept_alpha_0.05': number;
  'noise_corrected_[u,v,w,score,sdev_fixed,sdev_published]': NoiseRow[];
}

/** How many arcs of a symmetric graph stand out. */
function keptOf(graph: Graph, delta?: number): number {
  const own = strengths(graph);
  const all = own.reduce((sum, strength) => sum + strength, 0);
  const ends = arcsOf(graph);
  return ends.filter(([v, w], k) => standsOut(graph.weights[k] ?? 0, own[v] ?? 0, own[w] ?? 0, all, delta)).length;
}

/** Values beside the arcs of a graph, by the names of its ends. */
function byEnds(graph: Graph, nodes: readonly string[], values: Float64Array): Map<string, number> {
  return new Map(arcsOf(graph).map(([v, w], k) => [`${nodes[v]} → ${nodes[w]}`, values[k] ?? Number.NaN]));
}

describe.each([
  ['zachary-karate', [70, 68, 60]],
  ['les-miserables', [209, 195, 177]],
] as const)('%s', (name, keptAt) => {
  const oracle = readGraph(name);
  const graph = graphOf(oracle, true);
  const reference = oracle.metrics.weighted as unknown as OracleBackbone;

  test('disparity of each tie, and how few are kept', () => {
    const chance = disparity(graph);
    const found = byEnds(graph, oracle.nodes, chance);
    for (const [u, v, , , , least] of reference['disparity_pvalues_[u,v,w,alpha_u,alpha_v,min]']) {
      expect(found.get(`${u} → ${v}`)).toBeCloseTo(least, 8);
      expect(found.get(`${v} → ${u}`)).toBeCloseTo(least, 8);
    }
    expect(chance.filter((p) => p < 0.05)).toHaveLength(2 * reference['disparity_kept_alpha_0.05']);
  });

  test('noise-corrected score and deviation of each tie, and those kept at 10, 5 and 1 %', () => {
    const found = noiseCorrected(graph);
    const scores = byEnds(graph, oracle.nodes, found.score);
    const deviations = byEnds(graph, oracle.nodes, found.deviation);
    for (const [u, v, , score, deviation] of reference['noise_corrected_[u,v,w,score,sdev_fixed,sdev_published]']) {
      for (const tie of [`${u} → ${v}`, `${v} → ${u}`]) {
        expect(scores.get(tie)).toBeCloseTo(score, 8);
        expect(deviations.get(tie)).toBeCloseTo(deviation, 8);
      }
    }
    expect([1.28, 1.64, 2.32].map((delta) => keptOf(graph, delta) / 2)).toEqual(keptAt);
    expect(keptOf(graph)).toBe(keptOf(graph, 1.64));
  });
});

test('directed ties weigh what one gives against what the other receives', () => {
  const oracle = readDirected();
  const graph = graphOf(oracle, true);
  const reference = oracle.metrics as unknown as {
    'disparity_directed_[u,v,w,alpha_out(u),alpha_in(v),min]': DisparityRow[];
    'noise_corrected_directed_[u,v,w,score,sdev_fixed,sdev_published]': NoiseRow[];
  };
  const chance = byEnds(graph, oracle.nodes, disparity(graph));
  for (const [u, v, , , , least] of reference['disparity_directed_[u,v,w,alpha_out(u),alpha_in(v),min]']) {
    expect(chance.get(`${u} → ${v}`)).toBeCloseTo(least, 8);
  }
  const found = noiseCorrected(graph);
  const scores = byEnds(graph, oracle.nodes, found.score);
  const deviations = byEnds(graph, oracle.nodes, found.deviation);
  for (const [u, v, , score, deviation] of reference[
    'noise_corrected_directed_[u,v,w,score,sdev_fixed,sdev_published]'
  ]) {
    expect(scores.get(`${u} → ${v}`)).toBeCloseTo(score, 8);
    expect(deviations.get(`${u} → ${v}`)).toBeCloseTo(deviation, 8);
  }
});

describe('properties', () => {
  test('weights in another unit leave disparity as it is; it is a chance', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        const chance = disparity(graph);
        disparity(scaled(graph, 3)).forEach((p, k) => expect(p).toBeCloseTo(chance[k] ?? Number.NaN, 12));
        for (const p of chance) expect(p >= 0 && p <= 1).toBe(true);
      }),
    );
  });

  test('scores lie from -1 to below 1, whoever gives everything', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        const { score, deviation } = noiseCorrected(graph);
        for (const value of score) expect(value >= -1 && value < 1).toBe(true);
        for (const value of deviation) expect(value >= 0 && value < Infinity).toBe(true);
      }),
    );
    // One giver and one receiver: nothing else could have been, and nothing is above it.
    const single = directedOf(2, [[0, 1, 7]]);
    expect(noiseCorrected(single)).toEqual({ score: Float64Array.of(0), deviation: Float64Array.of(0) });
    expect(standsOut(7, 7, 7, 7)).toBe(false);
  });
});

/** Kruskal's way: the heaviest first, each tie that joins two parts. */
function plainForestWeight(graph: Graph): number {
  const part = Array.from({ length: graph.n }, (_, v) => v);
  let sum = 0;
  for (const [v, w, weight] of arcsOf(graph).toSorted((a, b) => b[2] - a[2])) {
    const [a, b] = [part[v], part[w]];
    if (a === b) continue;
    sum += weight;
    part.forEach((own, person) => {
      if (own === b) part[person] = a ?? 0;
    });
  }
  return sum;
}

describe('maximum spanning forest', () => {
  test('by hand', () => {
    const graph = undirectedOf(6, [
      [0, 1, 3],
      [1, 2, 2],
      [0, 2, 1],
      [3, 4, 5],
    ]);
    const kept = maximumSpanningForest(graph);
    const ties = arcsOf(graph).filter(([v, w], k) => v < w && kept[k] === 1);
    expect(ties.map(([v, w]) => [v, w])).toEqual([
      [0, 1],
      [1, 2],
      [3, 4],
    ]);
    expect(kept.reduce((sum, flag) => sum + flag, 0)).toBe(6);
  });

  test('holds every part together with as few ties as can be, and the heaviest', () => {
    fc.assert(
      fc.property(anyUndirected, (graph) => {
        const kept = maximumSpanningForest(graph);
        const arcs = arcsOf(graph).filter((_, k) => kept[k] === 1);
        const forest = buildDirected(
          graph.n,
          Uint32Array.from(arcs, ([v]) => v),
          Uint32Array.from(arcs, ([, w]) => w),
          null,
        );
        const whole = components(graph);
        expect(components(forest).labels).toEqual(whole.labels);
        expect(arcs).toHaveLength(2 * (graph.n - whole.count));
        expect(arcs.reduce((sum, [, , weight]) => sum + weight, 0) / 2).toBeCloseTo(plainForestWeight(graph), 9);
      }),
    );
  });
});
