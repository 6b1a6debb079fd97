import { array, assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import concentration from '../../fixtures/oracle/concentration.json' with { type: 'json' };
import { gini } from '../../server/models/gini.ts';

describe('Gini coefficient', () => {
  it.each([concentration.chaoss_example, ...concentration.cases])(
    'of $counts is $gini',
    ({ counts, gini: expected }) => {
      expect(gini(counts)).toBeCloseTo(expected, 9);
    },
  );

  it('is null for nobody and for people who did nothing', () => {
    expect(gini([])).toBeNull();
    expect(gini([0, 0, 0])).toBeNull();
    expect(gini([7])).toBe(0);
  });

  it('is half the mean absolute difference over the mean', () => {
    assert(
      property(array(nat(1000), { minLength: 1, maxLength: 30 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        const differences = counts.flatMap((a) => counts.map((b) => Math.abs(a - b)));
        const expected = differences.reduce((sum, one) => sum + one, 0) / (2 * counts.length * total);
        if (total === 0) expect(gini(counts)).toBeNull();
        else expect(gini(counts)).toBeCloseTo(expected, 9);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
