import { useState } from 'react';
import type { Result } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';
import { numberAt, textAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';
import { MoreRows } from './data-table.tsx';
import { ScrollBox } from './scroll-box.tsx';

const shownFirst = 24;

/**
 * Of those who first took part in a month, the share still active so many months later. Months to come are blank;
 * cohorts older than two years are shown on request.
 */
export function CohortGrid({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const cohorts = new Map<string, { size: number | null; cells: Map<number, number | null> }>();
  for (const row of result.rows) {
    const name = textAt(row, 'cohort');
    const offset = numberAt(row, 'offset');
    if (name === null || offset === null || offset === 0) continue; // the first month is everybody by definition
    const cohort = cohorts.get(name) ?? { size: numberAt(row, 'size'), cells: new Map() };
    cohort.cells.set(offset, numberAt(row, 'retained'));
    cohorts.set(name, cohort);
  }
  const shown = [...cohorts].slice(all ? 0 : -shownFirst);
  const offsets = [...new Set(shown.flatMap(([, { cells }]) => [...cells.keys()]))].toSorted((a, b) => a - b);
  return (
    <>
      <ScrollBox label={say(result.meta.label)}>
        <table className="cohorts">
          <caption className="hidden">{say(result.meta.label)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('cohorts.cohort')}</th>
              <th scope="col" className="number">
                {t('cohorts.size')}
              </th>
              {offsets.map((offset) => (
                <th key={offset} scope="col" className="number" title={t('cohorts.after', { count: offset })}>
                  {offset}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(([name, cohort]) => (
              <tr key={name}>
                <th scope="row">{format.month(name)}</th>
                <td className="number">{format.cell(cohort.size, 'people')}</td>
                {offsets.map((offset) => {
                  const share = cohort.cells.get(offset);
                  const hidden = share === null && cohort.size === null;
                  return (
                    <td
                      key={offset}
                      className={
                        hidden ? 'number hatched' : `number shade-${share == null ? 'none' : shareStep(share)}`
                      }
                    >
                      {share == null ? (
                        <span className="hidden">{hidden ? t('panel.tooFew') : t('cohorts.notYet')}</span>
                      ) : (
                        format.integer(share * 100)
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <MoreRows shown={shown.length} total={cohorts.size} onMore={() => setAll(true)} word={t('table.all')} />
    </>
  );
}

const shareStep = (share: number): number => Math.min(5, Math.floor(share * 5 + 1e-9));
