import { useQuery } from '@tanstack/react-query';
import type { Mark } from '../charts/series-chart.tsx';
import { resultOptions } from '../lib/api.ts';
import { textAt } from '../lib/rows.ts';
import { useQuestion } from '../lib/url-state.ts';

/** What was done, for the time axis: the actions of the community on show, or those that concern everybody. */
export function useMarks(): Mark[] {
  const { community } = useQuestion();
  const { data } = useQuery(resultOptions('interventions', {}));
  return (data?.rows ?? []).flatMap((row) => {
    const day = textAt(row, 'starts_on');
    const name = textAt(row, 'name');
    const where = textAt(row, 'community_id');
    const concerned = community === undefined ? where === null : where === null || where === community;
    return day === null || name === null || !concerned ? [] : [{ day: day.slice(0, 10), name }];
  });
}
