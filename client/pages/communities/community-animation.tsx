import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Row } from '../../../server/contract/results.ts';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Failed, Loading } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';

const unknown = '\u2013';
const measures = ['animator-dependence', 'animation-load', 'launch-emptiness', 'contributor-absence-factor'] as const;

/** Who carries a community: those who animate it, who could take over, what waits for them, and how it opened. */
export function CommunityAnimation({ row }: { row: Row }) {
  const { t } = useWords();
  const format = useFormat();
  const { community, ...everywhere } = useQuestion();
  const queries = useQueries({ queries: measures.map((id) => resultOptions(id, everywhere)) });
  const [dependence, load, launch, rests] = queries.map(({ data }) =>
    data?.rows.find((each) => textAt(each, 'subject_id') === community),
  );
  const failed = queries.find(({ isError }) => isError);
  const cell = (from: Row | undefined, key: string, unit: 'share' | 'count' | 'people' | 'index'): string => {
    const value = numberAt(from, key);
    return value === null ? unknown : format.cell(value, unit);
  };
  const animation = textAt(row, 'animation');
  const facts = [
    [t('communitiesPage.animation.animators'), cell(row, 'animators', 'people')],
    [t('communitiesPage.animation.dependence'), cell(dependence, 'value', 'share')],
    [t('communitiesPage.animation.answered'), cell(dependence, 'answered', 'share')],
    [t('communitiesPage.animation.answeredWithout'), cell(dependence, 'answered_without', 'share')],
    [t('communitiesPage.animation.rests'), cell(rests, 'replies_factor', 'people')],
    [t('communitiesPage.animation.waiting'), cell(load, 'value', 'count')],
    [t('communitiesPage.animation.emptiness'), cell(launch, 'value', 'index')],
    [t('communitiesPage.animation.seeds'), cell(launch, 'seeds', 'count')],
  ] as const;
  return (
    <Panel
      className="span-4"
      title={
        animation === 'none' || animation === 'silent' || animation === 'present'
          ? t(`communitiesPage.animation.${animation}`)
          : t('communitiesPage.animation.title')
      }
      subtitle={t('communitiesPage.animation.subtitle')}
      busy={queries.some(({ isFetching }) => isFetching)}
      footer={
        <Link className="quiet" to="/ambassadors" search={(asked: object) => asked}>
          {t('communitiesPage.animation.candidates')}
        </Link>
      }
    >
      {failed?.error == null ? null : <Failed error={failed.error} onRetry={() => void failed.refetch()} />}
      {queries.some(({ isPending }) => isPending) ? (
        <Loading height={240} />
      ) : (
        <>
          <dl className="summary">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p>{successors(dependence, t, format.integer)}</p>
        </>
      )}
    </Panel>
  );
}

/** How many could take over; one to four people are not counted out loud. */
function successors(
  dependence: Row | undefined,
  t: ReturnType<typeof useWords>['t'],
  integer: (count: number) => string,
): string {
  if (dependence === undefined) return t('communitiesPage.animation.successorsUnknown');
  const count = numberAt(dependence, 'successors');
  return count === null
    ? t('communitiesPage.animation.successorsFew')
    : t('communitiesPage.animation.successors', { count, n: integer(count) });
}
