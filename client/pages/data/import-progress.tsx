import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ImportProgress, type ImportReport } from '../../../server/contract/imports.ts';
import type { Text } from '../../../server/contract/text.ts';
import { eventKindText } from '../../../server/contract/event-kinds.ts';
import { ruleText } from '../../../server/contract/rules.ts';
import { useWords } from '../../lib/i18n.ts';
import { sentence } from '../../lib/typography.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Panel } from '../../panels/panel.tsx';
import type { Pace } from './progress-words.ts';
import { Underway } from './underway.tsx';

/** What became of a delivery so far: a progress of the server's, or a refusal in its words. */
export type Delivery =
  | { readonly progress: ImportProgress; readonly total: number }
  /** `stopped`: after some of it was sent, which can be taken up again. */
  | { readonly refused: Text | null; readonly stopped?: boolean };

/** One load from the first byte to the report, or to what went wrong and how to mend it. */
export function ImportProgressPanel(props: {
  delivery: Delivery;
  name?: string | undefined;
  /** How many files and bytes. */
  detail?: string | undefined;
  pace?: Pace | null | undefined;
  onAgain: () => void;
  /** What the button of `onAgain` says; else that another export is loaded. */
  againLabel?: string | undefined;
  onCancel?: (() => void) | undefined;
  /** Where a failed delivery may be a table: goes on to its columns. */
  onMap?: (() => void) | undefined;
}) {
  const { delivery } = props;
  const { t, say } = useWords();
  const again = (
    <Button variant="default" size="xs" onClick={props.onAgain}>
      {props.againLabel ?? t('data.done.again')}
    </Button>
  );
  if ('refused' in delivery) {
    return (
      <Panel
        title={delivery.stopped === true ? t('data.failed.stopped') : t('data.failed.title')}
        subtitle={props.name}
      >
        <div role="alert" className="failure">
          <p>{delivery.refused === null ? t('data.failed.lost') : say(delivery.refused)}</p>
          <p className="drop-buttons">
            {again}
            {props.onCancel === undefined ? null : (
              <Button variant="subtle" size="xs" onClick={props.onCancel}>
                {t('data.progress.cancel')}
              </Button>
            )}
          </p>
        </div>
      </Panel>
    );
  }
  const { progress } = delivery;
  switch (progress.state) {
    case 'done':
      return <Done reports={progress.reports} again={again} />;
    case 'failed':
      return <FailedLoad failure={progress} again={again} onMap={props.onMap} />;
    case 'cancelled':
      return (
        <Panel title={t('data.cancelled.title')} subtitle={props.name}>
          <p aria-live="polite">{t('data.cancelled.words')}</p>
          <p className="drop-buttons">{again}</p>
        </Panel>
      );
    default:
      return <Underway {...props} progress={progress} total={delivery.total} />;
  }
}

function FailedLoad(props: {
  failure: Extract<ImportProgress, { state: 'failed' }>;
  again: ReactNode;
  onMap: (() => void) | undefined;
}) {
  const { t, say } = useWords();
  const format = useFormat();
  const { file, line, problem, remedy, rejected } = props.failure;
  return (
    <Panel title={t('data.failed.title')}>
      <div role="alert" className="failure">
        {file === null ? null : (
          <p>
            <code>
              {line === null
                ? t('data.failed.whereFile', { file })
                : t('data.failed.where', { file, line: format.integer(line) })}
            </code>
          </p>
        )}
        <p>{sentence(say(problem))}</p>
        {rejected === undefined ? null : (
          <ul className="plain">
            {Object.entries(rejected).map(([code, count]) => (
              <li key={code}>
                {say(ruleText(code))} <strong>{format.integer(count)}</strong>
              </li>
            ))}
          </ul>
        )}
        <p>
          <strong>{t('data.failed.remedy')}</strong>
          <br />
          {sentence(say(remedy))}
        </p>
        {props.onMap === undefined ? null : <p>{t('mapping.offerAfterFailure')}</p>}
        <p className="drop-buttons">
          {props.onMap === undefined ? null : (
            <Button size="xs" onClick={props.onMap}>
              {t('mapping.title')}
            </Button>
          )}
          {props.again}
        </p>
      </div>
    </Panel>
  );
}

function Done({ reports, again }: { reports: readonly ImportReport[]; again: ReactNode }) {
  const { t } = useWords();
  const format = useFormat();
  const read = reports.reduce((sum, report) => sum + report.records_read, 0);
  return (
    <Panel title={t('data.done.title', { count: read, n: format.integer(read) })} subtitle={t('data.loaded.subtitle')}>
      {reports.map((report) => (
        <ReportLine key={`${report.source}/${report.name}`} report={report} />
      ))}
      <p className="drop-buttons">
        <Link to="/adoption" className="call">
          {t('data.done.look')}
        </Link>
        {again}
      </p>
    </Panel>
  );
}

function ReportLine({ report }: { report: ImportReport }) {
  const { t, say } = useWords();
  const format = useFormat();
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, n) => total + n, 0);
  const spelt = (counts: Record<string, number>, words: (code: string) => Text) =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([code, n]) => `${say(words(code))} ${format.integer(n)}`)
      .join(', ');
  const equation = [
    [t('data.loaded.read'), report.records_read, ''],
    [t('data.loaded.used'), report.used, ''],
    [t('data.loaded.ignored'), sum(report.ignored), spelt(report.ignored, ruleText)],
    [t('data.loaded.duplicates'), report.duplicates, ''],
    [t('data.loaded.rejected'), sum(report.rejected), spelt(report.rejected, ruleText)],
  ] as const;
  return (
    <section className="report">
      <h3>
        {report.name} <span className="fine">{report.source}</span>
      </h3>
      <dl className="facts">
        {equation.map(([label, count, detail]) => (
          <div key={label} className="facts-row">
            <dt>{label}</dt>
            <dd>
              <strong>{format.integer(count)}</strong> {detail === '' ? null : <span className="fine">{detail}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="fine">{t('data.done.events', { list: spelt(report.events, eventKindText) })}</p>
      {(report.warnings ?? []).length === 0 ? null : (
        <>
          <h4>{t('data.done.warnings')}</h4>
          <ul className="plain fine">
            {(report.warnings ?? []).map((warning) => (
              <li key={warning.en}>{sentence(say(warning))}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
