import { expect, it } from 'vitest';
import { dayNumber } from '../../server/models/day-number.ts';
import { pulseReader } from '../../server/scores/dormancy-facts.ts';

it('counts posts and replies of the last twelve calendar months, the month under way included', () => {
  const lines: [string, number, number][] = [
    // A year ago to the month: too old.
    ['2025-03-31', 50, 0],
    ['2025-04-01', 1, 2],
    ['2025-12-31', 4, 0],
    ['2026-01-01', 0, 5],
    ['2026-03-01', 6, 0],
    ['2026-03-14', 1, 1],
  ];
  const writings = {
    day: Int32Array.from(lines, ([day]) => dayNumber(day)),
    posts: Int32Array.from(lines, ([, posts]) => posts),
    replies: Int32Array.from(lines, ([, , replies]) => replies),
  };
  expect(pulseReader(dayNumber('2026-03-15'))(writings)).toBe('3 0 0 0 0 0 0 0 4 5 0 8');
});
