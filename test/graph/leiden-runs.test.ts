import { expect, test } from 'vitest';
import { leiden } from '../../server/graph/leiden.ts';
import { effortFor, leidenRuns } from '../../server/graph/leiden-runs.ts';
import { partitionAgreement } from '../../server/graph/partition-agreement.ts';
import { undirectedOf } from './networks.ts';

const pairs: [number, number][] = [0, 1, 2, 3, 4, 5].map((v) => [v, (v + 1) % 6]);

test('the best of the runs, and how alike each two of them are', () => {
  // On a circle of six, two arcs of three and three of two are equally good, wherever they begin.
  const graph = undirectedOf(6, pairs);
  const alone = Array.from({ length: 5 }, (_, seed) => leiden(graph, { seed }));
  const agreements = alone.flatMap((a, i) => alone.slice(0, i).map((b) => partitionAgreement(a, b)?.ami ?? Number.NaN));
  const [found] = leidenRuns({ graph, resolutions: Float64Array.of(1), runs: 5 });
  expect(found?.modularity).toBeCloseTo(1 / 6, 12);
  expect(found?.stability).toBeCloseTo(agreements.reduce((sum, ami) => sum + ami, 0) / 10, 12);
  expect(found?.stability).toBeLessThan(0.8);
});

test('people without a tie are in no group', () => {
  const graph = undirectedOf(5, [
    [1, 3],
    [2, 4],
  ]);
  const [found] = leidenRuns({ graph, resolutions: Float64Array.of(1), runs: 3 });
  expect(found).toEqual({
    resolution: 1,
    best: { of: Int32Array.of(-1, 0, 1, 0, 1), count: 2 },
    modularity: 0.5,
    stability: 1,
  });
});

test('without ties, or with one run, there is nothing to compare', () => {
  const one = leidenRuns({ graph: undirectedOf(2, [[0, 1]]), resolutions: Float64Array.of(1, 2), runs: 1 });
  expect(one.map(({ stability }) => stability)).toEqual([null, null]);
  const [none] = leidenRuns({ graph: undirectedOf(2, []), resolutions: Float64Array.of(1), runs: 4 });
  expect(none).toEqual({
    resolution: 1,
    best: { of: Int32Array.of(-1, -1), count: 0 },
    modularity: null,
    stability: null,
  });
});

test('large networks get fewer runs, never fewer than two, and shorter ones', () => {
  const sizes = [0, 100_000, 200_000, 500_000, 5_000_000, 6_000_000];
  expect(sizes.map((ties) => effortFor(ties).runs)).toEqual([20, 20, 10, 4, 3, 2]);
  expect([1_000_000, 1_000_001, 5_000_001].map((ties) => effortFor(ties).looks)).toEqual([Infinity, 2, 2]);
  expect([1_000_000, 1_000_001, 5_000_001].map((ties) => effortFor(ties).iterations)).toEqual([2, 2, 1]);
});
