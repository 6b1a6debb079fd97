import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Reason } from '../../server/contract/results.ts';
import { errorText } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { WarmingNote } from './warming-note.tsx';

/** A quiet placeholder of the height that the answer will take, so that the page does not jump. */
export function Loading({ height = 220 }: { height?: number }) {
  const { t } = useWords();
  return (
    <output data-loading aria-label={t('panel.loading')} className="state-loading">
      <Skeleton height={height} radius="sm" />
      <WarmingNote />
    </output>
  );
}

/** What went wrong, in words, and a way to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t, say } = useWords();
  return (
    <div role="alert" className="state">
      <p>{say(errorText(error))}</p>
      <Button variant="default" size="xs" onClick={onRetry}>
        {t('panel.retry')}
      </Button>
    </div>
  );
}

/** The question has no rows under this filter: said, not left blank. */
export function Empty({ children }: { children?: ReactNode }) {
  const { t } = useWords();
  return <p className="state">{children ?? t('panel.empty')}</p>;
}

/** Every figure of the answer rests on too few people. */
export function AllHidden() {
  const { t } = useWords();
  return (
    <div className="state state-hidden">
      <p>
        <strong>{t('panel.tooFew')}</strong>
      </p>
    </div>
  );
}

/**
 * Why there is no figure. "Too few people" is hatched: something is there and is not shown. Anything else is absent
 * from the data, and the sentence says what would bring it.
 */
export function NoFigure({ reason }: { reason: Reason }) {
  const { t, say } = useWords();
  const hidden = reason.code === 'too_few';
  const absent = reason.code.startsWith('no_');
  return (
    <div className={hidden ? 'state state-hidden' : 'state state-absent'}>
      <p>
        <strong>{t(hidden ? 'panel.tooFew' : absent ? 'panel.notInSource' : 'panel.notYet')}</strong>
        <br />
        {say(reason.sentence)}
      </p>
    </div>
  );
}
