import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { resampledWeeks, shareInTop, tierOf, topMarker } from '../../server/models/bootstrap-tiers.ts';

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

describe('the resamples of the weeks', () => {
  it('are rows of as many weeks as there are, drawn anew for another seed', () => {
    const resamples = resampledWeeks(10, { draws: 50, seed: 1 });
    for (let draw = 0; draw < 50; draw++) {
      expect(resamples.subarray(10 * draw, 10 * draw + 10).reduce((sum, count) => sum + count, 0)).toBe(10);
    }
    expect(resamples).not.toEqual(resampledWeeks(10, { draws: 50, seed: 2 }));
    expect(resamples.subarray(0, 300)).toEqual(resampledWeeks(10, { draws: 30, seed: 1 }));
  });
});

describe('the top', () => {
  it('is whoever reaches the value that sorting finds at its border, equals and all', () => {
    const draw = random(3);
    for (let round = 0; round < 200; round++) {
      const subjects = 1 + draw.below(60);
      const scores = Float64Array.from({ length: subjects }, () => draw.below(1 + draw.below(40)) / 7);
      const top = draw.next();
      const border = Float64Array.from(scores).sort()[subjects - Math.ceil(subjects * top)] ?? Infinity;
      const times = new Float64Array(subjects);
      topMarker(subjects, top)(scores, times);
      expect(times).toEqual(Float64Array.from(scores, (score) => Number(score >= border)));
    }
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
