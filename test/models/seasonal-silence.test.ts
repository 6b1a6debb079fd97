import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../server/models/day-number.ts';
import { operationalClock } from '../../server/models/operational-clock.ts';
import { isSeasonalSilence } from '../../server/models/seasonal-silence.ts';

/** Every third day, or another step, from one date to another. */
const every = (from: string, to: string, step = 3): number[] => {
  const days: number[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day += step) days.push(day);
  return days;
};
const calendar = operationalClock([], [], 0, 0, 7);
const winter24 = every('2024-11-04', '2025-03-28');
const winter25 = every('2025-11-03', '2026-03-27');

describe('a silence that the season explains', () => {
  it('is one that began and lasted at most as the year before', () => {
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-07-01'), calendar)).toBe(true);
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-10-31'), calendar)).toBe(true);
  });

  it('ends when the season is missed: five weeks of grace after last year’s return', () => {
    // Last year's silence went from 26 March to 3 November 2025: 222 days. This one began on 26 March 2026.
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-12-07'), calendar)).toBe(true);
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-12-10'), calendar)).toBe(false);
  });

  it('is not one that began at another time of the year', () => {
    const died = [...winter24, ...every('2025-11-03', '2026-01-05')];
    expect(isSeasonalSilence(died, dayNumber('2026-05-01'), calendar)).toBe(false);
  });

  it('can’t be known before thirteen months, nor of who never came back', () => {
    expect(isSeasonalSilence(winter25, dayNumber('2026-07-01'), calendar)).toBe(false);
    expect(isSeasonalSilence([], dayNumber('2026-07-01'), calendar)).toBe(false);
    expect(isSeasonalSilence(winter24, dayNumber('2026-07-01'), calendar)).toBe(false);
  });

  it('is not one that a slow rhythm makes by chance', () => {
    // Once in three weeks: ((8 + 483) / (8 + 483 + 54)) ** 24 = 0.08 for the 54 days of last year.
    const slow = [...every('2025-01-06', '2025-09-15', 21), ...every('2025-11-10', '2026-09-14', 21)];
    expect(isSeasonalSilence(slow, dayNumber('2026-11-10'), calendar)).toBe(false);
    // Every other day: the same silence of last year is a season.
    const fast = [...every('2025-01-06', '2025-09-15', 2), ...every('2025-11-10', '2026-09-14', 2)];
    expect(isSeasonalSilence(fast, dayNumber('2026-11-10'), calendar)).toBe(true);
  });

  it('is not one in a holiday of everybody', () => {
    const fast = [...every('2025-01-06', '2025-09-15', 2), ...every('2025-11-10', '2026-09-14', 2)];
    const holiday = dayNumber('2025-09-16');
    const slow = operationalClock([], [], dayNumber('2025-01-01'), dayNumber('2026-11-10'), 7, (day) =>
      day >= holiday && day < holiday + 55 ? 0.1 : 1,
    );
    expect(isSeasonalSilence(fast, dayNumber('2026-11-10'), slow)).toBe(false);
  });

  it('is no rest of a month', () => {
    const summerRest = [...every('2025-01-06', '2025-07-20'), ...every('2025-08-25', '2026-07-19')];
    expect(isSeasonalSilence(summerRest, dayNumber('2026-08-20'), calendar)).toBe(false);
  });
});
