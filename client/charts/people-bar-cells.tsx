import type { Result, Row } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';
import { numberAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';

/** Largest number of people in the rows of a table, at least 1: the length of a whole bar. */
export const mostPeople = (rows: readonly Row[]): number =>
  Math.max(1, ...rows.map((row) => numberAt(row, 'people') ?? 0));

/** The people of a row and a bar of their number, with their share for those who cannot see it. */
export function PeopleBarCells({ row, result, most }: { row: Row; result: Result; most: number }) {
  const { t } = useWords();
  const format = useFormat();
  const people = numberAt(row, 'people');
  return (
    <>
      <td className="number">{format.cell(people, 'people')}</td>
      <td className="bar-cell">
        {people === null ? (
          <span className="fine">
            {t(result.meta.suppressed > 0 ? 'adoption.hiddenOrAbsent' : 'panel.notInSource')}
          </span>
        ) : (
          <span className="bar" style={{ width: `${(people / most) * 100}%` }} />
        )}
        <span className="hidden">{format.cell(numberAt(row, 'share'), 'share')}</span>
      </td>
    </>
  );
}
