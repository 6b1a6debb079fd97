import type { Result, Row } from '../../../server/contract/results.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';
import { numberAt } from '../../lib/rows.ts';
import { type FindingTools, useFindingTools } from '../../panels/finding-tools.ts';
import { SurvivalCurve } from './survival-curve.tsx';
import { curvesOf, isFromBirth, landmarks, monthsText, rowAt, type TypeSurvival } from './survival-finding.ts';

/** How long communities live: a curve for each type beside that of all, and the shares that live to known ages. */
export function CommunitySurvival({ result }: { result: Result }) {
  const tools = useFindingTools();
  const { t, say, groupName } = tools;
  const curves = curvesOf(result);
  const [all, ...types] = curves;
  if (all === undefined) return null;
  const months = Math.max(12, ...result.rows.map((row) => numberAt(row, 'months') ?? 0));
  const nameOf = ({ type }: TypeSurvival): string =>
    type === 'all' ? t('communitiesPage.survival.all') : groupName(type);
  const curveOf = (row: Row): TypeSurvival => curves.find(({ type }) => type === row['type']) ?? all;
  return (
    <>
      <ul className="survival-curves">
        {(types.length === 0 ? [all] : types).map((curve) => (
          <li key={curve.type}>
            <h3>{nameOf(curve)}</h3>
            <SurvivalCurve
              curve={curve}
              all={all}
              months={months}
              label={t('communitiesPage.survival.label', { name: nameOf(curve) })}
            />
          </li>
        ))}
      </ul>
      <p className="fine">
        {t('communitiesPage.survival.key')}
        {types.length === 0 ? '' : ` ${t('communitiesPage.survival.keyAll')}`}
        {curves.every(isFromBirth) ? '' : ` ${t('communitiesPage.survival.keySince')}`}
      </p>
      <FiguresTable
        caption={say(result.meta.label)}
        rows={curves.flatMap(({ rows }) => rows.slice(0, 1))}
        keyOf={(row) => String(row['type'])}
        isOwn={(row) => row['type'] === 'all'}
        columns={[
          { head: t('communitiesPage.survival.type'), cell: (row) => nameOf(curveOf(row)) },
          {
            head: t('communitiesPage.survival.ended'),
            cell: (row) =>
              t('communitiesPage.survival.endedOf', {
                ended: numberAt(row, 'ended') ?? 0,
                total: numberAt(row, 'communities') ?? 0,
              }),
          },
          { head: t('communitiesPage.survival.from'), cell: (row) => startText(curveOf(row), tools) },
          ...landmarks.map(({ months: age, word }) => ({
            head: t(`communitiesPage.survival.at.${word}`),
            cell: (row: Row) => shareText(rowAt(curveOf(row), age), tools),
          })),
          { head: t('communitiesPage.survival.life'), cell: (row) => medianText(curveOf(row), tools) },
        ]}
      />
    </>
  );
}

const dash = '\u2013';

/** A share with its interval and how many are watched; a dash at an age that none has reached. */
function shareText(row: Row | undefined, { t, format }: FindingTools): string {
  const share = numberAt(row, 'value');
  const [lower, upper] = [numberAt(row, 'lower'), numberAt(row, 'upper')];
  if (share === null) return dash;
  const n = format.integer(numberAt(row, 'at_risk') ?? 0);
  return lower === null || upper === null
    ? `${format.percent(share)} (n\u00a0=\u00a0${n})`
    : t('communitiesPage.survival.shareWithin', {
        share: format.percent(share),
        low: format.integer(100 * lower),
        high: format.integer(100 * upper),
        n,
      });
}

/** Where a curve starts: at birth, or at its first month. */
function startText(curve: TypeSurvival, { t, format }: FindingTools): string {
  const count = numberAt(curve.rows[0], 'months') ?? 0;
  return isFromBirth(curve)
    ? t('communitiesPage.survival.birth')
    : t('communitiesPage.survival.months', { count, n: format.integer(count) });
}

function medianText(curve: TypeSurvival, tools: FindingTools): string {
  const { t } = tools;
  const [row] = curve.rows;
  if (!isFromBirth(curve)) return dash;
  const median = numberAt(row, 'median');
  const least = numberAt(row, 'median_lower');
  if (median !== null) return monthsText(median, tools);
  return least === null
    ? t('communitiesPage.survival.unseen')
    : t('communitiesPage.survival.atLeast', { life: monthsText(least, tools) });
}
