import type { Result, Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';

/** People from outside beside those from inside: how many, where, with whom, and whether they are answered. */
export function GuestsTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const share = (key: string) => (row: Row) => {
    const value = numberAt(row, key);
    return value === null ? '–' : format.percent(value);
  };
  const isOutside = (row: Row) => row['group'] === 'external';
  return (
    <FiguresTable
      caption={say(result.meta.label)}
      rows={result.rows}
      keyOf={(row) => String(row['group'])}
      columns={[
        {
          head: t('tiesPage.guests.head.people'),
          cell: (row) => t(isOutside(row) ? 'tiesPage.guests.external' : 'tiesPage.guests.internal'),
        },
        { head: t('tiesPage.guests.head.contributors'), cell: (row) => format.cell(numberAt(row, 'people'), 'people') },
        { head: t('tiesPage.guests.head.communities'), cell: share('communities') },
        { head: t('tiesPage.guests.head.dialogue'), cell: share('dialogue') },
        { head: t('tiesPage.guests.head.answered'), cell: share('value') },
      ]}
    />
  );
}
