import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportOptions } from '../../../server/contract/imports.ts';
import { ApiError, snapshotOptions } from '../../lib/api.ts';
import { type DeliveredFile, deliver } from '../../lib/delivery.ts';
import { useWords } from '../../lib/i18n.ts';
import { useFormat } from '../../lib/use-format.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { Failed, Loading } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';
import type { Loaded } from '../../shell/filter-bar.tsx';
import { DropZone } from './drop-zone.tsx';
import { type Delivery, ImportProgressPanel } from './import-progress.tsx';
import { data } from './index.ts';
import { LoadedImports, WhatDataTell } from './loaded-imports.tsx';
import { ReportedFigures } from './reported-figures.tsx';
import { holdFiles, isTable } from './mapping/pending-files.ts';
import { RejectedRows } from './rejected-rows.tsx';

/** For the data steward: bring data in, see where every record went, know what the data can tell. */
export function DataPage() {
  const { t } = useWords();
  const format = useFormat();
  const snapshot = useQuery(snapshotOptions);
  const cache = useQueryClient();
  const [delivery, setDelivery] = useState<Delivery | null>(null);
  const [files, setFiles] = useState<readonly DeliveredFile[]>([]);
  const navigate = useNavigate();
  const loaded = snapshot.data?.loaded ?? null;

  const start = async (dropped: readonly DeliveredFile[], options: ImportOptions) => {
    const total = dropped.reduce((sum, { file }) => sum + file.size, 0);
    setFiles(dropped);
    setDelivery({ progress: { state: 'receiving', bytes: 0 }, total });
    try {
      await deliver(dropped, options, (progress) => setDelivery({ progress, total }));
      await cache.invalidateQueries();
    } catch (error) {
      setDelivery({ refused: error instanceof ApiError ? error.text : null });
    }
  };

  const mapColumns = (): void => {
    holdFiles(files);
    void navigate({ to: '/data/mapping' });
  };

  return (
    <PageFrame
      page={data}
      headline={headline(loaded, snapshot.isPending, t, format)}
      standfirst={t(loaded === null ? 'data.standfirstEmpty' : 'data.standfirst')}
    >
      <div className="grid">
        {delivery === null ? (
          <DropZone onDeliver={(files, options) => void start(files, options)} />
        ) : (
          <ImportProgressPanel
            delivery={delivery}
            onAgain={() => setDelivery(null)}
            onMap={files.some(({ path }) => isTable(path)) ? mapColumns : undefined}
          />
        )}
        {snapshot.isPending ? <Loading /> : null}
        {snapshot.isError ? <Failed error={snapshot.error} onRetry={() => void snapshot.refetch()} /> : null}
        {loaded === null ? null : (
          <>
            <LoadedImports loaded={loaded} className="span-8" />
            <WhatDataTell loaded={loaded} className="span-4" />
            <ReportedFigures />
            {loaded.rejected_rows > 0 ? (
              <MetricPanel id="rejected-rows" className="span-8" view={RejectedRows} ownTable />
            ) : null}
          </>
        )}
        <OwnData demo={loaded?.demo ?? false} />
      </div>
    </PageFrame>
  );
}

function headline(
  loaded: Loaded | null,
  pending: boolean,
  t: ReturnType<typeof useWords>['t'],
  format: ReturnType<typeof useFormat>,
): string | null {
  if (pending) return null;
  if (loaded === null) return t('data.headlineEmpty');
  const size = {
    people: t('data.people', { count: loaded.people, n: format.integer(loaded.people) }),
    events: t('data.events', { count: loaded.events, n: format.integer(loaded.events) }),
  };
  return loaded.last_day === null
    ? t('data.headlineUndated', size)
    : t('data.headline', { ...size, day: format.day(loaded.last_day) });
}

function OwnData({ demo }: { demo: boolean }) {
  const { t } = useWords();
  return (
    <Panel title={t('data.own.title')} subtitle={t('data.own.subtitle')}>
      <ul className="own-data">
        <li>{t('data.own.drop')}</li>
        <li>{t('data.own.slack')}</li>
        <li>{t('data.own.directory')}</li>
        <li>
          {t('data.own.command')} <code>npx vigie import --data ./data export.zip annuaire.csv</code>
        </li>
        {demo ? (
          <li>
            {t('data.own.restart')} <code>npx vigie serve --data ./data</code>
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}
