import type { Result, Row } from '../../../server/contract/results.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { verdictIn } from './verdict-in.ts';

/** The forecast of silence for each type of community, beside the best calibrated rule. */
export function TypeProof({ result }: { result: Result }) {
  const { t, say, groupName } = useWords();
  const format = useFormat();
  const nameOf = (row: Row): string => {
    const type = textAt(row, 'type') ?? 'other';
    return type === 'other' ? t('tiesPage.serendipity.other') : groupName(type);
  };
  const saved = (row: Row): string => {
    const [share, lower, upper] = (['reduction', 'lower', 'upper'] as const).map((key) => numberAt(row, key));
    if (share === null || share === undefined) return '–';
    const limits = [lower, upper].map((limit) => format.cell(limit, 'share')).join(' … ');
    return `${format.cell(share, 'share')} (${limits})`;
  };
  return (
    <FiguresTable
      caption={say(result.meta.label)}
      rows={result.rows}
      keyOf={nameOf}
      columns={[
        { head: t('backtest.head.type'), cell: nameOf },
        { head: t('backtest.head.communities'), cell: (row) => format.integerOrDash(numberAt(row, 'communities')) },
        { head: t('backtest.head.cases'), cell: (row) => format.integerOrDash(numberAt(row, 'cases')) },
        { head: t('backtest.head.brier'), cell: (row) => format.decimalOrDash(numberAt(row, 'brier'), 4) },
        { head: t('backtest.head.ruleBrier'), cell: (row) => format.decimalOrDash(numberAt(row, 'rule_brier'), 4) },
        { head: t('backtest.head.saved'), cell: saved },
        {
          head: t('backtest.head.calibration'),
          cell: (row) => format.decimalOrDash(numberAt(row, 'calibration_error'), 3),
        },
        { head: t('backtest.head.verdict'), isWords: true, cell: (row) => verdictIn(row, say) },
      ]}
    />
  );
}
