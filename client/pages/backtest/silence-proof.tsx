import {
  forecasterWords,
  silenceVerdict,
  stillActiveVerdict,
  verdictWords,
  wordFor,
} from '../../../server/contract/proof-words.ts';
import type { Result, Row } from '../../../server/contract/results.ts';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

export const kinds = ['community', 'member'] as const;

const isOwn = (row: Row): boolean => textAt(row, 'forecaster') === 'combined';

/** For communities and for members: the verdict in words, then every forecast beside what needs no model. */
export function SilenceProof({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  return (
    <>
      {kinds.map((kind) => {
        // What the product says comes first, what it is compared with below.
        const rows = result.rows
          .filter((row) => textAt(row, 'entity_kind') === kind)
          .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
        const verdict = silenceVerdict(rows, kind);
        const stillActive = stillActiveVerdict(rows, kind);
        return rows.length === 0 ? null : (
          <section key={kind} className="proof">
            <h3>{t(`backtest.kind.${kind}`)}</h3>
            {verdict === null ? null : (
              <p>
                <strong>{say(verdict)}</strong>
              </p>
            )}
            {stillActive === null ? null : <p>{say(stillActive)}</p>}
            <ScrollBox label={t(`backtest.kind.${kind}`)}>
              <table className="table">
                <caption className="hidden">{t(`backtest.kind.${kind}`)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('backtest.head.forecast')}</th>
                    {(['brier', 'calibration', 'area', 'stillActive'] as const).map((head) => (
                      <th key={head} scope="col" className="number">
                        {t(`backtest.head.${head}`)}
                      </th>
                    ))}
                    <th scope="col">{t('backtest.head.verdict')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => {
                    const forecaster = textAt(row, 'forecaster') ?? '';
                    const own = textAt(row, 'verdict');
                    const figure = (key: string, digits: number) => {
                      const value = numberAt(row, key);
                      return <td className="number">{value === null ? '–' : format.decimal(value, digits)}</td>;
                    };
                    return (
                      <tr key={forecaster} className={isOwn(row) ? 'proof-own' : undefined}>
                        <th scope="row">{say(wordFor(forecasterWords, forecaster))}</th>
                        {figure('brier', 4)}
                        {figure('calibration_error', 3)}
                        {figure('auc', 3)}
                        {figure('still_active_auc', 3)}
                        <td>{own === null ? '' : say(wordFor(verdictWords, own))}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </ScrollBox>
          </section>
        );
      })}
      <p className="fine">{t('backtest.noLead')}</p>
    </>
  );
}
