import { ambassadorVerdict, rankingWords, verdictWords, wordFor } from '../../../server/contract/proof-words.ts';
import type { Result } from '../../../server/contract/results.ts';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

const outcomes = ['newcomers', 'people_who_wrote'] as const;

/** For each thing an ambassador should bring about: the verdict in words, then the score beside plainer choices. */
export function AmbassadorProof({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
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
        <ScrollBox label={name}>
          <table className="table">
            <caption className="hidden">{name}</caption>
            <thead>
              <tr>
                <th scope="col">{t('backtest.head.ranking')}</th>
                {(['precision', 'lead', 'interval', 'correlation'] as const).map((head) => (
                  <th key={head} scope="col" className="number">
                    {t(`backtest.head.${head}`)}
                  </th>
                ))}
                <th scope="col">{t('backtest.head.verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const ranking = textAt(row, 'ranking') ?? '';
                const own = textAt(row, 'verdict');
                const lower = numberAt(row, 'lower');
                const upper = numberAt(row, 'upper');
                const gain = numberAt(row, 'gain');
                const correlation = numberAt(row, 'correlation');
                return (
                  <tr key={ranking} className={ranking === 'ambassadors' ? 'proof-own' : undefined}>
                    <th scope="row">{say(wordFor(rankingWords, ranking))}</th>
                    <td className="number">{format.cell(numberAt(row, 'precision'), 'share')}</td>
                    <td className="number">{gain === null ? '' : format.points(gain)}</td>
                    <td className="number">
                      {lower === null || upper === null ? '' : `${format.points(lower)} … ${format.points(upper)}`}
                    </td>
                    <td className="number">{correlation === null ? '–' : format.decimal(correlation, 2)}</td>
                    <td>{own === null ? '' : say(wordFor(verdictWords, own))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollBox>
      </section>
    );
  });
}
