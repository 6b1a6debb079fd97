import { useMemo, useState } from 'react';
import type { Result } from '../../../server/contract/results.ts';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { useWords } from '../../lib/i18n.ts';

const ways = ['ties', 'events'] as const;

/** The matrix by ties or by exchanges, whichever is asked for: what it counts is always said. */
export function TiesMatrix({ result }: { result: Result }) {
  const { t } = useWords();
  const [way, setWay] = useState<(typeof ways)[number]>('ties');
  const byEvents = useMemo(() => eventsOf(result), [result]);
  return (
    <>
      <fieldset className="chips">
        <legend className="hidden">{t('tiesPage.counted.choose')}</legend>
        {ways.map((each) => (
          <button key={each} type="button" aria-pressed={way === each} onClick={() => setWay(each)}>
            {t(`tiesPage.counted.${each}`)}
          </button>
        ))}
      </fieldset>
      <MatrixChart result={way === 'ties' ? result : byEvents} />
      <p className="fine">{t('tiesPage.counted.note')}</p>
    </>
  );
}

/** The same answer with exchanges in the place of ties; the number of ties is no part of it. */
const eventsOf = (result: Result): Result => ({
  ...result,
  rows: result.rows.map((row) => ({
    ...row,
    value: row['events_ratio'] ?? null,
    lower: row['events_lower'] ?? null,
    upper: row['events_upper'] ?? null,
    observed: null,
    expected: null,
  })),
});
