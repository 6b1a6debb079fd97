import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { snapshotOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { upload } from '../../lib/uploads.ts';
import { useFormat } from '../../lib/use-format.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { Failed, Loading } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';
import type { Loaded } from '../../shell/filter-bar.tsx';
import { DropZone } from './drop-zone.tsx';
import { ImportJobs } from './import-jobs.tsx';
import { data } from './index.ts';
import { LoadedImports, WhatDataTell } from './loaded-imports.tsx';
import { ReportedFigures } from './reported-figures.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { RevisedFigures } from './revised-figures.tsx';

/** For the data steward: bring data in, see where every record went, know what the data can tell. */
export function DataPage() {
  const { t } = useWords();
  const format = useFormat();
  const snapshot = useQuery(snapshotOptions);
  const loaded = snapshot.data?.loaded ?? null;

  return (
    <PageFrame
      page={data}
      headline={headline(loaded, snapshot.isPending, t, format)}
      standfirst={t(loaded === null ? 'data.standfirstEmpty' : 'data.standfirst')}
    >
      <div className="grid">
        <ImportJobs />
        <DropZone onDeliver={(files, options) => void upload(files, options)} />
        {snapshot.isPending ? <Loading /> : null}
        {snapshot.isError ? <Failed error={snapshot.error} onRetry={() => void snapshot.refetch()} /> : null}
        {loaded === null ? null : (
          <>
            <LoadedImports loaded={loaded} className="span-8" />
            <WhatDataTell loaded={loaded} className="span-4" />
            <p className="after-imports">
              <Link to="/data/identities">{t('identities.link')}</Link>
            </p>
            <ReportedFigures />
            <RevisedFigures />
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
