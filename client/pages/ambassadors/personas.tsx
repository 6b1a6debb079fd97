import type { Result } from '../../../server/contract/results.ts';
import { mostPeople, PeopleBarCells } from '../../charts/people-bar-cells.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

/** How many people take part in each way, with their share as a bar. */
export function Personas({ result }: { result: Result }) {
  const { t, groupName } = useWords();
  const format = useFormat();
  const most = mostPeople(result.rows);
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
          return (
            <tr key={persona}>
              <th scope="row">{groupName(persona)}</th>
              <PeopleBarCells row={row} result={result} most={most} />
              <td className="number fine">{format.cell(numberAt(row, 'sure'), 'people')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
