import { describe, expect, it } from 'vitest';
import { shareInTop, tierOf } from '../../server/models/bootstrap-tiers.ts';

const options = { draws: 2000, seed: 7, top: 0.05 };

describe('the share of resamples in the top', () => {
  it('is 1 for who always leads and 0 for the others', () => {
    const shares = shareInTop(20, 10, options, () => Float64Array.from({ length: 20 }, (_, i) => i));
    expect([...shares]).toEqual([...Array.from({ length: 19 }, () => 0), 1]);
  });

  it('is the chance that the one week that counts is drawn: 1 - (3/4)^4', () => {
    const [first] = shareInTop(2, 4, { ...options, top: 0.5 }, (counts) => Float64Array.of(counts[0] ?? 0, 0.5));
    // Three standard errors of 2,000 draws.
    expect(Math.abs(Number(first) - (1 - 0.75 ** 4))).toBeLessThan(3 * Math.sqrt((0.684 * 0.316) / 2000));
  });

  it('draws as many weeks as there are, the same for the same seed', () => {
    const seen: number[][] = [];
    const look = (counts: Uint8Array) => {
      seen.push([...counts]);
      return Float64Array.of(1);
    };
    shareInTop(1, 26, { ...options, draws: 5 }, look);
    shareInTop(1, 26, { ...options, draws: 5 }, look);
    for (const counts of seen) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(26);
    expect(seen.slice(0, 5)).toEqual(seen.slice(5));
  });

  it('lets in everyone who ties at the border', () => {
    expect([...shareInTop(3, 4, { ...options, draws: 3, top: 0.05 }, () => Float64Array.of(1, 1, 0))]).toEqual([
      1, 1, 0,
    ]);
  });

  it('has nobody in the top of nothing', () => {
    expect(shareInTop(0, 4, options, () => new Float64Array(0))).toHaveLength(0);
    expect([...shareInTop(2, 0, options, () => new Float64Array(2))]).toEqual([0, 0]);
  });
});

describe('tiers', () => {
  it.each([
    [1, 'A'],
    [0.8, 'A'],
    [0.795, 'B'],
    [0.5, 'B'],
    [0.495, 'C'],
    [0, 'C'],
  ] as const)('%d is %s', (share, tier) => expect(tierOf(share)).toBe(tier));
});
