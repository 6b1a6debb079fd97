import type { Result, Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';

/** Ties left to chance by type of community, beside what chance would give, and how many were taken up again. */
export function SerendipityTable({ result }: { result: Result }) {
  const { t, say, groupName } = useWords();
  const format = useFormat();
  const share = (row: Row, key: string) => {
    const value = numberAt(row, key);
    return value === null ? '–' : format.percent(value);
  };
  const most = Math.max(
    0.05,
    ...result.rows.flatMap((row) => [numberAt(row, 'value') ?? 0, numberAt(row, 'expected') ?? 0]),
  );
  const nameOf = (row: Row): string => {
    const type = textAt(row, 'type') ?? '';
    return type === 'all' || type === 'other' ? t(`tiesPage.serendipity.${type}`) : groupName(type);
  };
  return (
    <>
      <FiguresTable
        caption={say(result.meta.label)}
        rows={result.rows}
        keyOf={nameOf}
        columns={[
          { head: t('tiesPage.serendipity.head.type'), cell: nameOf },
          { head: t('tiesPage.serendipity.head.share'), cell: (row) => share(row, 'value') },
          {
            head: t('tiesPage.serendipity.head.scale'),
            dot: (row) => {
              const value = numberAt(row, 'value');
              const words = { share: share(row, 'value'), expected: share(row, 'expected') };
              return value === null
                ? null
                : {
                    low: 0,
                    high: most,
                    value,
                    against: numberAt(row, 'expected'),
                    label: t('tiesPage.serendipity.dot', words),
                  };
            },
          },
          {
            head: t('tiesPage.serendipity.head.ratio'),
            cell: (row) => {
              const ratio = numberAt(row, 'ratio');
              return ratio === null ? '–' : format.decimal(ratio, 2);
            },
          },
          { head: t('tiesPage.serendipity.head.kept'), cell: (row) => share(row, 'kept') },
          { head: t('tiesPage.serendipity.head.others'), cell: (row) => share(row, 'kept_others') },
          {
            head: t('tiesPage.serendipity.head.ties'),
            cell: (row) => format.integerOrDash(numberAt(row, 'denominator')),
          },
        ]}
      />
      <p className="fine">{t('tiesPage.serendipity.note')}</p>
    </>
  );
}
