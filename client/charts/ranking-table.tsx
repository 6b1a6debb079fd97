import { useState } from 'react';
import type { Result, Row } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';
import { hasColumn, numberAt, textAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';
import { MoreRows, rowKey } from './data-table.tsx';
import { ScrollBox } from './scroll-box.tsx';

const pageSize = 12;

/** Subjects with a bar for their value, from zero. Hidden values are hatched, unknown ones a dash. */
export function RankingTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const [shown, setShown] = useState(pageSize);
  const { unit, label } = result.meta;
  const largest = Math.max(0, ...result.rows.map((row) => Math.abs(numberAt(row, 'value') ?? 0)));
  const tiers = hasColumn(result, 'tier');
  return (
    <>
      <ScrollBox label={say(label)}>
        <table className="table ranking">
          <caption className="hidden">{say(label)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('table.name')}</th>
              {tiers ? <th scope="col">{t('table.tier')}</th> : null}
              <th scope="col" className="number">
                {t(`unit.${unit}`)}
              </th>
              <td aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {result.rows.slice(0, shown).map((row, i) => {
              const value = numberAt(row, 'value');
              return (
                <tr key={rowKey(row, i)}>
                  <th scope="row">{subjectName(row)}</th>
                  {tiers ? <td>{textAt(row, 'tier') ?? '\u2013'}</td> : null}
                  <td className="number">{format.cell(value, unit)}</td>
                  <td className="bar-cell" aria-hidden="true">
                    <span
                      className={value === null ? 'bar hatched' : 'bar'}
                      style={{ width: value === null ? '100%' : `${(Math.abs(value) / (largest || 1)) * 100}%` }}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <MoreRows shown={shown} total={result.rows.length} onMore={() => setShown(shown + 50)} word={t('table.more')} />
    </>
  );
}

const longestPseudonym = 24;

/** How a row's subject is called: its name when it may be seen, otherwise what it is known by. */
export const subjectName = (row: Row): string =>
  textAt(row, 'display_name') ??
  textAt(row, 'native_id') ??
  textAt(row, 'name') ??
  textAt(row, 'subject_id')?.slice(0, longestPseudonym) ??
  '\u2013';
