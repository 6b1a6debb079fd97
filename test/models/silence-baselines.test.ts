import { describe, expect, it } from 'vitest';
import { learnBaselines } from '../../server/models/silence-baselines.ts';

const closed = (cases: readonly (readonly [number, number])[]) => ({
  quiet: Float64Array.from(cases, ([quiet]) => quiet),
  silent: Int8Array.from(cases, ([, silent]) => silent),
});

describe('what can be said without a model', () => {
  // Quiet for 1, 10, 10, 31 and 70 days; of the outcomes known, 3 of 5 are silent. One is not known.
  const found = learnBaselines([
    closed([
      [1, 0],
      [10, 0],
      [10, 1],
      [40, -1],
    ]),
    closed([
      [31, 1],
      [70, 1],
    ]),
  ]);

  it('counts the outcomes that are known', () => {
    expect(found.climatology).toBeCloseTo(3 / 5, 12);
  });

  it('learns the two shares of each day rule, with two cases borrowed from the base rate', () => {
    // Up to 30 days: one of three silent; beyond: two of two.
    expect(found.rule(30, 30)).toBeCloseTo((1 + 2 * 0.6) / 5, 12);
    expect(found.rule(30, 31)).toBeCloseTo((2 + 2 * 0.6) / 4, 12);
    // Up to 60 days: two of four; beyond: one of one. Nobody was quiet for longer than 90.
    expect(found.rule(60, 60)).toBeCloseTo((2 + 2 * 0.6) / 6, 12);
    expect(found.rule(60, 61)).toBeCloseTo((1 + 2 * 0.6) / 3, 12);
    expect(found.rule(90, 91)).toBeCloseTo(0.6, 12);
  });

  it('learns the share of each length of quiet', () => {
    // 8 to 11 days hold the two cases of 10; 12 to 16 none.
    expect(found.recency(8)).toBeCloseTo((1 + 2 * 0.6) / 4, 12);
    expect(found.recency(11)).toBeCloseTo((1 + 2 * 0.6) / 4, 12);
    expect(found.recency(12)).toBeCloseTo(0.6, 12);
    expect(found.recency(61)).toBeCloseTo((1 + 2 * 0.6) / 3, 12);
    expect(found.recency(5000)).toBeCloseTo(0.6, 12);
  });

  it('knows nothing before anything is closed', () => {
    const none = learnBaselines([]);
    expect([none.climatology, none.rule(30, 100), none.recency(3)]).toEqual([0.5, 0.5, 0.5]);
  });
});
