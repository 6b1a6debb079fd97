import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/concentration.json' with { type: 'json' };
import { divergence, mixOf } from '../../server/models/mix.ts';

describe('the mix of groups', () => {
  it.each(oracle.cases)('of $counts has the reference numbers', ({ counts, hill_1, pielou_evenness }) => {
    const mix = mixOf(counts);
    expect(mix?.effective).toBeCloseTo(hill_1, 9);
    if (mix?.groups === 1) expect(mix.evenness).toBeNull();
    else expect(mix?.evenness).toBeCloseTo(pielou_evenness, 9);
  });

  it('tells how likely two people are to differ', () => {
    expect(mixOf(oracle.blau_unbiased.counts)?.blau).toBeCloseTo(oracle.blau_unbiased.value, 9);
    expect(mixOf([1])?.blau).toBeNull();
    expect(mixOf([0, 0])).toBeNull();
  });

  it('is 0 away from its mirror, ln 2 from twice as wide a one, and nowhere from one without its groups', () => {
    expect(divergence([2, 6], [1, 3])).toBe(0);
    expect(divergence([4, 0], [5, 5])).toBeCloseTo(Math.log(2), 12);
    expect(divergence([1, 1], [7, 0])).toBeNull();
    expect(divergence([0, 0], [1, 1])).toBeNull();
  });
});
