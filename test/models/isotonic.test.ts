import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { isotonic } from '../../server/models/isotonic.ts';

/** The best non-decreasing sequence of block means over all ways to cut a sequence into blocks. */
function exhaustive(values: readonly number[], weights: readonly number[]): number[] {
  let best: { cost: number; fitted: number[] } = { cost: Infinity, fitted: [] };
  for (let cuts = 0; cuts < 2 ** (values.length - 1); cuts++) {
    const fitted: number[] = [];
    for (let begin = 0; begin < values.length; ) {
      let end = begin + 1;
      while (end < values.length && (cuts & (1 << (end - 1))) === 0) end++;
      const mass = weights.slice(begin, end).reduce((sum, weight) => sum + weight, 0);
      const mean =
        values.slice(begin, end).reduce((sum, value, k) => sum + value * (weights[begin + k] ?? 0), 0) / mass;
      fitted.push(...values.slice(begin, end).map(() => mean));
      begin = end;
    }
    if (fitted.some((value, k) => k > 0 && value < (fitted[k - 1] ?? 0))) continue;
    const cost = values.reduce((sum, value, k) => sum + (weights[k] ?? 0) * (value - (fitted[k] ?? 0)) ** 2, 0);
    if (cost < best.cost) best = { cost, fitted };
  }
  return best.fitted;
}

describe('isotonic regression', () => {
  it('pools adjacent violators', () => {
    expect([...isotonic([1, 3, 2, 4, 0], [1, 1, 1, 1, 1])]).toEqual([1, 2.25, 2.25, 2.25, 2.25]);
    expect([...isotonic([3, 1], [3, 1])]).toEqual([2.5, 2.5]);
    expect([...isotonic([], [])]).toEqual([]);
  });

  it('is the best of all cuts into blocks', () => {
    const stream = random(7);
    for (let trial = 0; trial < 30; trial++) {
      const values = Array.from({ length: 8 }, () => stream.below(10));
      const weights = Array.from({ length: 8 }, () => 1 + stream.below(4));
      const expected = exhaustive(values, weights);
      isotonic(values, weights).forEach((value, k) => expect(value).toBeCloseTo(expected[k] ?? Number.NaN, 10));
    }
  });
});
