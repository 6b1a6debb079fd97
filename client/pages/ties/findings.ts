import type { Result } from '../../../server/contract/results.ts';
import { addDays } from '../../lib/format.ts';
import { lastPoint, linesOf, numberAt, pointBefore, textAt } from '../../lib/rows.ts';
import type { Finding, FindingTools } from '../../panels/finding-tools.ts';

/** From here on a department keeps to itself: a quarter of the way from chance to complete closure. */
const closed = -0.25;
const namedAtMost = 3;

/** Which departments exchange mostly inside, the most closed first; null when openness is unknown. */
export function tiesHeadline(openness: Result, { t, format }: FindingTools): string | null {
  const known = openness.rows.flatMap((row) => {
    const rescaled = numberAt(row, 'rescaled');
    const name = textAt(row, 'name') ?? textAt(row, 'subject_id');
    return rescaled === null || name === null ? [] : [{ name, rescaled }];
  });
  if (known.length === 0) return null;
  const inward = known.filter(({ rescaled }) => rescaled <= closed).toSorted((a, b) => a.rescaled - b.rescaled);
  if (inward.length === 0) return t('tiesPage.headlineOpen');
  return t('tiesPage.headline', {
    count: inward.length,
    n: format.integer(inward.length),
    total: format.integer(known.length),
    names: format.list(inward.slice(0, namedAtMost).map(({ name }) => name)),
  });
}

/** How many pairs of departments stand out, counted once each. */
export const matrixFinding: Finding = (result, { t, format }) => {
  const pairs = new Map<string, string>();
  for (const row of result.rows) {
    const ends = [textAt(row, 'from') ?? '', textAt(row, 'to') ?? ''];
    const verdict = textAt(row, 'verdict');
    if (verdict !== null && ends[0] !== ends[1])
      pairs.set(ends.toSorted((a, b) => (a < b ? -1 : 1)).join('\n'), verdict);
  }
  const count = (verdict: string) => [...pairs.values()].filter((each) => each === verdict).length;
  const [silos, bridges] = [count('silo'), count('bridge')];
  return silos + bridges === 0
    ? t('tiesPage.matrixEven')
    : t('tiesPage.matrix', { count: silos, silos: format.integer(silos), bridges: format.integer(bridges) });
};

/** How far an index must have moved for it to be news, where its own interval is not known. */
const clearlyMoved = 0.03;

/** Where the latest window stands against the band of chance, and whether it moved within a year. */
export const trendFinding: Finding = (result, { t }) => {
  const line = linesOf(result).values().next().value ?? [];
  const last = lastPoint(line);
  const row = result.rows.find((candidate) => candidate['date'] === last?.date);
  const lower = numberAt(row, 'lower');
  const upper = numberAt(row, 'upper');
  if (last === null || lower === null || upper === null) return null;
  if (last.value > upper) return t('tiesPage.trend.above');
  if (last.value >= lower) return t('tiesPage.trend.within');
  const before = pointBefore(line, addDays(last.date, -364));
  const moved = before === null ? 0 : last.value - before.value;
  const clear = Math.hypot(halfWidth(result, last.date), halfWidth(result, before?.date));
  if (moved > clear) return t('tiesPage.trend.belowOpening');
  return t(moved < -clear ? 'tiesPage.trend.belowClosing' : 'tiesPage.trend.below');
};

/** Half of the interval of a point of the trend, as far as one point may differ from another by chance. */
function halfWidth(result: Result, date: string | undefined): number {
  const row = result.rows.find((candidate) => candidate['date'] === date);
  const [lower, upper] = [numberAt(row, 'value_lower'), numberAt(row, 'value_upper')];
  return lower === null || upper === null ? clearlyMoved : (upper - lower) / 2;
}

/** How many people and pairs the network holds. */
export const summaryFinding: Finding = (result, { t, format }) => {
  const figure = (key: string) =>
    numberAt(
      result.rows.find((row) => row['key'] === key),
      'value',
    );
  const people = figure('people');
  const ties = figure('undirected_ties');
  return people === null || ties === null
    ? null
    : t('tiesPage.summary', { people: format.integer(people), ties: format.integer(ties) });
};
