import { useState } from 'react';
import type { Result, Row } from '../../../server/contract/results.ts';
import { byName } from '../../charts/block-order.ts';
import { MoreRows } from '../../charts/data-table.tsx';
import { DotLine } from '../../charts/dot-line.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import type { Calendar } from '../../lib/calendar.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useCalendar } from '../../lib/use-calendar.ts';
import { useFormat } from '../../lib/use-format.ts';
import type { Finding } from '../../panels/finding-tools.ts';

const clearPoints = 0.02;
const shownFirst = 16;

/** Whether the earlier figures fall in the weeks when offices empty: then a rise is no news. */
const comparesWithHolidays = ({ rows }: Result, calendar: Calendar): boolean => {
  const day = rows.map((row) => textAt(row, 'previous_day')).find((each) => each !== null);
  return day !== undefined && day !== null && calendar.isQuiet(day);
};

/** How many departments moved clearly in either direction; null without an earlier figure worth comparing with. */
export const departmentsFinding: Finding = (result, { t, format, calendar }) => {
  const changes = result.rows.flatMap((row) => numberAt(row, 'change') ?? []);
  if (changes.length === 0 || comparesWithHolidays(result, calendar)) return null;
  const up = changes.filter((change) => change >= clearPoints).length;
  const down = changes.filter((change) => change <= -clearPoints).length;
  const parts = [
    ...(up === 0 ? [] : [t('adoption.departments.up', { count: up, n: format.integer(up) })]),
    ...(down === 0 ? [] : [t('adoption.departments.down', { count: down, n: format.integer(down) })]),
  ];
  return parts.length === 0
    ? null
    : t('adoption.departments.finding', { total: format.integer(changes.length), parts: format.list(parts) });
};

/** Each department's adoption as a dot on 0 to 100 %, three months earlier as a tick; those too small are hatched. */
export function Departments({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const calendar = useCalendar();
  const [all, setAll] = useState(false);
  // By name: departments differ by their work, and this is no league table.
  const rows = result.rows.toSorted(
    (a, b) => Number(isHidden(a)) - Number(isHidden(b)) || byName.compare(name(a), name(b)),
  );
  const shown = all ? rows : rows.slice(0, shownFirst);
  return (
    <>
      <ScrollBox label={say(result.meta.label)}>
        <table className="table">
          <caption className="hidden">{say(result.meta.label)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('adoption.departments.department')}</th>
              <th scope="col" className="number">
                {t('adoption.departments.people')}
              </th>
              <th scope="col" className="dot-line-cell">
                <span className="hidden">{t('adoption.departments.scale')}</span>
                <span className="dot-line-scale" aria-hidden="true">
                  <span>0</span>
                  <span>{format.percent(0.5)}</span>
                  <span>{format.percent(1)}</span>
                </span>
              </th>
              <th scope="col" className="number">
                {t('adoption.departments.now')}
              </th>
              <th scope="col" className="number">
                {t('adoption.departments.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const value = numberAt(row, 'value');
              const previous = numberAt(row, 'previous');
              const change = numberAt(row, 'change');
              return (
                <tr key={name(row)}>
                  <th scope="row">{name(row)}</th>
                  <td className="number">{format.cell(numberAt(row, 'denominator'), 'people')}</td>
                  <td className={value === null ? 'dot-line-cell hatched' : 'dot-line-cell'}>
                    {value === null ? (
                      <span className="hidden">{t('panel.tooFew')}</span>
                    ) : (
                      <DotLine
                        low={0}
                        high={1}
                        value={value}
                        against={previous}
                        label={
                          previous === null
                            ? format.percent(value)
                            : t('adoption.departments.dot', {
                                value: format.percent(value),
                                previous: format.percent(previous),
                              })
                        }
                      />
                    )}
                  </td>
                  <td className="number">{format.cell(value, 'share')}</td>
                  <td className="number">{change === null ? '\u2013' : format.points(change)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <MoreRows shown={shown.length} total={rows.length} onMore={() => setAll(true)} word={t('table.all')} />
      <p className="fine">{t('adoption.departments.key')}</p>
      {comparesWithHolidays(result, calendar) ? (
        <p className="fine warning">{t('adoption.departments.holidays')}</p>
      ) : null}
    </>
  );
}

const name = (row: Row): string => textAt(row, 'name') ?? textAt(row, 'subject_id') ?? '';
const isHidden = (row: Row): boolean => numberAt(row, 'value') === null;
