import type { Result, Row } from '../../../server/contract/results.ts';
import { DotLine } from '../../charts/dot-line.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

/** Each department's openness as a dot on −1 to 1, with a tick where chance would put it; the most closed first. */
export function OpennessTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const rows = result.rows.toSorted((a, b) => (numberAt(a, 'rescaled') ?? 2) - (numberAt(b, 'rescaled') ?? 2));
  const turning = rows.filter(turns).map((row) => textAt(row, 'name') ?? '');
  return (
    <>
      <p className="fine">{t('tiesPage.openness')}</p>
      <ScrollBox label={say(result.meta.label)}>
        <table className="table">
          <caption className="hidden">{say(result.meta.label)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('tiesPage.opennessHead.department')}</th>
              <th scope="col" className="number">
                {t('tiesPage.opennessHead.people')}
              </th>
              <th scope="col" className="dot-line-cell">
                <span className="hidden">{t('tiesPage.opennessHead.scale')}</span>
                <span className="dot-line-scale" aria-hidden="true">
                  <span>−1</span>
                  <span>0</span>
                  <span>1</span>
                </span>
              </th>
              <th scope="col" className="number">
                {t('tiesPage.opennessHead.observed')}
              </th>
              <th scope="col" className="number">
                {t('tiesPage.opennessHead.events')}
              </th>
              <th scope="col" className="number">
                {t('tiesPage.opennessHead.expected')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const name = textAt(row, 'name') ?? textAt(row, 'subject_id') ?? '';
              const value = numberAt(row, 'value');
              const expected = numberAt(row, 'expected');
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="number">{format.cell(numberAt(row, 'people'), 'people')}</td>
                  <td className={value === null ? 'dot-line-cell hatched' : 'dot-line-cell'}>
                    {value === null || expected === null ? null : (
                      <DotLine
                        low={-1}
                        high={1}
                        value={value}
                        against={expected}
                        label={t('tiesPage.opennessDot', {
                          observed: format.decimal(value, 2),
                          expected: format.decimal(expected, 2),
                        })}
                      />
                    )}
                  </td>
                  <td className="number">{format.cell(value, 'index')}</td>
                  <td className="number">{format.cell(numberAt(row, 'events_value'), 'index')}</td>
                  <td className="number">{format.cell(expected, 'index')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      {turning.length === 0 ? null : (
        <p className="fine">
          {t('tiesPage.opennessTurns', {
            count: turning.length,
            n: format.integer(turning.length),
            names: format.list(turning.slice(0, namedAtMost)),
          })}
        </p>
      )}
    </>
  );
}

const namedAtMost = 3;
/** Nearer to chance than this, an index has no direction. */
const turnsFrom = 0.05;

/** Whether a department keeps to itself by one way of counting and opens up by the other. */
function turns(row: Row): boolean {
  const [ties, events] = [numberAt(row, 'rescaled') ?? 0, numberAt(row, 'events_rescaled') ?? 0];
  return Math.sign(ties) !== Math.sign(events) && Math.abs(ties - events) >= turnsFrom;
}
