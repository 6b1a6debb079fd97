import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/department-pair-absence.json' with { type: 'json' };
import { buildDirected, undirected } from '../../server/graph/graph.ts';
import { departmentPairs, pairAbsenceFactor, topShare } from '../../server/models/department-pairs.ts';

type Tie = readonly [one: string, other: string, weight: number];

function pairsOf(ties: readonly Tie[], departmentOf: (name: string) => number) {
  const names = [...new Set(ties.flatMap(([one, other]) => [one, other]))].sort();
  const graph = undirected(
    buildDirected(
      names.length,
      Uint32Array.from(ties, ([one]) => names.indexOf(one)),
      Uint32Array.from(ties, ([, other]) => names.indexOf(other)),
      Float64Array.from(ties, ([, , weight]) => weight),
    ),
    'max',
  );
  return { names, pairs: departmentPairs(graph, Int32Array.from(names, departmentOf)) };
}

describe('a pair of departments', () => {
  const { names, pairs } = pairsOf(oracle.ties as unknown as Tie[], (name) => (name.startsWith('p') ? 0 : 1));
  const [pair] = pairs;

  it('carries what the reference says', () => {
    expect(pairs).toHaveLength(1);
    expect(pair?.total).toBe(oracle.total);
    expect(Object.fromEntries(names.map((name, i) => [name, pair?.carried.get(i)]))).toEqual(oracle.carried_by);
    expect(pair === undefined ? null : topShare(pair)).toBeCloseTo(oracle.top_share, 12);
  });

  it('hangs on as few people as the reference says', () => {
    expect(pair === undefined ? null : pairAbsenceFactor(pair)).toBe(oracle.smallest_set_covering_half.k);
  });

  it('has no tie inside a department, nor of people of unknown department', () => {
    const found = pairsOf(
      [
        ['a', 'b', 1],
        ['a', 'c', 1],
        ['a', 'u', 1],
      ],
      (name) => ({ a: 0, b: 0, c: 1 })[name] ?? -1,
    );
    expect(found.pairs.map(({ ties }) => ties.length)).toEqual([1]);
  });
});

describe('the smallest set', () => {
  it('is exact where greedy is not', () => {
    // Half of 12 is needed. Greedy takes the hub h (4 of p1 … p4), then needs two more; x and y alone touch 6.
    const ties: Tie[] = [
      ...['a', 'b', 'c', 'd'].map((name): Tie => ['h', `q${name}`, 1]),
      ...['a', 'b', 'e'].map((name): Tie => ['x', `q${name}`, 1]),
      ...['c', 'd', 'f'].map((name): Tie => ['y', `q${name}`, 1]),
      ['z', 'qg', 1],
      ['w', 'qi', 1],
    ];
    const { pairs } = pairsOf(ties, (name) => (name.startsWith('q') ? 1 : 0));
    expect(pairs.map(pairAbsenceFactor)).toEqual([2]);
  });

  it('is greedy beyond twenty people: ten equal ties of twenty-two people need five', () => {
    const ties = Array.from({ length: 11 }, (_, k): Tie => [`p${k}`, `q${k}`, 1]);
    const { pairs } = pairsOf(ties, (name) => (name.startsWith('q') ? 1 : 0));
    expect(pairs.map(pairAbsenceFactor)).toEqual([6]);
  });
});
