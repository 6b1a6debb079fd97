import { lazy, Suspense } from 'react';
import type { Result } from '../../server/contract/results.ts';
import { CohortGrid } from '../charts/cohort-grid.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { MatrixChart } from '../charts/matrix-chart.tsx';
import { RankingTable } from '../charts/ranking-table.tsx';
import type { Mark } from '../charts/series-chart.tsx';
import { SummaryList } from '../charts/summary-list.tsx';
import { Loading } from './panel-states.tsx';

/** Curves come with a library of their own, which pages of tables never fetch. */
const SeriesChart = lazy(async () => ({ default: (await import('../charts/series-chart.tsx')).SeriesChart }));

export interface ResultViewProps {
  readonly result: Result;
  /** The answer itself, then those drawn in the same picture. */
  readonly results: readonly Result[];
  readonly marks: readonly Mark[];
  readonly height?: number;
}

/** Draws an answer by its shape. */
export function ResultView(props: ResultViewProps) {
  const { result } = props;
  switch (result.meta.shape) {
    case 'series':
      return (
        <Suspense fallback={<Loading height={props.height ?? 260} />}>
          <SeriesChart
            results={props.results}
            marks={props.marks}
            {...(props.height === undefined ? {} : { height: props.height })}
          />
        </Suspense>
      );
    case 'ranking':
    case 'score':
      return <RankingTable result={result} />;
    case 'matrix':
      return <MatrixChart result={result} />;
    case 'cohorts':
      return <CohortGrid result={result} />;
    case 'summary':
      return <SummaryList result={result} />;
    default:
      return <DataTable result={result} />;
  }
}
