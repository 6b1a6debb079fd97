import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Result } from '../../server/contract/results.ts';
import { DataTable } from '../charts/data-table.tsx';
import type { Mark } from '../charts/series-chart.tsx';
import { type Question, resultOptions } from '../lib/api.ts';
import { isAllHidden, lastPoint, linesOf } from '../lib/rows.ts';
import { useQuestion } from '../lib/url-state.ts';
import { type Finding, useFindingTools } from './finding-tools.ts';
import { PanelActions } from './panel-actions.tsx';
import { HalfLifeNote } from './half-life-note.tsx';
import { NoValue } from './no-value.tsx';
import { AllHidden, Empty, Failed, Loading, NoFigure } from './panel-states.tsx';
import { Panel } from './panel.tsx';
import { periodText } from './period-text.ts';
import { ResultView, type ResultViewProps } from './result-view.tsx';
import { changeOf } from './series-finding.ts';
import { Warnings } from './warnings.tsx';

export interface MetricPanelProps {
  readonly id: string;
  /** Further measures of the same unit, drawn in the same picture. */
  readonly beside?: readonly string[];
  readonly finding?: Finding;
  /** Narrows the filters of the page for this panel alone. */
  readonly narrow?: Partial<Question>;
  readonly marks?: readonly Mark[];
  readonly className?: string;
  /** Draws the rows otherwise than by their shape; the table twin and the downloads stay. */
  readonly view?: (props: { result: Result }) => ReactNode;
  /** The view is a table already: no other one is offered. */
  readonly ownTable?: boolean;
  /** Said after the unit, in the subtitle. */
  readonly note?: ReactNode;
  readonly height?: number;
}

/** Any measure, by its id: asked, titled, drawn by its shape, with its table, files and definition. */
export function MetricPanel(props: MetricPanelProps) {
  const tools = useFindingTools();
  const { t, say, format } = tools;
  const question = { ...useQuestion(), ...props.narrow };
  const [tabular, setTabular] = useState(false);
  const queries = useQueries({
    queries: [props.id, ...(props.beside ?? [])].map((id) => resultOptions(id, question)),
  });
  const [main] = queries;
  const result = main?.data;
  const results = queries.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const classes = props.className ?? '';

  if (main === undefined || main.isPending) {
    return (
      <Panel className={classes} busy title={<span className="waiting">{t('panel.loading')}</span>}>
        <Loading {...(props.height === undefined ? {} : { height: props.height })} />
      </Panel>
    );
  }
  if (result === undefined) {
    return (
      <Panel className={classes} title={t('panel.failed')}>
        <Failed error={main.error} onRetry={() => void main.refetch()} />
      </Panel>
    );
  }
  const { meta } = result;
  const View: (props: ResultViewProps) => ReactNode = props.view ?? ResultView;
  const absent = result.reason !== null || result.rows.length === 0 || isAllHidden(result);
  const unknown = !absent && props.view === undefined && results.every(hasNoValue);
  const title = absent ? null : (props.finding ?? seriesFinding)(result, tools);
  return (
    <Panel
      anchor={props.id}
      className={classes}
      busy={queries.some(({ isFetching }) => isFetching)}
      title={title ?? say(meta.label)}
      subtitle={
        <>
          {title === null ? '' : `${say(meta.label)} · `}
          {t(`unit.${meta.unit}`)} · {periodText(meta.filter.from, meta.filter.to, t, format)}
          {title === null && !absent && !unknown && meta.shape === 'series' ? ` · ${t('panel.noClearChange')}` : ''}
          {props.note === undefined ? null : <> · {props.note}</>}
        </>
      }
      footer={
        <PanelActions
          results={results}
          question={question}
          table={
            absent || props.ownTable === true || (meta.shape === 'table' && props.view === undefined)
              ? null
              : { shown: tabular, toggle: () => setTabular(!tabular) }
          }
        />
      }
    >
      {result.reason !== null ? (
        <NoFigure reason={result.reason} />
      ) : result.rows.length === 0 ? (
        <Empty />
      ) : isAllHidden(result) ? (
        <AllHidden />
      ) : tabular || (meta.shape === 'table' && props.view === undefined) ? (
        results.map((each) => <DataTable key={each.meta.id} result={each} />)
      ) : unknown ? (
        <NoValue id={props.id} />
      ) : (
        <View
          result={result}
          results={results}
          marks={props.marks ?? []}
          {...(props.height === undefined ? {} : { height: props.height })}
        />
      )}
      {result.reason === null ? <Warnings results={results} /> : null}
      <HalfLifeNote result={result} />
      {meta.suppressed > 0 && result.reason === null ? (
        <p className="fine hatch-note">{t('panel.suppressed', { count: meta.suppressed })}</p>
      ) : null}
    </Panel>
  );
}

/** A curve of which no point is known. */
const hasNoValue = (result: Result): boolean =>
  result.meta.shape === 'series' && [...linesOf(result).values()].every((line) => lastPoint(line) === null);

/** The sentence for any plain series: where it stands, and whether it moved clearly in three months. */
export const seriesFinding: Finding = (result, { t, say, format, calendar }) => {
  if (result.meta.shape !== 'series') return null;
  const lines = linesOf(result);
  const line = lines.get(null);
  if (line === undefined || lines.size > 1) return null;
  const isShare = result.meta.unit === 'share';
  const change = changeOf(line, isShare, calendar);
  if (change === null || change.difference === null || change.verdict === 'steady') return null;
  return t(change.verdict === 'up' ? 'finding.up' : 'finding.down', {
    what: say(result.meta.label),
    value: format.cell(change.last.value, result.meta.unit),
    span: t(`span.${change.span}`),
    change: isShare
      ? format.points(Math.abs(change.difference), false)
      : format.cell(Math.abs(change.difference), result.meta.unit),
  });
};
