const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const form =
  /^[a-z]+, (?:([a-z]+) (\d{1,2})|(\d{1,2}) ([a-z]+)),? (\d{4})(?: at|,)? (\d{1,2}):(\d{2}):(\d{2})(?: ([ap])\.?m\.?)? utc$/;

/**
 * A moment as Takeout writes it in English, `Thursday, November 3, 2016 at 11:59:50 AM UTC` or, British,
 * `Thursday, 3 November 2016 at 11:59:50 UTC`, with whatever blanks (recent exports put U+202F before AM). ISO 8601 in
 * UTC, or null for any other text: other languages are not guessed at.
 */
export function englishMoment(written: string): string | null {
  const match = form.exec(written.trim().replace(/\s+/gu, ' ').toLowerCase());
  if (match === null) return null;
  const [, monthFirst, dayAfter, dayFirst, monthAfter, year, hours, minutes, seconds, half] = match;
  const month = months.indexOf(monthFirst ?? monthAfter ?? '');
  const [day, hour] = [Number(dayAfter ?? dayFirst), hourOf(Number(hours), half)];
  if (month < 0 || hour === null || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const moment = new Date(Date.UTC(Number(year), month, day, hour, Number(minutes), Number(seconds)));
  return moment.getUTCDate() === day ? moment.toISOString() : null;
}

/** The hour from 0 to 23; null where the clock has no such hour. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  return hour >= 1 && hour <= 12 ? (hour % 12) + (half === 'p' ? 12 : 0) : null;
}
