import type { Result, Row } from '../../../server/contract/results.ts';
import { tieParameterIds, tieParameterTexts } from '../../../server/contract/tie-parameters.ts';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { flagAt, numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import type { Finding } from '../../panels/finding-tools.ts';

const lists = ['ambassadors', 'bridging', 'pagerank', 'strength'] as const;

/** Which lists depend on the weights; that none does is a finding too. */
export const sensitivityFinding: Finding = ({ rows }, { t, format }) => {
  const moved = lists.filter((list) => rows.some((row) => textAt(row, 'list') === list && flagAt(row, 'depends')));
  return moved.length === 0
    ? t('backtest.sensitivityHolds')
    : t('backtest.sensitivityMoves', { lists: format.list(moved.map((list) => t(`backtest.list.${list}`))) });
};

/** For each list and parameter, the worse of the two moves: the lowest tau and the most people gone from the top. */
export function SensitivityProof({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  return (
    <ScrollBox label={say(result.meta.label)}>
      <table className="table">
        <caption className="hidden">{say(result.meta.label)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('backtest.head.list')}</th>
            <th scope="col">{t('backtest.head.parameter')}</th>
            <th scope="col" className="number">
              {t('backtest.head.tau')}
            </th>
            <th scope="col" className="number">
              {t('backtest.head.changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lists.flatMap((list) =>
            tieParameterIds.map((id) => {
              const moves = result.rows.filter(
                (row) => textAt(row, 'list') === list && textAt(row, 'parameter') === id,
              );
              const tau = least(moves, 'tau');
              const changed = moves.map((row) => numberAt(row, 'changed') ?? 0);
              // A move without any effect says nothing: most often these data have no such exchange.
              if (tau === null || (tau > 0.9999 && Math.max(...changed) === 0)) return null;
              const [top] = moves.map((row) => numberAt(row, 'top') ?? 0);
              return (
                <tr key={`${list} ${id}`}>
                  <th scope="row">{t(`backtest.list.${list}`)}</th>
                  <td>{say(tieParameterTexts[id].label)}</td>
                  <td className="number">{format.decimal(tau, 2)}</td>
                  <td className="number">
                    {format.integer(Math.max(...changed))} / {format.integer(top ?? 0)}
                  </td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function least(rows: readonly Row[], key: string): number | null {
  const values = rows.flatMap((row) => numberAt(row, key) ?? []);
  return values.length === 0 ? null : Math.min(...values);
}
