import { describe, expect, it } from 'vitest';
import { rankCases } from '../../server/models/average-precision.ts';
import { precisionAt, spearman } from '../../server/models/ranking-agreement.ts';

const ranked = (...values: number[]) => rankCases(Float64Array.from(values));
const ones = (n: number) => Array.from({ length: n }, () => 1);

describe('precision at k', () => {
  const positive = Uint8Array.from([1, 0, 1, 0, 1]);

  it('is the share of positives among the first k', () => {
    expect(precisionAt(ranked(5, 4, 3, 2, 1), positive, ones(5), 3)).toBeCloseTo(2 / 3, 12);
    expect(precisionAt(ranked(5, 4, 3, 2, 1), positive, ones(5), 99)).toBeCloseTo(3 / 5, 12);
  });

  it('shares the last places among equals', () => {
    // First one positive; the other place goes to three equals, of which one is positive.
    expect(precisionAt(ranked(9, 4, 4, 4, 1), positive, ones(5), 2)).toBeCloseTo((1 + 1 / 3) / 2, 12);
    expect(precisionAt(ranked(0, 0, 0, 0, 0), positive, ones(5), 2)).toBeCloseTo(3 / 5, 12);
  });

  it('counts a case as often as its weight says', () => {
    expect(precisionAt(ranked(5, 4, 3, 2, 1), positive, [0, 2, 1, 0, 1], 3)).toBeCloseTo(1 / 3, 12);
    expect(precisionAt(ranked(5, 4), Uint8Array.from([1, 1]), [0, 0], 3)).toBeNull();
  });
});

describe('the rank correlation', () => {
  it('equals the example in the manual of SciPy, whose second list has a tie', () => {
    expect(spearman(ranked(1, 2, 3, 4, 5), ranked(5, 6, 7, 8, 7), ones(5))).toBeCloseTo(0.8207826816681233, 12);
  });

  it('counts a case of weight 2 as two equal cases', () => {
    expect(spearman(ranked(1, 2, 3), ranked(3, 1, 2), [2, 1, 1])).toBeCloseTo(
      spearman(ranked(1, 1, 2, 3), ranked(3, 3, 1, 2), ones(4)) ?? 9,
      12,
    );
  });

  it('is null when one of them tells nobody apart', () => {
    expect(spearman(ranked(1, 1, 1), ranked(1, 2, 3), ones(3))).toBeNull();
    expect(spearman(ranked(1, 2, 3), ranked(1, 2, 3), [1, 0, 0])).toBeNull();
  });
});
