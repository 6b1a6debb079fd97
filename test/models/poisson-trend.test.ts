import { describe, expect, it } from 'vitest';
import { poissonTrend } from '../../server/models/poisson-trend.ts';

describe('the trend of few counts', () => {
  // Iteratively reweighted least squares in numpy, dispersion by Pearson, quantiles of Student's distribution by scipy.
  it.each([
    [[12, 11, 13, 10, 9, 11, 8, 9, 7, 8, 6, 7], -0.05830760361476377, -0.08001417403211111, -0.03660103319741642],
    [[3, 5, 4, 6, 9, 8, 12], 0.2094084140396327, 0.12431871361498618, 0.2944981144642792],
    [[5, 0, 7, 0, 9, 1, 0, 4, 12, 0], 0.025546362267425658, -0.2796934699590189, 0.33078619449387026],
  ])('of %j', (counts, slope, low, high) => {
    const trend = poissonTrend(counts);
    expect(trend?.slope).toBeCloseTo(slope, 9);
    expect(trend?.low).toBeCloseTo(low, 8);
    expect(trend?.high).toBeCloseTo(high, 8);
  });

  it('is exact when the counts double each time', () => {
    const trend = poissonTrend([1, 2, 4, 8, 16, 32]);
    expect(trend?.slope).toBeCloseTo(Math.LN2, 9);
    expect(trend?.high).toBeCloseTo(Math.LN2, 6);
  });

  it('is null for too few counts, for none at all, and when all stand at one end', () => {
    expect(poissonTrend([1, 2, 3, 4, 5])).toBeNull();
    expect(poissonTrend([0, 0, 0, 0, 0, 0])).toBeNull();
    expect(poissonTrend([7, 0, 0, 0, 0, 0])).toBeNull();
    expect(poissonTrend([0, 0, 0, 0, 0, 7])).toBeNull();
  });
});
