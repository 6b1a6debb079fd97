import type { Result } from '../../server/contract/results.ts';
import { CohortGrid } from '../charts/cohort-grid.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { MatrixChart } from '../charts/matrix-chart.tsx';
import { RankingTable } from '../charts/ranking-table.tsx';
import { type Mark, SeriesChart } from '../charts/series-chart.tsx';
import { SummaryList } from '../charts/summary-list.tsx';

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
        <SeriesChart
          results={props.results}
          marks={props.marks}
          {...(props.height === undefined ? {} : { height: props.height })}
        />
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
