import { useQuery } from '@tanstack/react-query';
import type { Result } from '../../../server/contract/results.ts';
import type { Mark } from '../../charts/series-chart.tsx';
import { resultOptions } from '../../lib/api.ts';
import { textAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { type FindingTools, useFindingTools } from '../../panels/finding-tools.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { useMarks } from '../../panels/use-marks.ts';
import { changeSentence, changeWords } from './change-sentence.ts';

const changePoints = 'community-change-points';

/** The weekly contributors of the community on show, with the weeks in which they settled at another level. */
export function CommunityChanges({ className }: { className: string }) {
  const tools = useFindingTools();
  const actions = useMarks();
  const { data } = useQuery(resultOptions(changePoints, useQuestion()));
  return (
    <MetricPanel
      id="wau"
      beside={[changePoints]}
      className={className}
      marks={[...actions, ...changeMarks(data, tools)].toSorted((a, b) => (a.day < b.day ? -1 : 1))}
      finding={(_, said) => latestChange(data, said)}
    />
  );
}

const changeMarks = (result: Result | undefined, tools: FindingTools): Mark[] =>
  (result?.rows ?? []).flatMap((row) => {
    const day = textAt(row, 'since');
    return day === null ? [] : [{ day, name: changeWords(row, tools) }];
  });

/** The latest change, which stands first; null when nothing can be said of changes. */
function latestChange(result: Result | undefined, tools: FindingTools): string | null {
  if (result === undefined || result.reason !== null) return null;
  const [latest] = result.rows;
  return latest === undefined ? tools.t('communitiesPage.changes.unchanged') : changeSentence(latest, tools);
}
