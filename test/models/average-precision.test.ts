import { describe, expect, it } from 'vitest';
import { averagePrecision, rankCases } from '../../server/models/average-precision.ts';

const once = (score: number[], positive: number[], weight = score.map(() => 1)) =>
  averagePrecision(rankCases(Float64Array.from(score)), Uint8Array.from(positive), weight);

describe('average precision', () => {
  it('equals the example in the manual of scikit-learn', () => {
    expect(once([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBeCloseTo(0.8333333333, 9);
  });

  it('lets equal scores enter together, in whatever order they stand', () => {
    // Three cases at the top of which one is positive, then one positive: 1/2 · 1/3 + 1/2 · 2/4.
    expect(once([5, 5, 5, 1], [1, 0, 0, 1])).toBeCloseTo(5 / 12, 12);
    expect(once([5, 5, 5, 1], [0, 0, 1, 1])).toBeCloseTo(5 / 12, 12);
  });

  it('counts a case of weight 3 as three cases, and one of weight 0 not at all', () => {
    expect(once([3, 2, 1, 0], [1, 0, 1, 1], [3, 1, 2, 0])).toBeCloseTo(
      once([3, 3, 3, 2, 1, 1], [1, 1, 1, 0, 1, 1]) ?? -1,
      12,
    );
  });

  it('is the share of positives when nothing tells cases apart, and null without a positive', () => {
    expect(once([1, 1, 1, 1], [1, 0, 0, 0])).toBe(0.25);
    expect(once([1, 2], [0, 0])).toBeNull();
    expect(once([1, 2], [1, 0], [0, 4])).toBeNull();
  });
});
