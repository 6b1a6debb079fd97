import { useQuery } from '@tanstack/react-query';
import { resultOptions } from '../../lib/api.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFindingTools } from '../../panels/finding-tools.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { ScorePanel } from '../../panels/score-panel.tsx';
import type { Loaded } from '../../shell/filter-bar.tsx';
import { CrossingsTable } from './crossings-table.tsx';
import { exchangeGroupsFinding } from './exchange-groups-finding.ts';
import { matrixFinding, summaryFinding, tiesHeadline, trendFinding } from './findings.ts';
import {
  crossingsFinding,
  fragileFinding,
  guestsFinding,
  missingFinding,
  removalFinding,
  serendipityFinding,
} from './findings-of-links.ts';
import { GuestsTable } from './guests-table.tsx';
import { ties } from './index.ts';
import { NetworkPanel } from './network-panel.tsx';
import { OpennessTable } from './openness-table.tsx';
import { FragileTable, MissingTable } from './pair-tables.tsx';
import { RemovalTable } from './removal-table.tsx';
import { SerendipityTable } from './serendipity-table.tsx';
import { TiesMatrix } from './ties-matrix.tsx';

/** Do departments talk to each other, against what chance would give, and who holds the bridges. */
export function TiesPage() {
  return <NeedsData page={ties}>{(loaded) => <Ties loaded={loaded} />}</NeedsData>;
}

function Ties({ loaded }: { loaded: Loaded }) {
  const tools = useFindingTools();
  // Without departments the matrix says why, once for all; what needs none is still shown.
  const knowsDepartments = loaded.capabilities.includes('departments');
  const openness = useQuery(resultOptions('ei-index', useQuestion())).data;
  return (
    <PageFrame
      page={ties}
      headline={openness === undefined ? null : tiesHeadline(openness, tools)}
      standfirst={tools.t('tiesPage.standfirst')}
    >
      <div className="grid">
        <MetricPanel
          id="department-ties"
          finding={matrixFinding}
          note={tools.t('tiesPage.matrixNote')}
          view={TiesMatrix}
        />
        {knowsDepartments ? (
          <>
            <MetricPanel id="ei-index" className="span-7" view={OpennessTable} />
            <div className="span-5 stack">
              <MetricPanel id="silo-trend" finding={trendFinding} />
              <MetricPanel id="crossings" finding={crossingsFinding} view={CrossingsTable} />
            </div>
            <MetricPanel id="missing-conversations" className="span-7" finding={missingFinding} view={MissingTable} />
            <MetricPanel id="site-ties" className="span-5" note={tools.t('tiesPage.sites')} view={TiesMatrix} />
            <MetricPanel
              id="fragile-bridges"
              className="span-7"
              finding={fragileFinding}
              note={tools.t('tiesPage.recent')}
              view={FragileTable}
            />
          </>
        ) : null}
        <MetricPanel
          id="removal-effect"
          {...(knowsDepartments ? { className: 'span-5' } : {})}
          finding={removalFinding}
          note={tools.t('tiesPage.recent')}
          view={RemovalTable}
        />
        {knowsDepartments ? (
          <>
            <ScorePanel id="bridging" title={tools.t('tiesPage.bridging')} />
            <MetricPanel id="serendipity" className="span-7" finding={serendipityFinding} view={SerendipityTable} />
            <MetricPanel id="community-diversity" className="span-5" />
          </>
        ) : null}
        <MetricPanel id="openness-to-guests" finding={guestsFinding} view={GuestsTable} />
        <MetricPanel id="exchange-groups" finding={exchangeGroupsFinding} />
        <MetricPanel id="network-summary" className="summary-wide" finding={summaryFinding} />
        <NetworkPanel />
      </div>
    </PageFrame>
  );
}
