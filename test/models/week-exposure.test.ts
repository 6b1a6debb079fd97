import { describe, expect, it } from 'vitest';
import { exposureRules, weekExposure } from '../../server/models/week-exposure.ts';

/** Twenty weeks, four of them, from the ninth, with another share. */
const weeks = (august: number): number[] => Array.from({ length: 20 }, (_, k) => (k >= 8 && k < 12 ? august : 1));

describe('weekExposure', () => {
  it('leaves ordinary weeks and weeks of a holiday as the calendar has them, whatever happens', () => {
    const calendar = [1, 0.88, 1, 1, 0.81, 1];
    expect([...weekExposure(calendar, [100, 20, 3, 0, 500, 7])]).toEqual(calendar);
  });

  it('keeps what the calendar expects of August where people come as expected', () => {
    const contributors = weeks(0.35).map((share) => 1000 * share);
    for (const [week, share] of weekExposure(weeks(0.35), contributors).entries()) {
      expect(share).toBeCloseTo(weeks(0.35)[week] ?? Number.NaN, 12);
    }
  });

  it('learns that a network works through August, and trusts the calendar against few people', () => {
    // 50 a week, in August too: 0.35 × 50 = 17.5 expected; (50 + 20) ÷ (17.5 + 20).
    const busy = weekExposure(
      weeks(0.35),
      weeks(0.35).map(() => 50),
    );
    expect(busy[8]).toBeCloseTo((0.35 * 70) / 37.5, 12);
    expect(busy[12]).toBe(1);
    // 1 a week says little: 0.35 expected.
    const few = weekExposure(
      weeks(0.35),
      weeks(0.35).map(() => 1),
    );
    expect(few[8]).toBeCloseTo((0.35 * 21) / 20.35, 12);
  });

  it('learns a leave that begins before the calendar says, no more weeks before than the leave lasts', () => {
    const contributors = weeks(0.35).map((share, week) => (week < 8 ? 40 : 100 * share));
    const exposure = weekExposure(weeks(0.35), contributors);
    // The four weeks before the window have 40 too, the four after it 100: on the line between their middles, 1.5 and 17.5.
    const usual = (week: number) => 40 + (60 * (week - 1.5)) / 16;
    expect(exposure[3]).toBe(1);
    expect(exposure[4]).toBeCloseTo(60 / (usual(4) + 20), 12);
    expect(exposure[9]).toBeCloseTo((0.35 * 55) / (0.35 * usual(9) + 20), 12);
    expect(exposure[15]).toBeCloseTo(120 / (usual(15) + 20), 12);
    expect(exposure[16]).toBe(1);
  });

  it('compares with four ordinary weeks alone, by their exposure, on one side where there is no other', () => {
    expect(exposureRules.neighbours).toBe(4);
    // 38 contributors in 3.8 ordinary weeks before the window of two weeks; what came earlier is not looked at.
    const calendar = [1, 1, 1, 0.8, 1, 1, 1, 0.5];
    const contributors = [900, 900, 10, 8, 10, 10, 10, 3];
    const usual = 38 / 3.8;
    expect(weekExposure(calendar, contributors)[7]).toBeCloseTo((0.5 * 23) / (0.5 * usual + 20), 12);
  });

  it('trusts the calendar where there is nothing to compare with', () => {
    expect([...weekExposure([0.35, 0.35], [90, 90])]).toEqual([0.35, 0.35]);
    expect([...weekExposure([], [])]).toEqual([]);
  });
});
