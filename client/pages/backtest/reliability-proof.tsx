import type { Result } from '../../../server/contract/results.ts';
import { ReliabilityDiagram } from '../../charts/reliability-diagram.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { kinds } from './silence-proof.tsx';

/** Probabilities announced against what was observed: a diagram with its figures beside it, for each kind. */
export function ReliabilityProof({ result }: { result: Result }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <>
      <p className="fine">{t('backtest.reliabilityNote')}</p>
      <div className="reliability-pair">
        {kinds.map((kind) => {
          const rows = result.rows.filter(
            (row) => textAt(row, 'entity_kind') === kind && numberAt(row, 'forecast') !== null,
          );
          const name = t(`backtest.kind.${kind}`);
          return rows.length === 0 ? null : (
            <section key={kind} className="proof">
              <h3>{name}</h3>
              <ReliabilityDiagram
                label={t('backtest.reliabilityChart', { kind: name, count: rows.length })}
                announced={t('backtest.announced')}
                observed={t('backtest.observed')}
                dots={rows.map((row) => ({
                  forecast: numberAt(row, 'forecast') ?? 0,
                  observed: numberAt(row, 'observed') ?? 0,
                  lower: numberAt(row, 'lower') ?? 0,
                  upper: numberAt(row, 'upper') ?? 0,
                }))}
              />
              <ScrollBox label={name}>
                <table className="table">
                  <caption className="hidden">{name}</caption>
                  <thead>
                    <tr>
                      <th scope="col" className="number">
                        {t('backtest.announced')}
                      </th>
                      <th scope="col" className="number">
                        {t('backtest.observed')}
                      </th>
                      <th scope="col" className="number">
                        {t('backtest.head.interval')}
                      </th>
                      <th scope="col" className="number">
                        {t('backtest.head.cases')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={textAt(row, 'bin')}>
                        <td className="number">{format.cell(numberAt(row, 'forecast'), 'share')}</td>
                        <td className="number">{format.cell(numberAt(row, 'observed'), 'share')}</td>
                        <td className="number">
                          {format.cell(numberAt(row, 'lower'), 'share')} –{' '}
                          {format.cell(numberAt(row, 'upper'), 'share')}
                        </td>
                        <td className="number">{format.cell(numberAt(row, 'cases'), 'count')}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            </section>
          );
        })}
      </div>
    </>
  );
}
