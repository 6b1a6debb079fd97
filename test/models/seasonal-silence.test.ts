import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../server/models/day-number.ts';
import { isSeasonalSilence } from '../../server/models/seasonal-silence.ts';

/** Every third day from one date to another. */
const every = (from: string, to: string): number[] => {
  const days: number[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day += 3) days.push(day);
  return days;
};
const winter24 = every('2024-11-04', '2025-03-28');
const winter25 = every('2025-11-03', '2026-03-27');

describe('a silence that the season explains', () => {
  it('is one that began and lasted at most as the year before', () => {
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-07-01'))).toBe(true);
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-10-31'))).toBe(true);
  });

  it('ends when the season is missed: five weeks of grace after last year’s return', () => {
    // Last year's silence went from 26 March to 3 November 2025: 222 days. This one began on 26 March 2026.
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-12-07'))).toBe(true);
    expect(isSeasonalSilence([...winter24, ...winter25], dayNumber('2026-12-10'))).toBe(false);
  });

  it('is not one that began at another time of the year', () => {
    const died = [...winter24, ...every('2025-11-03', '2026-01-05')];
    expect(isSeasonalSilence(died, dayNumber('2026-05-01'))).toBe(false);
  });

  it('can’t be known before thirteen months, nor of who never came back', () => {
    expect(isSeasonalSilence(winter25, dayNumber('2026-07-01'))).toBe(false);
    expect(isSeasonalSilence([], dayNumber('2026-07-01'))).toBe(false);
    expect(isSeasonalSilence(winter24, dayNumber('2026-07-01'))).toBe(false);
  });

  it('is no rest of a month', () => {
    const summerRest = [...every('2025-01-06', '2025-07-20'), ...every('2025-08-25', '2026-07-19')];
    expect(isSeasonalSilence(summerRest, dayNumber('2026-08-20'))).toBe(false);
  });
});
