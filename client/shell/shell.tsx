import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { snapshotOptions } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { useFreshData } from '../lib/use-fresh-data.ts';
import { Loading } from '../panels/panel-states.tsx';
import { pages } from '../pages/index.ts';
import { DemoBanner } from './demo-banner.tsx';
import { Footer } from './footer.tsx';
import { Masthead } from './masthead.tsx';

/** Its lists that open are a third of what the shell weighs, and pages without filters do without. */
const FilterBar = lazy(async () => ({ default: (await import('./filter-bar.tsx')).FilterBar }));

/** What stands around every page: the way in for the keyboard, the masthead, the filters and where the data stop. */
export function Shell() {
  const { t, say } = useWords();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const page = pages.find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}/`));
  const loaded = useQuery(snapshotOptions).data?.loaded ?? null;
  useFreshData();
  const title = page === undefined ? 'Vigie' : `${say(page.title)} · Vigie`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const filtered = loaded !== null && page !== undefined && !unfiltered.has(page.path);
  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <Masthead />
      {loaded?.demo === true ? <DemoBanner /> : null}
      {filtered ? (
        <Suspense fallback={<div className="filters-waiting" />}>
          <FilterBar loaded={loaded} />
        </Suspense>
      ) : null}
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Loading height={480} />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
    </>
  );
}

/** Pages about the data and the definitions themselves: a period or a department would change nothing there. */
const unfiltered: ReadonlySet<string> = new Set(['/data', '/method']);
