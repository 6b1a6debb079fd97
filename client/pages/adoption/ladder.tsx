import type { Result } from '../../../server/contract/results.ts';
import { mostPeople, PeopleBarCells } from '../../charts/people-bar-cells.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

/** The rungs from the highest down, each with its people and who came from below or above. */
export function Ladder({ result }: { result: Result }) {
  const { t, groupName } = useWords();
  const format = useFormat();
  const hasMoves = result.rows.some((row) => numberAt(row, 'moved_up') !== null);
  const most = mostPeople(result.rows);
  return (
    <table className="table ladder">
      <thead>
        <tr>
          <th scope="col">{t('adoption.rung')}</th>
          <th scope="col" className="number">
            {t('unit.people')}
          </th>
          <th scope="col">
            <span className="hidden">{t('unit.share')}</span>
          </th>
          {hasMoves ? (
            <th scope="col" className="number">
              {t('adoption.moved')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {result.rows.toReversed().map((row) => {
          const rung = textAt(row, 'rung') ?? '';
          const up = numberAt(row, 'moved_up');
          const down = numberAt(row, 'moved_down');
          return (
            <tr key={rung}>
              <th scope="row">{groupName(rung)}</th>
              <PeopleBarCells row={row} result={result} most={most} />
              {hasMoves ? (
                <td className="number fine">
                  {up === null || down === null
                    ? '\u2013'
                    : t('adoption.movedText', { up: format.integer(up), down: format.integer(down) })}
                </td>
              ) : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
