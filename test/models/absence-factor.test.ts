import { describe, expect, it } from 'vitest';
import concentration from '../../fixtures/oracle/concentration.json' with { type: 'json' };
import { absenceFactor } from '../../server/models/absence-factor.ts';

describe('contributor absence factor', () => {
  it.each([concentration.chaoss_example, ...concentration.cases])('of $counts is $caf_50', ({ counts, caf_50 }) => {
    expect(absenceFactor(counts)).toBe(caf_50);
  });

  it('reaches the share exactly, not beyond', () => {
    expect(absenceFactor([5, 3, 2], 0.5)).toBe(1);
    expect(absenceFactor([5, 3, 2], 0.51)).toBe(2);
    expect(absenceFactor([5, 3, 2], 1)).toBe(3);
  });

  it('is null when nobody contributed', () => {
    expect(absenceFactor([])).toBeNull();
    expect(absenceFactor([0, 0])).toBeNull();
  });
});
