import type { Result, Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';

const known = ['department', 'division', 'site', 'level'] as const;

/** For each boundary of the organisation, the share that crosses it, by ties and by exchanges, beside chance. */
export function CrossingsTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const share = (row: Row | undefined, key: string) => {
    const value = numberAt(row, key);
    return value === null ? '–' : format.percent(value);
  };
  const interval = (row: Row | undefined) => (
    <>
      {share(row, 'value')}
      <br />
      <span className="fine">
        {t('tiesPage.crossings.head.interval', { lower: share(row, 'lower'), upper: share(row, 'upper') })}
      </span>
    </>
  );
  const byEvents = (row: Row) =>
    result.rows.find((other) => other['grouping'] === row['grouping'] && other['counted'] === 'events');
  return (
    <FiguresTable
      caption={say(result.meta.label)}
      rows={result.rows.filter((row) => row['counted'] === 'ties')}
      keyOf={(row) => textAt(row, 'grouping') ?? ''}
      columns={[
        {
          head: t('tiesPage.crossings.head.boundary'),
          cell: (row) => {
            const grouping = known.find((each) => each === row['grouping']);
            return grouping === undefined ? '' : t(`tiesPage.crossings.grouping.${grouping}`);
          },
        },
        {
          head: t('tiesPage.crossings.head.scale'),
          dot: (row) => ({
            low: 0,
            high: 1,
            value: numberAt(row, 'value') ?? 0,
            against: numberAt(row, 'expected'),
            label: t('tiesPage.crossings.dot', { share: share(row, 'value'), expected: share(row, 'expected') }),
          }),
        },
        { head: t('tiesPage.crossings.head.ties'), cell: interval },
        { head: t('tiesPage.crossings.head.events'), cell: (row) => interval(byEvents(row)) },
        { head: t('tiesPage.crossings.head.expected'), cell: (row) => share(row, 'expected') },
      ]}
    />
  );
}
