import type { Result, Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { flagAt, numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';

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
          { head: t('tiesPage.missing.head.missing'), cell: (row) => format.integerOrDash(numberAt(row, 'value')) },
          {
            head: t('tiesPage.missing.head.ties'),
            cell: (row) =>
              t('tiesPage.missing.of', {
                observed: format.integerOrDash(numberAt(row, 'observed')),
                expected: format.integerOrDash(numberAt(row, 'expected')),
              }),
          },
          { head: t('tiesPage.missing.head.inside'), cell: (row) => format.integerOrDash(numberAt(row, 'inside')) },
          { head: t('tiesPage.missing.head.between'), cell: (row) => format.integerOrDash(numberAt(row, 'between')) },
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
        { head: t('tiesPage.fragile.head.people'), cell: (row) => format.integerOrDash(numberAt(row, 'value')) },
        { head: t('tiesPage.fragile.head.share'), cell: (row) => format.cell(numberAt(row, 'top_share'), 'share') },
        {
          head: t('tiesPage.fragile.head.ties'),
          cell: (row) =>
            t('tiesPage.missing.of', {
              observed: format.integerOrDash(numberAt(row, 'two_way_ties')),
              expected: format.integerOrDash(numberAt(row, 'expected')),
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
