import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Restatement,
  restatementCauseText,
  restatementFigureText,
} from '../../../server/contract/restatements.ts';
import { MoreRows } from '../../charts/data-table.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { restatementsOptions } from '../../lib/api.ts';
import { createFormat, type Format } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { Failed } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';

const firstShown = 20;
const headers = ['recorded', 'month', 'figure', 'from', 'to', 'why'] as const;

/** Figures that were published and are no longer the same, with the reason; nothing at all when none was ever revised. */
export function RevisedFigures() {
  const { t, language } = useWords();
  const [shown, setShown] = useState(firstShown);
  const query = useQuery(restatementsOptions);
  if (query.isError) {
    return (
      <Panel title={t('data.revised.title')}>
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      </Panel>
    );
  }
  const revised = query.data;
  if (revised === undefined || revised.length === 0) return null;
  const format = createFormat(language);
  return (
    <Panel anchor="revised" title={t('data.revised.title')} subtitle={t('data.revised.subtitle')}>
      <ScrollBox label={t('data.revised.title')}>
        <table className="table">
          <caption className="hidden">{t('data.revised.title')}</caption>
          <thead>
            <tr>
              {headers.map((key) => (
                <th key={key} scope="col" className={key === 'from' || key === 'to' ? 'number' : undefined}>
                  {t(`data.revised.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {revised.slice(0, shown).map((row) => (
              <RevisedRow key={`${row.to_snapshot} ${row.month} ${row.figure}`} row={row} format={format} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <MoreRows shown={shown} total={revised.length} onMore={() => setShown(shown + 200)} word={t('table.more')} />
    </Panel>
  );
}

function RevisedRow({ row, format }: { row: Restatement; format: Format }) {
  const { t, say } = useWords();
  const value = (figure: number | null): string => {
    if (figure !== null) return format.integer(figure);
    return t(row.hidden ? 'data.revised.withheld' : 'data.revised.gone');
  };
  return (
    <tr>
      <td>{format.day(row.recorded_at)}</td>
      <td>{format.month(`${row.month}-01`)}</td>
      <th scope="row">{say(restatementFigureText(row.figure))}</th>
      <td className="number">{value(row.from)}</td>
      <td className="number">{value(row.to)}</td>
      <td>{say(restatementCauseText[row.why])}</td>
    </tr>
  );
}
