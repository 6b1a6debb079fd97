import type { Result, Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useSetUrlState } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { Panel } from '../../panels/panel.tsx';
import { useMarks } from '../../panels/use-marks.ts';
import { firstResponseFinding, replyRateFinding } from '../adoption/findings.ts';
import { CommunityAnimation } from './community-animation.tsx';
import { CommunityChanges } from './community-changes.tsx';
import { Outlook, Pulse, Silence } from './community-marks.tsx';
import { StateMark } from './states.tsx';

/** One community, in the order in which its animator asks: how it is, why, what to do, then its own figures. */
export function CommunityDetail(props: { row: Row; result: Result; restsOn: number | null; gini: number | null }) {
  const { t, say } = useWords();
  const format = useFormat();
  const setUrl = useSetUrlState();
  const marks = useMarks();
  const { row } = props;
  const explanation = props.result.explanations?.[textAt(row, 'subject_id') ?? ''];
  const facts = [
    [t('communitiesPage.detail.lastDay'), format.cell(textAt(row, 'last_human_day'), 'date')],
    [t('communitiesPage.detail.usualGap'), format.cell(numberAt(row, 'usual_gap_days'), 'days')],
    [t('communitiesPage.detail.people'), format.cell(numberAt(row, 'contributors_60'), 'people')],
    [
      t('communitiesPage.detail.rests'),
      props.restsOn === null ? '\u2013' : t('communitiesPage.list.restsOn', { count: props.restsOn }),
    ],
    [t('communitiesPage.detail.gini'), format.cell(props.gini, 'index')],
  ] as const;
  return (
    <div className="grid community-detail">
      <Panel
        className="span-4"
        title={t('communitiesPage.detail.title', { name: textAt(row, 'name') ?? '' })}
        subtitle={<StateMark row={row} />}
        footer={
          <button type="button" className="quiet" onClick={() => setUrl({ community: undefined })}>
            {t('communitiesPage.detail.back')}
          </button>
        }
      >
        <p className="pulse-line">
          <Pulse row={row} /> <Silence row={row} />
        </p>
        <p className="pulse-line">
          <Outlook row={row} />
        </p>
        <ul className="reasons">
          {(explanation?.reasons ?? []).map((reason) => (
            <li key={reason.en}>{say(reason)}</li>
          ))}
        </ul>
        <p className="action">
          {explanation?.action == null ? t('communitiesPage.detail.nothing') : say(explanation.action)}
        </p>
        <dl className="summary">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <CommunityChanges className="span-8" />
      <CommunityAnimation row={row} />
      <MetricPanel id="contributions" className="span-8" marks={marks} />
      <MetricPanel id="mau" height={200} />
      <MetricPanel id="reply-rate" className="span-6" height={200} finding={replyRateFinding} />
      <MetricPanel id="time-to-first-response" className="span-6" height={200} finding={firstResponseFinding} />
    </div>
  );
}
