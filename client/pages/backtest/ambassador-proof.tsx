import { ambassadorVerdict, rankingWords, wordFor } from '../../../server/contract/proof-words.ts';
import type { Result } from '../../../server/contract/results.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { verdictIn } from './verdict-in.ts';

const outcomes = ['newcomers', 'people_who_wrote'] as const;

/** For each thing an ambassador should bring about: the verdict in words, then the score beside plainer choices. */
export function AmbassadorProof({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const points = (value: number | null): string => (value === null ? '' : format.points(value));
  return outcomes.map((outcome) => {
    const rows = result.rows.filter((row) => textAt(row, 'outcome') === outcome);
    const verdict = ambassadorVerdict(rows, outcome);
    const name = t(`backtest.outcome.${outcome}`);
    return rows.length === 0 ? null : (
      <section key={outcome} className="proof">
        <h3>{name}</h3>
        {verdict === null ? null : (
          <p>
            <strong>{say(verdict)}</strong>
          </p>
        )}
        <FiguresTable
          caption={name}
          rows={rows}
          keyOf={(row) => textAt(row, 'ranking') ?? ''}
          isOwn={(row) => textAt(row, 'ranking') === 'ambassadors'}
          columns={[
            {
              head: t('backtest.head.ranking'),
              cell: (row) => say(wordFor(rankingWords, textAt(row, 'ranking') ?? '')),
            },
            { head: t('backtest.head.precision'), cell: (row) => format.cell(numberAt(row, 'precision'), 'share') },
            { head: t('backtest.head.lead'), cell: (row) => points(numberAt(row, 'gain')) },
            {
              head: t('backtest.head.interval'),
              cell: (row) => {
                const limits = [numberAt(row, 'lower'), numberAt(row, 'upper')];
                return limits.includes(null) ? '' : limits.map(points).join(' … ');
              },
            },
            {
              head: t('backtest.head.correlation'),
              cell: (row) => format.decimalOrDash(numberAt(row, 'correlation'), 2),
            },
            { head: t('backtest.head.verdict'), isWords: true, cell: (row) => verdictIn(row, say) },
          ]}
        />
      </section>
    );
  });
}
