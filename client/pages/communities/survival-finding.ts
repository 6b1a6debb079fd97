import type { Result, Row } from '../../../server/contract/results.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import type { FindingTools } from '../../panels/finding-tools.ts';

/** The rows of one type, by age in months, youngest first. */
export interface TypeSurvival {
  /** `all`, or the code of a type. */
  readonly type: string;
  readonly rows: readonly Row[];
}

/** Ages at which shares are told, in months, with their words. */
export const landmarks = [
  { months: 6, word: 'half' },
  { months: 12, word: 'one' },
  { months: 24, word: 'two' },
] as const;

const monthDays = 365.25 / 12;
/** The server's own bound: a curve that starts later tells nothing of the youngest. */
const youngest = 28;
const fewest = 5;

/** The curves of an answer, all communities first, in the order of the rows. */
export function curvesOf(result: Result): TypeSurvival[] {
  const byType = new Map<string, Row[]>();
  for (const row of result.rows) {
    const type = textAt(row, 'type') ?? '';
    const rows = byType.get(type) ?? [];
    rows.push(row);
    byType.set(type, rows);
  }
  return [...byType].map(([type, rows]) => ({ type, rows }));
}

export const rowAt = ({ rows }: TypeSurvival, months: number): Row | undefined =>
  rows.find((row) => row['months'] === months);

/** Whether a curve starts at birth, rather than at the age where enough are watched. */
export const isFromBirth = ({ rows }: TypeSurvival): boolean => (numberAt(rows[0], 'since') ?? 0) <= youngest;

/** A length of life in days, in whole months. */
export const wholeMonths = (days: number): number => Math.max(1, Math.round(days / monthDays));

/**
 * Where types differ by more than chance, which live shortest and longest; else how long all of them live. Null when the
 * curve of all does not start at birth, or nothing is known at half a year.
 */
export function survivalFinding(result: Result, tools: FindingTools): string | null {
  const [all, ...types] = curvesOf(result);
  if (all === undefined) return null;
  const p = numberAt(all.rows[0], 'p');
  const differs = p !== null && p < 0.05;
  const sentence = differs ? betweenTypes(types.filter(isFromBirth), tools) : null;
  return sentence ?? ofAll(all, p !== null && !differs, tools);
}

function betweenTypes(types: readonly TypeSurvival[], { t, format, groupName }: FindingTools): string | null {
  const byMedian = types.toSorted((a, b) => medianOf(a) - medianOf(b));
  const [shortest] = byMedian;
  const longest = byMedian.at(-1);
  if (shortest === undefined || longest === undefined || shortest === longest) return null;
  const months = (curve: TypeSurvival): string => monthsText(medianOf(curve), { t, format });
  if (Number.isFinite(medianOf(shortest))) {
    const names = { short: groupName(shortest.type), long: groupName(longest.type), life: months(shortest) };
    return Number.isFinite(medianOf(longest))
      ? t('communitiesPage.survival.byMedian', { ...names, longLife: months(longest) })
      : t('communitiesPage.survival.byMedianUnseen', names);
  }
  for (const { months: age, word } of landmarks.toReversed()) {
    const shares = types
      .flatMap((curve) => {
        const share = shareAt(curve, age);
        return share === null ? [] : [{ type: curve.type, share }];
      })
      .sort((a, b) => a.share - b.share);
    const [least] = shares;
    const most = shares.at(-1);
    if (least === undefined || most === undefined || least.share === most.share) continue;
    return t('communitiesPage.survival.byShare', {
      age: t(`communitiesPage.survival.after.${word}`),
      short: groupName(least.type),
      long: groupName(most.type),
      least: format.percent(least.share),
      most: format.percent(most.share),
    });
  }
  return null;
}

function ofAll(all: TypeSurvival, isAlike: boolean, { t, format }: FindingTools): string | null {
  if (!isFromBirth(all)) return null;
  const tail = isAlike ? t('communitiesPage.survival.alike') : '';
  const median = medianOf(all);
  if (Number.isFinite(median)) {
    return t('communitiesPage.survival.median', { life: monthsText(median, { t, format }), tail });
  }
  const known = landmarks.findLast(({ months }) => shareAt(all, months) !== null);
  if (known === undefined) return null;
  const share = format.percent(shareAt(all, known.months) ?? 0);
  return t('communitiesPage.survival.share', { share, age: t(`communitiesPage.survival.after.${known.word}`), tail });
}

/** Days that half of them do not reach; infinite when longer than can be seen. */
const medianOf = ({ rows }: TypeSurvival): number => numberAt(rows[0], 'median') ?? Number.POSITIVE_INFINITY;

/** Share alive at an age that enough of them have reached. */
function shareAt(curve: TypeSurvival, months: number): number | null {
  const row = rowAt(curve, months);
  return (numberAt(row, 'at_risk') ?? 0) < fewest ? null : numberAt(row, 'value');
}

export function monthsText(days: number, { t, format }: Pick<FindingTools, 't' | 'format'>): string {
  const count = wholeMonths(days);
  return t('communitiesPage.survival.months', { count, n: format.integer(count) });
}
