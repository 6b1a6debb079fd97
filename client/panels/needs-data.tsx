import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { snapshotOptions } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import type { PageDefinition } from '../pages/define.ts';
import type { Loaded } from '../shell/filter-bar.tsx';
import { PageFrame } from './page-frame.tsx';
import { Failed, Loading } from './panel-states.tsx';

/** The page once something is loaded; before that, a calm word and the way to *Données*. */
export function NeedsData({ page, children }: { page: PageDefinition; children: (loaded: Loaded) => ReactNode }) {
  const { t, say } = useWords();
  const snapshot = useQuery(snapshotOptions);
  if (snapshot.isPending) {
    return (
      <PageFrame page={page}>
        <Loading height={420} />
      </PageFrame>
    );
  }
  if (snapshot.isError) {
    return (
      <PageFrame page={page}>
        <Failed error={snapshot.error} onRetry={() => void snapshot.refetch()} />
      </PageFrame>
    );
  }
  if (snapshot.data.loaded === null) {
    return (
      <PageFrame page={page} standfirst={t('nothing.standfirst')}>
        <div className="nothing">
          <p>{t('nothing.body', { question: say(page.question) })}</p>
          <p>
            <Link to="/data" className="call">
              {t('nothing.action')}
            </Link>
          </p>
        </div>
      </PageFrame>
    );
  }
  return children(snapshot.data.loaded);
}
