import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { type Coverer, maximumCoverage } from '../../server/models/maximum-coverage.ts';

const ones = (count: number) => Array.from({ length: count }, () => 1);

/** The greatest weight that `size` of the candidates cover, by trying all of them. */
function tryAll(candidates: readonly Coverer[], weights: readonly number[], size: number): number {
  const cover = (from: number, left: number, items: ReadonlySet<number>): number => {
    const own = [...items].reduce((sum, item) => sum + (weights[item] ?? 0), 0);
    if (left === 0 || from === candidates.length) return own;
    return Math.max(
      cover(from + 1, left, items),
      cover(from + 1, left - 1, new Set([...items, ...(candidates[from]?.covers ?? [])])),
    );
  };
  return cover(0, size, new Set());
}

describe('the most that a few cover together', () => {
  const trap: readonly Coverer[] = [
    { id: 'a', covers: [0, 1, 2] },
    { id: 'b', covers: [3, 4, 5] },
    // Adds most at first: the greedy choice takes it, and then covers five of the six.
    { id: 'c', covers: [0, 1, 3, 4] },
  ];

  it('is better than the greedy choice where that one falls short', () => {
    expect(maximumCoverage(trap, ones(6), 2)).toEqual({
      chosen: [0, 1],
      adds: [
        [0, 1, 2],
        [3, 4, 5],
      ],
      covered: 6,
      bound: 6,
      isBest: true,
    });
    expect(maximumCoverage(trap, ones(6), 1)).toMatchObject({ chosen: [2], covered: 4 });
  });

  it('chooses nobody who adds nothing, and of two equals the smaller id', () => {
    const twins = [
      { id: 'z', covers: [0] },
      { id: 'y', covers: [0] },
      { id: 'x', covers: [] },
    ];
    expect(maximumCoverage(twins, ones(1), 3)).toMatchObject({ chosen: [1], adds: [[0]], covered: 1 });
  });

  it('weighs items', () => {
    expect(maximumCoverage(trap, [1, 1, 9, 1, 1, 1], 1)).toMatchObject({ chosen: [0], covered: 11 });
  });

  it('equals trying everything, on 60 small cases', () => {
    const draw = random(1978);
    for (let round = 0; round < 60; round++) {
      const items = 4 + draw.below(8);
      const weights = Array.from({ length: items }, () => 1 + draw.below(5));
      const candidates = Array.from({ length: 7 }, (_, k) => ({
        id: `p${k}`,
        covers: [...Array(items).keys()].filter(() => draw.next() < 0.35),
      }));
      for (const size of [1, 2, 3, 4]) {
        const found = maximumCoverage(candidates, weights, size);
        expect(found.covered).toBe(tryAll(candidates, weights, size));
        expect(found.bound).toBe(found.covered);
        const together = new Set(found.chosen.flatMap((k) => candidates[k]?.covers ?? []));
        expect([...together].reduce((sum, item) => sum + (weights[item] ?? 0), 0)).toBe(found.covered);
      }
    }
  });

  it('never promises more than everybody covers together', () => {
    const draw = random(20);
    const candidates = Array.from({ length: 40 }, (_, k) => ({
      id: `p${String(k).padStart(2, '0')}`,
      covers: [...new Set(Array.from({ length: 6 }, () => draw.below(60)))],
    }));
    const all = new Set(candidates.flatMap(({ covers }) => covers)).size;
    const found = maximumCoverage(candidates, ones(60), 12, 10);
    expect(found.isBest).toBe(false);
    expect(found.bound).toBeLessThanOrEqual(all);
  });

  it('says how far from the best it may be when there is too much to try', () => {
    // 60 people who cover 12 of 200 items each: no 10 of them cover more than 120.
    const draw = random(63);
    const candidates = Array.from({ length: 60 }, (_, k) => ({
      id: `p${String(k).padStart(2, '0')}`,
      covers: [...new Set(Array.from({ length: 12 }, () => draw.below(200)))],
    }));
    const found = maximumCoverage(candidates, ones(200), 10, 100);
    expect(found.isBest).toBe(false);
    expect(found.bound).toBeLessThanOrEqual(120);
    expect(found.covered).toBeLessThanOrEqual(found.bound);
    expect(found.covered).toBeGreaterThan(0.63 * found.bound);
  });
});
