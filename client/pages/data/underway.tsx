import { Button, VisuallyHidden } from '@mantine/core';
import { importSteps } from '../../../server/contract/imports.ts';
import { useWords } from '../../lib/i18n.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Panel } from '../../panels/panel.tsx';
import { announcedWords, progressWords, type Underway as Delivery, type UnderwayProgress } from './progress-words.ts';

/** A delivery on its way: bytes while they come in, then its place in the queue, then the step and what is left of it. */
export function Underway(
  props: Delivery & {
    readonly name?: string | undefined;
    readonly detail?: string | undefined;
    readonly onCancel?: (() => void) | undefined;
  },
) {
  const { progress, name, pace = null } = props;
  const { t } = useWords();
  const format = useFormat();
  const step = progress.state === 'running' ? importSteps.indexOf(progress.step) : -1;
  const words = progressWords(props, t, format);
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
      <VisuallyHidden aria-live="polite">{announcedWords(progress, t)}</VisuallyHidden>
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
  const { step, bytes, done, total: parts } = progress;
  const share = bytes === null ? done / Math.max(1, parts) : bytes.done / Math.max(1, bytes.total);
  return (importSteps.indexOf(step) + share) / importSteps.length;
}
