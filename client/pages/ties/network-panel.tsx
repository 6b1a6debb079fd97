import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { Loading } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';

const NetworkDrawing = lazy(async () => ({ default: (await import('./network-drawing.tsx')).NetworkDrawing }));

/** The network itself, on request: it is the least readable of the pictures and the heaviest to fetch. */
export function NetworkPanel() {
  const { t } = useWords();
  const [drawn, setDrawn] = useState(false);
  return (
    <Panel title={t('tiesPage.network.title')} subtitle={t('tiesPage.network.subtitle')}>
      <Button variant="default" size="xs" aria-expanded={drawn} onClick={() => setDrawn(!drawn)}>
        {t(drawn ? 'tiesPage.network.hide' : 'tiesPage.network.draw')}
      </Button>
      {drawn ? (
        <Suspense fallback={<Loading height={520} />}>
          <NetworkDrawing />
        </Suspense>
      ) : null}
    </Panel>
  );
}
