import { describe, expect, it } from 'vitest';
import { operationalClock } from '../../server/models/operational-clock.ts';
import { ownRhythm } from '../../server/models/own-rhythm.ts';

const calendar = operationalClock([], [], 0, 1000, 7);

describe('the rhythm of a community', () => {
  it('is read off its active days', () => {
    // Days 0, 10, 20, 40: x = 3, T = 40; of the gaps 10, 10, 20 the 80 % quantile is 10 + 0.6 · 10. As of day 61 the silence is of days 41 … 60.
    expect(ownRhythm([0, 10, 20, 40], 61, calendar)).toEqual({
      lastDay: 40,
      silentDays: 20,
      operationalSilentDays: 20,
      silenceProbability: expect.closeTo((48 / 68) ** 4, 12) as number,
      longestGap: 19,
      usualGapDays: expect.closeTo(16, 9) as number,
    });
  });

  it('has no usual gap after a single day, and no rhythm without any', () => {
    expect(ownRhythm([5], 6, calendar)).toMatchObject({
      silentDays: 0,
      silenceProbability: 1,
      longestGap: 0,
      usualGapDays: null,
    });
    expect(ownRhythm([], 6, calendar)).toBeNull();
  });

  // Gaps of the last year: 300, 5, 5, of which the 80 % quantile is 5 + 0.6 · 295.
  it('looks for the usual gap in the last year only, for the longest in the three months before the last day', () => {
    expect(ownRhythm([0, 300, 600, 605, 610], 700, calendar)).toMatchObject({
      longestGap: 299,
      usualGapDays: expect.closeTo(182, 9) as number,
    });
    // The gap of 299 days ended 91 days before the last day.
    expect(ownRhythm([0, 300, 600, 605, 691], 700, calendar)?.longestGap).toBe(85);
    expect(ownRhythm([0, 300, 600, 605, 690], 700, calendar)?.longestGap).toBe(299);
  });
});
