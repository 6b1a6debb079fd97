import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Result, Row } from '../../../server/contract/results.ts';
import { DataTable, MoreRows } from '../../charts/data-table.tsx';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { type FindingTools, useFindingTools } from '../../panels/finding-tools.ts';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Failed, Loading, NoFigure } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';
import { periodText } from '../../panels/period-text.ts';
import { changeSentence, isFalling } from './change-sentence.ts';
import { CommunityName } from './community-marks.tsx';
import { StateMark } from './states.tsx';

/** A change older than that is no news. */
const recentWeeks = 8;
const fewShown = 5;

/** Communities that settled at another level of contributors of late, those that fell first: who needs an animator now. */
export function RecentChanges({ states }: { states: readonly Row[] }) {
  const tools = useFindingTools();
  const { t, say, format } = tools;
  const question = useQuestion();
  const [tabular, setTabular] = useState(false);
  const query = useQuery(resultOptions('community-change-points', question));
  const result = query.data;
  const recent = recentChanges(result?.rows ?? []);
  return (
    <Panel
      anchor="community-change-points"
      className="recent-changes-panel"
      busy={query.isFetching}
      title={
        result === undefined
          ? t(query.isError ? 'panel.failed' : 'panel.loading')
          : result.reason === null
            ? changesFinding(recent, tools)
            : say(result.meta.label)
      }
      subtitle={
        result === undefined
          ? ''
          : `${say(result.meta.label)} · ${periodText(result.meta.filter.from, result.meta.filter.to, t, format)}`
      }
      footer={
        result === undefined ? undefined : (
          <PanelActions
            results={[result]}
            question={question}
            table={result.rows.length === 0 ? null : { shown: tabular, toggle: () => setTabular(!tabular) }}
          />
        )
      }
    >
      {query.isPending ? <Loading height={160} /> : null}
      {query.isError ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : null}
      {result === undefined ? null : result.reason !== null ? (
        <NoFigure reason={result.reason} />
      ) : tabular ? (
        <DataTable result={result} />
      ) : (
        <>
          <ChangeList rows={recent} states={states} />
          <p className="fine">{t('communitiesPage.changes.note')}</p>
        </>
      )}
    </Panel>
  );
}

function ChangeList({ rows, states }: { rows: readonly Row[]; states: readonly Row[] }) {
  const tools = useFindingTools();
  const [shown, setShown] = useState(fewShown);
  if (rows.length === 0) return null;
  return (
    <>
      <ul className="recent-changes">
        {rows.slice(0, shown).map((row) => {
          const state = states.find((each) => textAt(each, 'subject_id') === textAt(row, 'subject_id'));
          return (
            <li key={textAt(row, 'subject_id')}>
              <Arrow falling={isFalling(row)} />
              <CommunityName row={row} type={null} />
              <span>{changeSentence(row, tools)}</span>
              {state === undefined ? null : <StateMark row={state} />}
            </li>
          );
        })}
      </ul>
      <MoreRows shown={shown} total={rows.length} onMore={() => setShown(shown + 20)} word={tools.t('table.more')} />
    </>
  );
}

function Arrow({ falling }: { falling: boolean }) {
  const { t } = useWords();
  return (
    <svg
      width="10"
      height="10"
      viewBox="0 0 10 10"
      role="img"
      aria-label={t(falling ? 'communitiesPage.changes.fell' : 'communitiesPage.changes.rose')}
    >
      <path d={falling ? 'M5 9 .5 1h9z' : 'M5 1 9.5 9h-9z'} fill={falling ? 'var(--ink)' : 'var(--accent)'} />
    </svg>
  );
}

/** The latest change of each community, where it is recent: falls first, then the nearest. Rows come the latest first. */
export function recentChanges(rows: Result['rows']): Row[] {
  const seen = new Set<string>();
  return rows
    .filter((row) => {
      const id = textAt(row, 'subject_id') ?? '';
      const isLatest = !seen.has(id);
      seen.add(id);
      return isLatest && (numberAt(row, 'weeks_ago') ?? Number.POSITIVE_INFINITY) <= recentWeeks;
    })
    .toSorted((a, b) => Number(isFalling(b)) - Number(isFalling(a)));
}

/** How many communities fell of late; that none did, or that nothing changed, is a finding too. */
function changesFinding(recent: readonly Row[], { t, format }: FindingTools): string {
  const weeks = format.integer(recentWeeks);
  const count = recent.filter(isFalling).length;
  if (count > 0) return t('communitiesPage.changes.falling', { count, n: format.integer(count), weeks });
  return t(recent.length > 0 ? 'communitiesPage.changes.noneFalling' : 'communitiesPage.changes.none', { weeks });
}
