import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/concentration.json' with { type: 'json' };
import { effectiveNumber } from '../../server/models/effective-number.ts';

describe('the effective number', () => {
  it.each(oracle.cases.map(({ counts, hill_1 }) => [counts, hill_1] as const))('of %j', (counts, expected) => {
    expect(Math.abs(effectiveNumber(counts) - expected)).toBeLessThan(1e-9);
  });

  it('is exactly 1 of one amount, so that rounding puts nobody before another', () => {
    expect([0.1, 0.3, 0.7, 1e-9, 3e5].map((amount) => effectiveNumber([0, amount]))).toEqual([1, 1, 1, 1, 1]);
  });

  it('is 0 of nothing and does not depend on the unit', () => {
    expect(effectiveNumber([])).toBe(0);
    expect(effectiveNumber([0, 0])).toBe(0);
    expect(effectiveNumber([0.05, 0.03, 0.01, 0.01])).toBeCloseTo(effectiveNumber([5, 3, 1, 1]), 12);
  });
});
