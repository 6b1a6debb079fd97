import { describe, expect, it } from 'vitest';
import { expectedActivity } from '../../server/calendar/expected-activity.ts';
import { dayNumber } from '../../server/models/day-number.ts';

const france = { country: 'FR', region: null };
const expected = expectedActivity(france, dayNumber('2025-01-01'), dayNumber('2026-06-01'));
const on = (day: string): number => expected(dayNumber(day));

describe('what a working calendar expects of a day', () => {
  it.each([
    ['2025-03-12', 1, 'an ordinary Wednesday'],
    ['2025-03-15', 1, 'a Saturday, as every week has one'],
    ['2025-11-11', 0.15, 'a public holiday on a Tuesday'],
    ['2025-11-10', 0.5, 'the Monday before it'],
    ['2025-11-01', 1, 'a public holiday on a Saturday'],
    ['2025-08-01', 0.35, 'the first day of August'],
    ['2025-08-31', 0.35, 'the last day of August'],
    ['2025-08-15', 0.15, 'the public holiday of August'],
    ['2025-12-19', 1, 'the day before the turn of the year'],
    ['2025-12-20', 0.25, 'its first day'],
    ['2026-01-03', 0.25, 'its last day'],
    ['2025-12-26', 0.25, 'a bridge within it'],
    ['2025-12-25', 0.15, 'Christmas'],
    ['2026-08-03', 1, 'a day beyond the range'],
  ])('%s: %d, %s', (day, share) => expect(on(day)).toBe(share));

  it('knows no quiet weeks outside metropolitan France', () => {
    const germany = expectedActivity({ country: 'DE', region: null }, dayNumber('2025-01-01'), dayNumber('2026-01-01'));
    expect(germany(dayNumber('2025-08-05'))).toBe(1);
    expect(germany(dayNumber('2025-10-03'))).toBe(0.15);
  });

  it('is ordinary for an empty range', () => {
    expect(expectedActivity(france, 10, 10)(10)).toBe(1);
  });
});
