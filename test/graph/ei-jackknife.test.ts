import { describe, expect, it } from 'vitest';
import { eiIndex } from '../../server/graph/ei-index.ts';
import { eiJackknife } from '../../server/graph/ei-jackknife.ts';
import { groupedEnds } from '../../server/graph/ei-ends.ts';
import { buildDirected, induced, undirected } from '../../server/graph/graph.ts';
import { random } from '../../server/graph/random.ts';

describe('jackknife of the E-I index', () => {
  it('equals leaving out one person after the other, weights and people without a group included', () => {
    const draw = random(7);
    const n = 23;
    const ends = () => Uint32Array.from({ length: 70 }, () => draw.below(n));
    const weights = Float64Array.from({ length: 70 }, () => 0.1 + draw.next());
    const graph = undirected(buildDirected(n, ends(), ends(), weights), 'sum');
    const of = Int32Array.from({ length: n }, () => draw.below(4) - 1);
    const grouped = [...of.keys()].filter((v) => (of[v] ?? -1) >= 0);
    const without = grouped.map((left) => {
      const kept = [...of.keys()].filter((v) => v !== left);
      return eiIndex(induced(graph, kept), { of: Int32Array.from(kept, (v) => of[v] ?? -1), count: 3 }).index ?? NaN;
    });
    const mean = without.reduce((sum, index) => sum + index, 0) / without.length;
    const squares = without.reduce((sum, index) => sum + (index - mean) ** 2, 0);
    const expected = Math.sqrt(((grouped.length - 2) / (2 * grouped.length)) * squares);
    const groups = { of, count: 3 };
    expect(eiJackknife(groupedEnds(graph, groups), groups)).toBeCloseTo(expected, 12);
  });

  it('is not defined for two people, nor where one person holds every tie', () => {
    const star = undirected(buildDirected(3, Uint32Array.of(0, 0), Uint32Array.of(1, 2), null), 'sum');
    for (const last of [1, -1]) {
      const groups = { of: Int32Array.of(0, 1, last), count: 2 };
      expect(eiJackknife(groupedEnds(star, groups), groups)).toBeNull();
    }
  });
});
