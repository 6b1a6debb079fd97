import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, weekNumber } from '../../server/models/day-number.ts';

describe('days', () => {
  it('count from 1970 and come back', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(dayText(dayNumber('2028-02-29'))).toBe('2028-02-29');
  });

  it('have ISO weeks that change on Monday, over the new year too', () => {
    // 29 December 2025 is a Monday, of week 1 of 2026.
    const monday = weekNumber(dayNumber('2025-12-29'));
    expect(weekNumber(dayNumber('2026-01-04'))).toBe(monday);
    expect(weekNumber(dayNumber('2026-01-05'))).toBe(monday + 1);
    expect(weekNumber(dayNumber('2025-12-28'))).toBe(monday - 1);
  });
});
