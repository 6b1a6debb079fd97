import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CatalogueEntry } from '../../../server/contract/catalogue.ts';
import { catalogueOptions, snapshotOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { Definition } from '../../panels/explanation.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { Failed, Loading } from '../../panels/panel-states.tsx';
import { method } from './index.ts';
import { TieParameterTable } from './tie-parameters.tsx';

const families = ['adoption', 'dialogue', 'network', 'departments', 'scores', 'backtest', 'tables'] as const;
const rules = ['periods', 'contribution', 'null', 'bots', 'change'] as const;

/** The handbook: everything that is computed, in the order of the catalogue, searchable, with an address per entry. */
export function MethodPage() {
  const { t, say, language } = useWords();
  const catalogue = useQuery(catalogueOptions);
  const minimum = useQuery(snapshotOptions).data?.minimum_group_size ?? 5;
  const [query, setQuery] = useState('');
  const entries = catalogue.data;
  useScrollToHash(entries !== undefined);
  const wanted = fold(query.trim(), language);
  const found = (entries ?? []).filter((entry) => wanted === '' || fold(words(entry, say), language).includes(wanted));
  return (
    <PageFrame page={method} headline={t('method.headline')} standfirst={t('method.standfirst', { minimum })}>
      {catalogue.isError ? <Failed error={catalogue.error} onRetry={() => void catalogue.refetch()} /> : null}
      {catalogue.isPending ? <Loading height={480} /> : null}
      {entries === undefined ? null : (
        <div className="handbook">
          <nav className="handbook-contents" aria-label={t('method.contents')}>
            <TextInput
              type="search"
              label={t('method.search')}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
            <p className="fine" aria-live="polite">
              {t('method.found', { count: found.length })}
            </p>
            {families.map((family) => {
              const own = found.filter((entry) => entry.family === family);
              return own.length === 0 ? null : (
                <div key={family}>
                  <h2>{t(`method.family.${family}`)}</h2>
                  <ul>
                    {own.map((entry) => (
                      <li key={entry.id}>
                        <a href={`#${entry.id}`}>{say(entry.label)}</a>
                      </li>
                    ))}
                  </ul>
                </div>
              );
            })}
          </nav>
          <div className="handbook-entries">
            {wanted === '' ? (
              <>
                <section className="handbook-rules">
                  <h2>{t('method.rules.title')}</h2>
                  <ul>
                    {rules.map((rule) => (
                      <li key={rule}>{t(`method.rules.${rule}`)}</li>
                    ))}
                  </ul>
                </section>
                <TieParameterTable />
              </>
            ) : null}
            {found.length === 0 ? <p>{t('method.nothing', { query })}</p> : null}
            {families.map((family) => {
              const own = found.filter((entry) => entry.family === family);
              return own.length === 0 ? null : (
                <section key={family} aria-label={t(`method.family.${family}`)}>
                  <h2 className="handbook-family">{t(`method.family.${family}`)}</h2>
                  {own.map((entry) => (
                    <Entry key={entry.id} entry={entry} />
                  ))}
                </section>
              );
            })}
          </div>
        </div>
      )}
    </PageFrame>
  );
}

function Entry({ entry }: { entry: CatalogueEntry }) {
  const { t, say } = useWords();
  return (
    <article id={entry.id} className="handbook-entry" tabIndex={-1}>
      <h3>
        <a href={`#${entry.id}`}>{say(entry.label)}</a> <code>{entry.id}</code>
      </h3>
      <p className="fine">{say(entry.question)}</p>
      {entry.unavailable === null ? null : (
        <p className="state state-absent">
          <strong>{t('method.unavailable')}</strong>
          <br />
          {say(entry.unavailable.sentence)}
        </p>
      )}
      <Definition entry={entry} heading={null} />
    </article>
  );
}

const words = (entry: CatalogueEntry, say: (text: CatalogueEntry['label']) => string): string =>
  [entry.id, say(entry.label), say(entry.question), say(entry.definition), entry.formula, entry.reference].join(' ');

/** Lower case without accents, so that "reseau" finds "réseau". */
const fold = (text: string, language: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);

/** The browser jumps to an anchor before the entries are here; this jumps once they are. */
function useScrollToHash(ready: boolean): void {
  useEffect(() => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (!ready || id === '') return;
    const target = document.getElementById(id);
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }, [ready]);
}
