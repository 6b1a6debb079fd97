import type { Result } from '../../../server/contract/results.ts';
import { SeriesChart } from '../../charts/series-chart.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { kinds } from './silence-proof.tsx';

/** What was announced and what came, as two lines over the months, for communities and for members. */
export function DriftProof({ result }: { result: Result }) {
  const { t } = useWords();
  const lines = [
    ['forecast', t('backtest.announced')],
    ['observed', t('backtest.observed')],
  ] as const;
  return kinds.map((kind) => {
    const months = result.rows.filter((row) => textAt(row, 'entity_kind') === kind);
    const rows = lines.flatMap(([key, group]) =>
      months.map((row) => ({ date: textAt(row, 'month'), group, value: numberAt(row, key) })),
    );
    return months.length === 0 ? null : (
      <section key={kind} className="proof">
        <h3>{t(`backtest.kind.${kind}`)}</h3>
        <SeriesChart results={[{ ...result, rows }]} height={200} />
      </section>
    );
  });
}
