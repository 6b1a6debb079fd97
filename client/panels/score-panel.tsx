import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Result, Row } from '../../server/contract/results.ts';
import { catalogueOptions, type Question, resultOptions } from '../lib/api.ts';
import { hasColumn } from '../lib/rows.ts';
import { useQuestion } from '../lib/url-state.ts';
import { type Finding, useFindingTools } from './finding-tools.ts';
import { HalfLifeNote } from './half-life-note.tsx';
import { PanelActions } from './panel-actions.tsx';
import { Empty, Failed, Loading, NoFigure } from './panel-states.tsx';
import { Panel } from './panel.tsx';
import { periodText } from './period-text.ts';
import { SubjectList } from './subject-list.tsx';
import { TierList } from './tier-list.tsx';
import { Warnings } from './warnings.tsx';

/** A verdict about people or communities, by its id: who, why in words, what to do, never in order of merit. */
export function ScorePanel(props: {
  id: string;
  title: string;
  /** Writes the title from the data; the plain one stands when it has nothing to say. */
  finding?: Finding;
  note?: ReactNode;
  className?: string;
  narrow?: Partial<Question>;
  /** What can be done with a subject, under its name. */
  tool?: (row: Row) => ReactNode;
}) {
  const tools = useFindingTools();
  const { t, say, format } = tools;
  const question = { ...useQuestion(), ...props.narrow };
  const score = useQuery(resultOptions(props.id, question));
  const parts = useQuery(catalogueOptions).data?.find(({ id }) => id === props.id)?.parts ?? [];
  const classes = props.className ?? '';
  if (score.isPending) {
    return (
      <Panel className={classes} busy title={props.title}>
        <Loading />
      </Panel>
    );
  }
  if (score.isError) {
    return (
      <Panel className={classes} title={props.title}>
        <Failed error={score.error} onRetry={() => void score.refetch()} />
      </Panel>
    );
  }
  const result: Result = score.data;
  const facets = parts.filter(({ id }) => hasColumn(result, id));
  return (
    <Panel
      anchor={props.id}
      className={classes}
      busy={score.isFetching}
      title={props.finding?.(result, tools) ?? props.title}
      subtitle={
        <>
          {say(result.meta.label)} · {periodText(result.meta.filter.from, result.meta.filter.to, t, format)}
          {props.note === undefined ? null : <> · {props.note}</>}
        </>
      }
      footer={<PanelActions results={[result]} question={question} table={null} />}
    >
      {result.reason !== null ? (
        <NoFigure reason={result.reason} />
      ) : result.rows.length === 0 ? (
        <Empty />
      ) : hasColumn(result, 'tier') ? (
        <TierList result={result} facets={facets} tool={props.tool} />
      ) : (
        <SubjectList result={result} rows={result.rows} facets={facets} tool={props.tool} />
      )}
      {result.reason === null ? <Warnings results={[result]} /> : null}
      <HalfLifeNote result={result} />
    </Panel>
  );
}
