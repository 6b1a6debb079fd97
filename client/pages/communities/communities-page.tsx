import { useQuery } from '@tanstack/react-query';
import type { Result, Row } from '../../../server/contract/results.ts';
import { resultOptions } from '../../lib/api.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { type FindingTools, useFindingTools } from '../../panels/finding-tools.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Empty, Failed, Loading, NoFigure } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';
import { periodText } from '../../panels/period-text.ts';
import type { Loaded } from '../../shell/filter-bar.tsx';
import { CommunityDetail } from './community-detail.tsx';
import { CommunityList } from './community-list.tsx';
import { CommunityPlane, planeFinding } from './community-plane.tsx';
import { CommunitySurvival } from './community-survival.tsx';
import { communities } from './index.ts';
import { RecentChanges } from './recent-changes.tsx';
import { careOrder, concernOf, needsCare } from './states.tsx';
import { survivalFinding } from './survival-finding.ts';

/** For the animator on a Monday: which communities need care, what first, and why. */
export function CommunitiesPage() {
  return <NeedsData page={communities}>{(loaded) => <Communities loaded={loaded} />}</NeedsData>;
}

function Communities({ loaded }: { loaded: Loaded }) {
  const tools = useFindingTools();
  const { t, say, format } = tools;
  const { community, ...everywhere } = useQuestion();
  const life = useQuery(resultOptions('dormancy', everywhere));
  const gini = bySubject(useQuery(resultOptions('contribution-gini', everywhere)).data);
  const restsOn = bySubject(useQuery(resultOptions('contributor-absence-factor', everywhere)).data);
  const result = life.data;
  const rows = (result?.rows ?? []).toSorted(
    (a, b) =>
      careOrder(a) - careOrder(b) ||
      // The silence that began last is the one that can still be mended.
      silenceOrder(a) - silenceOrder(b) ||
      (textAt(a, 'name') ?? '').localeCompare(textAt(b, 'name') ?? ''),
  );
  const careful = rows.filter(needsCare).length;
  const total = format.integer(rows.length);
  const chosen = rows.find((row) => textAt(row, 'subject_id') === community);
  return (
    <PageFrame
      page={communities}
      headline={
        chosen !== undefined
          ? chosenHeadline(chosen, tools)
          : result === undefined || rows.length === 0
            ? null
            : careful === 0
              ? t('communitiesPage.headlineWell', { total })
              : t('communitiesPage.headline', { count: careful, n: format.integer(careful), total })
      }
      standfirst={t('communitiesPage.standfirst')}
    >
      {chosen === undefined || result === undefined ? null : (
        <CommunityDetail
          row={chosen}
          result={result}
          gini={gini.get(community ?? '') ?? null}
          restsOn={restsOn.get(community ?? '') ?? null}
        />
      )}
      <Panel
        anchor="dormancy"
        busy={life.isFetching}
        title={t('communitiesPage.list.title')}
        subtitle={
          result === undefined
            ? ''
            : `${say(result.meta.label)} · ${periodText(result.meta.filter.from, result.meta.filter.to, t, format)}`
        }
        footer={
          result === undefined ? undefined : <PanelActions results={[result]} question={everywhere} table={null} />
        }
      >
        {life.isPending ? <Loading height={480} /> : null}
        {life.isError ? <Failed error={life.error} onRetry={() => void life.refetch()} /> : null}
        {result === undefined ? null : result.reason !== null ? (
          <NoFigure reason={result.reason} />
        ) : rows.length === 0 ? (
          <Empty />
        ) : (
          <CommunityList
            result={result}
            rows={rows}
            types={new Map(loaded.communities.map(({ community_id: id, type }) => [id, type]))}
            restsOn={restsOn}
          />
        )}
      </Panel>
      {chosen === undefined ? (
        <>
          <RecentChanges states={rows} />
          <MetricPanel
            id="community-dialogue"
            finding={planeFinding}
            view={CommunityPlane}
            className="community-plane"
          />
          <MetricPanel id="community-survival" finding={survivalFinding} view={CommunitySurvival} />
        </>
      ) : null}
    </PageFrame>
  );
}

/** The one community on show: its name, its state, and how long nobody has written. */
function chosenHeadline(row: Row, { t, format, groupName }: FindingTools): string {
  const name = textAt(row, 'name') ?? '';
  const state = groupName(concernOf(row));
  const silent = numberAt(row, 'silent_days');
  if (silent === 0) return t('communitiesPage.chosenToday', { name, state });
  return silent === null
    ? t('communitiesPage.chosenSilent', { name, state })
    : t('communitiesPage.chosen', { name, state, days: format.cell(silent, 'days') });
}

/** Where care is needed, the shortest silence first; elsewhere, all alike. */
const silenceOrder = (row: Row): number =>
  needsCare(row) ? (numberAt(row, 'silent_days') ?? Number.MAX_SAFE_INTEGER) : 0;

const bySubject = (result: Result | undefined): Map<string, number | null> =>
  new Map((result?.rows ?? []).map((row) => [textAt(row, 'subject_id') ?? '', numberAt(row, 'value')]));
