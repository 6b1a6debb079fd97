import type { CatalogueEntry } from '../../server/contract/catalogue.ts';
import type { ReactNode } from 'react';
import type { Result, Row } from '../../server/contract/results.ts';
import { subjectName } from '../charts/ranking-table.tsx';
import { useWords } from '../lib/i18n.ts';
import { textAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';
import { SubjectList } from './subject-list.tsx';

const tiers = ['A', 'B', 'C'] as const;

/** Tiers, alphabetical inside: who stands out whatever is resampled is open, the others are one click away. */
export function TierList(props: {
  result: Result;
  facets: CatalogueEntry['parts'];
  tool?: ((row: Row) => ReactNode) | undefined;
}) {
  const { result, facets, tool } = props;
  const { t, language } = useWords();
  const format = useFormat();
  const byName = new Intl.Collator(language);
  return (
    <div className="tiers">
      {tiers.map((tier) => {
        const rows = result.rows
          .filter((row) => textAt(row, 'tier') === tier)
          .toSorted((a, b) => byName.compare(subjectName(a), subjectName(b)));
        if (rows.length === 0) return null;
        return (
          <details key={tier} className="tier" open={tier === 'A' || rows.length === result.rows.length}>
            <summary>
              <h3>{t(`ambassadorsPage.tier.${tier}`)}</h3>
              <span className="fine">
                {t('ambassadorsPage.people', { count: rows.length, n: format.integer(rows.length) })}
              </span>
            </summary>
            <SubjectList result={result} rows={rows} facets={facets} tool={tool} />
          </details>
        );
      })}
    </div>
  );
}
