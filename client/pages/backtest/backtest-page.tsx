import { useQuery } from '@tanstack/react-query';
import { resultOptions } from '../../lib/api.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFindingTools } from '../../panels/finding-tools.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { Panel } from '../../panels/panel.tsx';
import { AmbassadorProof } from './ambassador-proof.tsx';
import { DriftProof } from './drift-proof.tsx';
import { proofHeadline } from './headline.ts';
import { backtest } from './index.ts';
import { ReliabilityProof } from './reliability-proof.tsx';
import { sensitivityFinding, SensitivityProof } from './sensitivity-proof.tsx';
import { SilenceProof } from './silence-proof.tsx';
import { TypeProof } from './type-proof.tsx';

/** Whether forecasts and scores would have been right on the past of the data loaded, said plainly. */
export function BacktestPage() {
  return <NeedsData page={backtest}>{() => <Backtest />}</NeedsData>;
}

const words = ['brier', 'parts', 'calibration', 'area', 'stillActive', 'lift', 'rule', 'recency', 'interval'] as const;

function Backtest() {
  const tools = useFindingTools();
  const { t } = tools;
  const question = useQuestion();
  const silence = useQuery(resultOptions('backtest-dormancy', question)).data;
  const ambassadors = useQuery(resultOptions('backtest-ambassadors', question)).data;
  return (
    <PageFrame
      page={backtest}
      headline={
        silence === undefined || ambassadors === undefined
          ? null
          : (proofHeadline(silence.rows, ambassadors.rows, tools) ?? t('backtest.headline.none'))
      }
      standfirst={t('backtest.standfirst')}
    >
      <MetricPanel id="backtest-dormancy" finding={() => t('backtest.silence')} view={SilenceProof} height={480} />
      <MetricPanel
        id="dormancy-reliability"
        finding={() => t('backtest.reliability')}
        view={ReliabilityProof}
        height={320}
        ownTable
      />
      <MetricPanel id="dormancy-by-month" finding={() => t('backtest.byMonth')} view={DriftProof} height={320} />
      <MetricPanel id="dormancy-by-type" finding={() => t('backtest.byType')} view={TypeProof} height={240} />
      <MetricPanel
        id="backtest-ambassadors"
        finding={() => t('backtest.ambassadors')}
        view={AmbassadorProof}
        height={320}
      />
      <MetricPanel id="tie-half-life" finding={() => t('backtest.halfLife')} />
      <MetricPanel id="score-sensitivity" finding={sensitivityFinding} view={SensitivityProof} height={320} />
      <Panel title={t('backtest.words.title')}>
        <dl className="facts">
          {words.flatMap((word) => [
            <dt key={`${word} term`}>{t(`backtest.words.${word}Term`)}</dt>,
            <dd key={word}>{t(`backtest.words.${word}`)}</dd>,
          ])}
        </dl>
      </Panel>
    </PageFrame>
  );
}
