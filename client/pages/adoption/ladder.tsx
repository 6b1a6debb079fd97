import type { Result } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

/** The rungs from the highest down, each with its people and who came from below or above. */
export function Ladder({ result }: { result: Result }) {
  const { t, groupName } = useWords();
  const format = useFormat();
  const hasMoves = result.rows.some((row) => numberAt(row, 'moved_up') !== null);
  const largest = Math.max(1, ...result.rows.map((row) => numberAt(row, 'people') ?? 0));
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
          const people = numberAt(row, 'people');
          const up = numberAt(row, 'moved_up');
          const down = numberAt(row, 'moved_down');
          return (
            <tr key={rung}>
              <th scope="row">{groupName(rung)}</th>
              <td className="number">{format.cell(people, 'people')}</td>
              <td className="bar-cell">
                {people === null ? (
                  <span className="fine">
                    {t(result.meta.suppressed > 0 ? 'adoption.hiddenOrAbsent' : 'panel.notInSource')}
                  </span>
                ) : (
                  <span className="bar" style={{ width: `${(people / largest) * 100}%` }} />
                )}
                <span className="hidden">{format.cell(numberAt(row, 'share'), 'share')}</span>
              </td>
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
