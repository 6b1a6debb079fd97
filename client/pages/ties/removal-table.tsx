import type { Result, Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';

/** Numbers of leavers worth a line; all of them are in the table behind. */
const told = new Set([0, 1, 2, 3, 5, 10, 15, 20]);

/** What is left connected after so many have left, beside leavers at random. */
export function RemovalTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const share = (key: string) => (row: Row) => {
    const value = numberAt(row, key);
    return value === null ? '–' : format.percent(value, 1);
  };
  const count = (key: string) => (row: Row) => {
    const value = numberAt(row, key);
    return value === null ? '–' : format.integer(Math.round(value));
  };
  return (
    <FiguresTable
      caption={say(result.meta.label)}
      rows={result.rows.filter((row) => told.has(numberAt(row, 'leavers') ?? -1))}
      keyOf={(row) => String(numberAt(row, 'leavers'))}
      columns={[
        { head: t('tiesPage.removal.head.leavers'), cell: count('leavers') },
        { head: t('tiesPage.removal.head.share'), cell: share('value') },
        { head: t('tiesPage.removal.head.chance'), cell: share('by_chance') },
        { head: t('tiesPage.removal.head.pairs'), cell: count('pairs') },
        { head: t('tiesPage.removal.head.pairsChance'), cell: count('pairs_by_chance') },
      ]}
    />
  );
}
