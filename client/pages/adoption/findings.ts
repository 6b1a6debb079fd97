import type { Result } from '../../../server/contract/results.ts';
import { lastPoint, linesOf, numberAt, periodRow, type Point, textAt } from '../../lib/rows.ts';
import type { Finding, FindingTools } from '../../panels/finding-tools.ts';
import { changeOf } from '../../panels/series-finding.ts';

/** The headline of the page from the adoption rate; null when the population is unknown. */
export function adoptionHeadline(result: Result, { t, format, calendar }: FindingTools): string | null {
  const change = changeOf(linesOf(result).get(null) ?? [], true, calendar);
  if (change === null) return null;
  return t(`adoption.headline.${change.verdict}`, {
    value: format.percent(change.last.value),
    change: format.points(change.difference ?? 0),
    span: t(`span.${change.span}`),
  });
}

/** Whether adoption stands at its height, or when it did. */
export const peakFinding: Finding = (result, { t, format }) => {
  const line = linesOf(result).get(null) ?? [];
  const last = lastPoint(line);
  const peak = line.reduce<Point | null>(
    (best, point) => ((point.value ?? -1) > (best?.value ?? -1) ? point : best),
    null,
  );
  if (last === null || peak === null || peak.value === null || line.length < 3) return null;
  return peak.date === last.date
    ? t('adoption.highest')
    : t('adoption.peak', { value: format.percent(peak.value), day: format.day(peak.date) });
};

/** How many people contribute, and whether they are more or fewer than before. Also the headline without a directory. */
export const activeFinding: Finding = (result, { t, format, calendar }) => {
  const change = changeOf(linesOf(result).get(null) ?? [], false, calendar);
  if (change === null) return null;
  const who = t('adoption.contributors', { count: change.last.value, n: format.integer(change.last.value) });
  if (change.difference === null) return who;
  const span = t(`span.${change.span}`);
  if (change.verdict === 'steady') return t('adoption.alike', { who, span });
  return t(change.verdict === 'up' ? 'adoption.more' : 'adoption.fewer', {
    who,
    span,
    change: format.integer(Math.abs(change.difference)),
  });
};

/** Stickiness as days out of 28. */
export const stickinessFinding: Finding = (result, { t, format, calendar }) => {
  const change = changeOf(linesOf(result).get(null) ?? [], false, calendar);
  return change === null ? null : t('adoption.stickiness', { days: format.decimal(change.last.value * 28) });
};

/** The kind of contribution that makes up most of the latest 13 weeks. */
export const contributionsFinding: Finding = (result, { t, format, groupName }) => {
  const totals = [...linesOf(result)].map(([kind, line]) => ({
    kind,
    total: line.slice(-13).reduce((sum, { value }) => sum + (value ?? 0), 0),
  }));
  const all = totals.reduce((sum, { total }) => sum + total, 0);
  const [first] = totals.toSorted((a, b) => b.total - a.total);
  if (first === undefined || first.kind === null || all === 0) return null;
  const kind = groupName(first.kind);
  return t('adoption.contributions', {
    kind: kind.charAt(0).toUpperCase() + kind.slice(1),
    share: format.percent(first.total / all),
  });
};

/** Of the cohorts followed for three months, the share that came back in the third. */
export const retentionFinding: Finding = (result, { t, format }) => {
  let people = 0;
  let kept = 0;
  for (const row of result.rows) {
    const size = numberAt(row, 'size');
    const share = numberAt(row, 'retained');
    if (numberAt(row, 'offset') !== 3 || size === null || share === null) continue;
    people += size;
    kept += share * size;
  }
  return people < smallestBase ? null : t('adoption.retention', { share: format.percent(kept / people) });
};

const smallestBase = 20;

/** The share of posts answered, over the whole period. */
export const replyRateFinding: Finding = (result, { t, format }) => {
  const value = numberAt(periodRow(result), 'value');
  return value === null ? null : t('adoption.replyRate', { value: format.percent(value) });
};

/** The median wait for a first answer, over the whole period. */
export const firstResponseFinding: Finding = (result, { t, format }) => {
  const value = numberAt(periodRow(result), 'value');
  return value === null ? null : t('adoption.firstResponse', { value: duration(value, format) });
};

/** Hours as people say them: minutes under an hour, days from two days on. */
export function duration(hours: number, format: FindingTools['format']): string {
  if (hours < 1) return `${format.integer(Math.max(1, hours * 60))}\u00a0min`;
  return hours < 48 ? format.cell(hours, 'hours') : format.cell(hours / 24, 'days');
}

/** How many go as far as posting, out of everybody on the ladder. */
export const ladderFinding: Finding = (result, { t, format }) => {
  const total = result.rows.reduce((sum, row) => sum + (numberAt(row, 'people') ?? 0), 0);
  const posting = numberAt(
    result.rows.find((row) => textAt(row, 'rung') === 'posts'),
    'people',
  );
  return posting === null || total === 0
    ? null
    : t('adoption.ladder', { count: posting, n: format.integer(posting), total: format.integer(total) });
};
