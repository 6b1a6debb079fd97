import { describe, expect, it } from 'vitest';
import { buildDirected, type Graph, undirected } from '../../server/graph/graph.ts';
import type { Groups } from '../../server/graph/groups.ts';
import { mixingBootstrap } from '../../server/graph/mixing-bootstrap.ts';
import { random } from '../../server/graph/random.ts';
import { quantile } from '../../server/graph/statistics.ts';

/** Some people in three groups, one of them in none, with whole weights: sums are then exact in any order. */
function drawn(seed: number): { graph: Graph; groups: Groups } {
  const stream = random(seed);
  const n = 30;
  const arcs = 150;
  const person = () => Uint32Array.from({ length: arcs }, () => stream.below(n));
  const weight = Float64Array.from({ length: arcs }, () => 1 + stream.below(5));
  const of = Int32Array.from({ length: n }, (_, v) => (v === 7 ? -1 : stream.below(3)));
  return { graph: undirected(buildDirected(n, person(), person(), weight), 'sum'), groups: { of, count: 3 } };
}

/** The same by its definition: a matrix of all pairs of people for each round. */
function plainly({ n, offsets, targets, weights }: Graph, { of, count }: Groups, seed: number) {
  const stream = random(seed);
  const members = [...of.keys()].filter((v) => of[v] !== -1);
  const ratios = Array.from({ length: count * count }, (): number[] => []);
  for (let round = 0; round < 200; round++) {
    const times = new Float64Array(n);
    for (const _ of members) {
      const v = members[stream.below(members.length)] ?? 0;
      times[v] = (times[v] ?? 0) + 1;
    }
    const matrix = new Float64Array(count * count);
    for (let v = 0; v < n; v++) {
      for (let k = offsets[v] ?? 0; k < (offsets[v + 1] ?? 0); k++) {
        const [a, b] = [of[v] ?? -1, of[targets[k] ?? 0] ?? -1];
        if (a < 0 || b < 0) continue;
        const w = (weights[k] ?? 0) * (times[v] ?? 0) * (times[targets[k] ?? 0] ?? 0);
        matrix[a * count + b] = (matrix[a * count + b] ?? 0) + w;
      }
    }
    const sums = Array.from({ length: count }, (_, a) =>
      matrix.subarray(a * count, (a + 1) * count).reduce((sum, w) => sum + w, 0),
    );
    const total = sums.reduce((sum, w) => sum + w, 0);
    ratios.forEach((kept, cell) => {
      const expected = ((sums[Math.floor(cell / count)] ?? 0) * (sums[cell % count] ?? 0)) / total;
      kept.push((matrix[cell] ?? 0) / expected);
    });
  }
  return ratios.map((kept) => [quantile(kept, 0.025), quantile(kept, 0.975)]);
}

describe('the bootstrap of a mixing matrix', () => {
  it.each([1, 2, 3])('gives what drawing the people and counting all their ties gives (%i)', (seed) => {
    const { graph, groups } = drawn(seed);
    const found = mixingBootstrap(graph, groups, seed);
    expect(found?.rounds).toBe(200);
    plainly(graph, groups, seed).forEach((limits, cell) => {
      // Ratios are kept with the digits of a float.
      expect(found?.lower[cell]).toBeCloseTo(limits[0] ?? Number.NaN, 5);
      expect(found?.upper[cell]).toBeCloseTo(limits[1] ?? Number.NaN, 5);
    });
  });

  it('is null without a tie between grouped people', () => {
    const { graph } = drawn(1);
    expect(mixingBootstrap(graph, { of: new Int32Array(graph.n).fill(-1), count: 3 }, 1)).toBeNull();
  });
});
