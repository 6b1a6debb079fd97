import type { Result } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

/** How many people take part in each way, with their share as a bar. */
export function Personas({ result }: { result: Result }) {
  const { t, groupName } = useWords();
  const format = useFormat();
  const largest = Math.max(1, ...result.rows.map((row) => numberAt(row, 'people') ?? 0));
  return (
    <table className="table ladder">
      <thead>
        <tr>
          <th scope="col">{t('ambassadorsPage.persona')}</th>
          <th scope="col" className="number">
            {t('unit.people')}
          </th>
          <th scope="col">
            <span className="hidden">{t('unit.share')}</span>
          </th>
          <th scope="col" className="number">
            {t('ambassadorsPage.personaSure')}
          </th>
        </tr>
      </thead>
      <tbody>
        {result.rows.map((row) => {
          const persona = textAt(row, 'persona') ?? '';
          const people = numberAt(row, 'people');
          return (
            <tr key={persona}>
              <th scope="row">{groupName(persona)}</th>
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
              <td className="number fine">{format.cell(numberAt(row, 'sure'), 'people')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
