import { flagAt, numberAt, textAt } from '../../lib/rows.ts';
import type { Finding } from '../../panels/finding-tools.ts';

/** How much crosses departments, beside chance. */
export const crossingsFinding: Finding = (result, { t, format }) => {
  const row = result.rows.find((each) => each['grouping'] === 'department' && each['counted'] === 'ties');
  const share = numberAt(row, 'value');
  const expected = numberAt(row, 'expected');
  return share === null || expected === null
    ? null
    : t('tiesPage.crossings.finding', { share: format.percent(share), expected: format.percent(expected) });
};

/** How many pairs of departments should talk more, and which lack most. */
export const missingFinding: Finding = (result, { t, format }) => {
  const [most] = result.rows;
  return most === undefined
    ? null
    : t('tiesPage.missing.finding', {
        count: result.rows.length,
        n: format.integer(result.rows.length),
        from: textAt(most, 'from') ?? '',
        to: textAt(most, 'to') ?? '',
      });
};

/** How many links that were to be expected hang on one person. */
export const fragileFinding: Finding = (result, { t, format }) => {
  const fragile = result.rows.filter((row) => flagAt(row, 'fragile')).length;
  return fragile === 0
    ? t('tiesPage.fragile.none')
    : t('tiesPage.alone', { count: fragile, n: format.integer(fragile) });
};

/** What is left when the last of the list has gone. */
export const removalFinding: Finding = (result, { t, format }) => {
  const [before, last] = [result.rows[0], result.rows.at(-1)];
  const n = numberAt(last, 'leavers');
  const share = numberAt(last, 'value');
  const all = numberAt(before, 'pairs');
  const left = numberAt(last, 'pairs');
  return n === null || n < 2 || share === null || all === null || left === null
    ? null
    : t('tiesPage.removal.finding', {
        n: format.integer(n),
        share: format.percent(share),
        pairs: format.integer(all - left),
        all: format.integer(all),
      });
};

/** The share of chance ties, and the type of community in which they clearly arise most. */
export const serendipityFinding: Finding = (result, { t, format, groupName }) => {
  const share = numberAt(
    result.rows.find((row) => row['type'] === 'all'),
    'value',
  );
  if (share === null) return null;
  const [most] = result.rows
    .filter((row) => row['type'] !== 'all' && row['type'] !== 'other' && numberAt(row, 'value') !== null)
    .toSorted((a, b) => (numberAt(b, 'value') ?? 0) - (numberAt(a, 'value') ?? 0));
  const isClear = (numberAt(most, 'lower') ?? 0) > share;
  return isClear
    ? t('tiesPage.serendipity.findingType', {
        share: format.percent(share),
        type: groupName(textAt(most, 'type') ?? ''),
        most: format.percent(numberAt(most, 'value') ?? 0),
      })
    : t('tiesPage.serendipity.finding', { share: format.percent(share) });
};

/** Whether people from outside are answered as often as the others, as far as the figures can tell. */
export const guestsFinding: Finding = (result, { t, format }) => {
  const outside = result.rows.find((row) => row['group'] === 'external');
  const inside = result.rows.find((row) => row['group'] === 'internal');
  const lower = numberAt(outside, 'difference_lower');
  const upper = numberAt(outside, 'difference_upper');
  if (lower === null || upper === null) return null;
  if (lower <= 0 && upper >= 0) return t('tiesPage.guests.answeredAlike');
  return t(upper < 0 ? 'tiesPage.guests.answeredLess' : 'tiesPage.guests.answeredMore', {
    outside: format.percent(numberAt(outside, 'value') ?? 0),
    inside: format.percent(numberAt(inside, 'value') ?? 0),
  });
};
