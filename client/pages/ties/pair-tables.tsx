import type { Result, Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { flagAt, numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { FiguresTable } from './figures-table.tsx';

const pairOf = (row: Row): string => `${textAt(row, 'from') ?? ''} – ${textAt(row, 'to') ?? ''}`;

/** Pairs of departments that should talk, with how many people could bring them together. */
export function MissingTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  return (
    <>
      <FiguresTable
        caption={say(result.meta.label)}
        rows={result.rows}
        keyOf={pairOf}
        columns={[
          { head: t('tiesPage.missing.head.pair'), cell: pairOf },
          { head: t('tiesPage.missing.head.missing'), cell: (row) => format.integer(numberAt(row, 'value') ?? 0) },
          {
            head: t('tiesPage.missing.head.ties'),
            cell: (row) =>
              t('tiesPage.missing.of', {
                observed: format.integer(numberAt(row, 'observed') ?? 0),
                expected: format.integer(numberAt(row, 'expected') ?? 0),
              }),
          },
          { head: t('tiesPage.missing.head.inside'), cell: (row) => format.integer(numberAt(row, 'inside') ?? 0) },
          { head: t('tiesPage.missing.head.between'), cell: (row) => format.integer(numberAt(row, 'between') ?? 0) },
        ]}
      />
      <p className="fine">{t('tiesPage.missing.note')}</p>
    </>
  );
}

/** Links between departments, those that hang on one person first. */
export function FragileTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  return (
    <FiguresTable
      caption={say(result.meta.label)}
      rows={result.rows}
      keyOf={pairOf}
      columns={[
        { head: t('tiesPage.fragile.head.pair'), cell: pairOf },
        { head: t('tiesPage.fragile.head.people'), cell: (row) => format.integer(numberAt(row, 'value') ?? 0) },
        { head: t('tiesPage.fragile.head.share'), cell: (row) => format.percent(numberAt(row, 'top_share') ?? 0) },
        {
          head: t('tiesPage.fragile.head.ties'),
          cell: (row) =>
            t('tiesPage.missing.of', {
              observed: format.integer(numberAt(row, 'two_way_ties') ?? 0),
              expected: format.integer(numberAt(row, 'expected') ?? 0),
            }),
        },
        {
          head: t('tiesPage.fragile.head.fragile'),
          isWords: true,
          cell: (row) => (flagAt(row, 'fragile') ? t('tiesPage.fragile.yes') : ''),
        },
      ]}
    />
  );
}
