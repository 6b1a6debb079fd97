import { describe, expect, it } from 'vitest';
import intervals from '../../fixtures/oracle/intervals.json' with { type: 'json' };
import { wilson } from '../../server/models/wilson.ts';

describe('Wilson interval', () => {
  it.each(intervals.wilson95)('of %d among %d', (successes, n, bounds) => {
    const [lower, upper] = [bounds].flat();
    const found = wilson(Number(successes), Number(n));
    expect(found?.lower).toBeCloseTo(lower ?? Number.NaN, 9);
    expect(found?.upper).toBeCloseTo(upper ?? Number.NaN, 9);
  });

  it('is null without anyone', () => expect(wilson(0, 0)).toBeNull());
});
