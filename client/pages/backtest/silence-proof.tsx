import { forecasterWords, silenceVerdict, stillActiveVerdict, wordFor } from '../../../server/contract/proof-words.ts';
import type { Result, Row } from '../../../server/contract/results.ts';
import { FiguresTable } from '../../charts/figures-table.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { verdictIn } from './verdict-in.ts';

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
            <FiguresTable
              caption={t(`backtest.kind.${kind}`)}
              rows={rows}
              keyOf={(row) => textAt(row, 'forecaster') ?? ''}
              atFirst={rows.length}
              isOwn={isOwn}
              columns={[
                {
                  head: t('backtest.head.forecast'),
                  cell: (row) => say(wordFor(forecasterWords, textAt(row, 'forecaster') ?? '')),
                },
                { head: t('backtest.head.brier'), cell: (row) => format.decimalOrDash(numberAt(row, 'brier'), 4) },
                {
                  head: t('backtest.head.miscalibration'),
                  cell: (row) => format.decimalOrDash(numberAt(row, 'miscalibration'), 4),
                },
                {
                  head: t('backtest.head.discrimination'),
                  cell: (row) => format.decimalOrDash(numberAt(row, 'discrimination'), 4),
                },
                {
                  head: t('backtest.head.calibration'),
                  cell: (row) => format.decimalOrDash(numberAt(row, 'calibration_error'), 3),
                },
                { head: t('backtest.head.area'), cell: (row) => format.decimalOrDash(numberAt(row, 'auc'), 3) },
                {
                  head: t('backtest.head.stillActive'),
                  cell: (row) => format.decimalOrDash(numberAt(row, 'still_active_auc'), 3),
                },
                {
                  head: t('backtest.head.lift'),
                  cell: (row) => format.decimalOrDash(numberAt(row, 'still_active_lift'), 1),
                },
                { head: t('backtest.head.verdict'), isWords: true, cell: (row) => verdictIn(row, say) },
              ]}
            />
          </section>
        );
      })}
      <p className="fine">{t('backtest.noLead')}</p>
    </>
  );
}
