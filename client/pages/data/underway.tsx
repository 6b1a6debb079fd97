import { Button, VisuallyHidden } from '@mantine/core';
import { type ImportProgress, importSteps } from '../../../server/contract/imports.ts';
import type { Format } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { timeLeft } from '../../lib/time-left.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Panel } from '../../panels/panel.tsx';

export type UnderwayProgress = Extract<ImportProgress, { state: 'receiving' | 'queued' | 'running' }>;

/** How the sending goes when it is this tab that sends: where it was taken up, and for how many seconds it lasts. */
export interface Pace {
  readonly resumedAt: number;
  readonly seconds: number;
}

type Translate = ReturnType<typeof useWords>['t'];

/** A delivery on its way: bytes while they come in, then its place in the queue, then the step and what is left of it. */
export function Underway(props: {
  progress: UnderwayProgress;
  /** Bytes of the whole delivery. */
  total: number;
  name?: string | undefined;
  detail?: string | undefined;
  /** Null when another tab sends, or nobody any more. */
  pace?: Pace | null | undefined;
  onCancel?: (() => void) | undefined;
}) {
  const { progress, name, pace = null } = props;
  const { t } = useWords();
  const format = useFormat();
  const step = progress.state === 'running' ? importSteps.indexOf(progress.step) : -1;
  const words = [wordsOf(props, t, format), leftWords(secondsLeft(props), progress.state, t, format)]
    .filter((each) => each !== null)
    .join(', ');
  const percent = Math.min(100, shareOf(props) * 100);
  return (
    <Panel
      title={name === undefined ? t('data.progress.title') : t('data.progress.titleOf', { name })}
      subtitle={props.detail}
    >
      {progress.state === 'queued' ? null : (
        <progress
          className="progress-bar"
          max={100}
          value={Math.round(percent)}
          aria-label={t('data.progress.bar')}
          aria-valuetext={words}
        />
      )}
      <p className="progress-words">{words}</p>
      {pace === null || pace.resumedAt === 0 ? null : (
        <p className="fine">
          {t('data.progress.resumed', { share: format.percent(pace.resumedAt / Math.max(1, props.total)) })}
        </p>
      )}
      <VisuallyHidden aria-live="polite">{announced(progress, t)}</VisuallyHidden>
      {progress.state !== 'running' ? null : (
        <ol className="steps">
          {importSteps.map((each, i) => (
            <li
              key={each}
              className={i < step ? 'step-done' : i === step ? 'step-now' : ''}
              aria-current={i === step ? 'step' : undefined}
            >
              {t(`data.progress.step.${each}`)}
            </li>
          ))}
        </ol>
      )}
      <p className="fine progress-note">
        {progress.state !== 'receiving'
          ? t('data.progress.goesOn')
          : pace === null
            ? t('data.progress.elsewhere')
            : t('data.progress.stay')}
      </p>
      {props.onCancel === undefined ? null : (
        <p className="progress-cancel">
          <Button variant="default" size="xs" onClick={props.onCancel}>
            {t('data.progress.cancel')}
            {name === undefined ? null : <VisuallyHidden> {name}</VisuallyHidden>}
          </Button>
        </p>
      )}
    </Panel>
  );
}

function shareOf({ progress, total }: { progress: UnderwayProgress; total: number }): number {
  if (progress.state === 'receiving') return progress.bytes / Math.max(1, total);
  if (progress.state === 'queued') return 0;
  return (importSteps.indexOf(progress.step) + progress.done / Math.max(1, progress.total)) / importSteps.length;
}

function secondsLeft(props: { progress: UnderwayProgress; total: number; pace?: Pace | null | undefined }) {
  const { progress, total, pace } = props;
  if (progress.state === 'running') return timeLeft(progress.done, progress.total, progress.seconds);
  if (progress.state === 'queued' || pace === null || pace === undefined) return null;
  return timeLeft(progress.bytes - pace.resumedAt, total - pace.resumedAt, pace.seconds);
}

function leftWords(
  seconds: number | null,
  state: UnderwayProgress['state'],
  t: Translate,
  format: Format,
): string | null {
  if (seconds === null) return null;
  const time =
    seconds < 60
      ? t('data.progress.left.under')
      : seconds < 5400
        ? t('data.progress.left.minutes', { n: format.integer(Math.round(seconds / 60)) })
        : t('data.progress.left.hours', { n: format.integer(Math.round(seconds / 3600)) });
  return state === 'running' ? t('data.progress.left.ofStep', { time }) : t('data.progress.left.ofAll', { time });
}

function wordsOf(
  { progress, total }: { progress: UnderwayProgress; total: number },
  t: Translate,
  format: Format,
): string {
  if (progress.state === 'receiving') {
    return t('data.progress.sending', { done: format.bytes(progress.bytes), total: format.bytes(total) });
  }
  if (progress.state === 'queued') {
    return progress.before === 0
      ? t('data.progress.queuedNext')
      : t('data.progress.queued', { count: progress.before });
  }
  const step = t(`data.progress.step.${progress.step}`);
  // What a step counts (records, files, bytes) is its own affair: a share says enough.
  return progress.total > 1
    ? t('data.progress.running', { step, share: format.percent(progress.done / progress.total) })
    : step;
}

/** What a screen reader is told: each change of step and nothing between. */
function announced(progress: UnderwayProgress, t: Translate): string {
  if (progress.state === 'receiving') return t('data.progress.receiving');
  if (progress.state === 'queued') return t('data.progress.queuedShort');
  return t(`data.progress.step.${progress.step}`);
}
