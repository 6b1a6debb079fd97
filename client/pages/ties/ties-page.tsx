import { useQuery } from '@tanstack/react-query';
import { resultOptions } from '../../lib/api.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFindingTools } from '../../panels/finding-tools.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { ScorePanel } from '../../panels/score-panel.tsx';
import { bridgingFinding, matrixFinding, summaryFinding, tiesHeadline, trendFinding } from './findings.ts';
import { ties } from './index.ts';
import { NetworkPanel } from './network-panel.tsx';
import { OpennessTable } from './openness-table.tsx';

/** Do departments talk to each other, against what chance would give, and who holds the bridges. */
export function TiesPage() {
  return <NeedsData page={ties}>{() => <Ties />}</NeedsData>;
}

function Ties() {
  const tools = useFindingTools();
  const openness = useQuery(resultOptions('ei-index', useQuestion())).data;
  return (
    <PageFrame
      page={ties}
      headline={openness === undefined ? null : tiesHeadline(openness, tools)}
      standfirst={tools.t('tiesPage.standfirst')}
    >
      <div className="grid">
        <MetricPanel id="department-ties" finding={matrixFinding} note={tools.t('tiesPage.matrixNote')} />
        <MetricPanel id="ei-index" className="span-7" view={OpennessTable} />
        <MetricPanel id="silo-trend" className="span-5" finding={trendFinding} />
        <ScorePanel id="bridging" title={tools.t('tiesPage.bridging')} finding={bridgingFinding} />
        <MetricPanel id="network-summary" className="summary-wide" finding={summaryFinding} />
        <NetworkPanel />
      </div>
    </PageFrame>
  );
}
