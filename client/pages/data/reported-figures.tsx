import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { comparisonText, figureText, platformName } from '../../../server/contract/reported.ts';
import type { Row } from '../../../server/contract/results.ts';
import { MoreRows } from '../../charts/data-table.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { latestReportedOptions } from '../../lib/api.ts';
import { addDays, createFormat, type Format } from '../../lib/format.ts';
import { useWords, type Words } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Failed } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';

const firstShown = 10;
const headers = ['figure', 'value', 'counted', 'difference', 'window', 'asOf'] as const;
const headerClass: Readonly<Partial<Record<(typeof headers)[number], string>>> = {
  value: 'number',
  counted: 'number',
  difference: 'number',
  window: 'reported-window',
};

/** What the platforms count themselves beside what was counted here; nothing at all when no platform gives a figure. */
export function ReportedFigures() {
  const { t, language } = useWords();
  const [shown, setShown] = useState(firstShown);
  const query = useQuery(latestReportedOptions);
  // These days are dates of a calendar whatever clock the events have.
  const format = createFormat(language);
  if (query.isError) {
    return (
      <Panel title={t('data.reported.title')}>
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      </Panel>
    );
  }
  const result = query.data;
  if (result === undefined || result.rows.length === 0) return null;
  const differences = result.rows.flatMap((row) => {
    const difference = numberAt(row, 'difference');
    return difference === null ? [] : [difference];
  });
  return (
    <Panel
      anchor="reported"
      title={t('data.reported.title')}
      subtitle={t('data.reported.subtitle')}
      footer={<PanelActions results={[result]} question={{}} table={null} />}
    >
      <p>
        {differences.length === 0
          ? t('data.reported.incomparable')
          : t('data.reported.compared', {
              count: differences.length,
              n: format.integer(differences.length),
              same: format.integer(differences.filter((difference) => difference === 0).length),
            })}
      </p>
      <ScrollBox label={t('data.reported.title')}>
        <table className="table reported">
          <caption className="hidden">{t('data.reported.title')}</caption>
          <thead>
            <tr>
              {headers.map((key) => (
                <th key={key} scope="col" className={headerClass[key]}>
                  {t(`data.reported.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          {bySubject(result.rows.toSorted(byAttention).slice(0, shown)).map(([subject, rows]) => (
            <tbody key={subject}>
              <tr>
                <th scope="rowgroup" colSpan={headers.length} className="reported-subject">
                  {rows[0] === undefined ? null : subjectName(rows[0], t)}
                </th>
              </tr>
              {rows.map((row) => (
                <FigureRow key={rowKey(row)} row={row} format={format} />
              ))}
            </tbody>
          ))}
        </table>
      </ScrollBox>
      <MoreRows shown={shown} total={result.rows.length} onMore={() => setShown(shown + 200)} word={t('table.more')} />
      {result.meta.suppressed > 0 ? (
        <p className="fine hatch-note">{t('panel.suppressed', { count: result.meta.suppressed })}</p>
      ) : null}
    </Panel>
  );
}

function FigureRow({ row, format }: { row: Row; format: Format }) {
  const { t, say } = useWords();
  const others = numberAt(row, 'other_windows') ?? 0;
  const asOf = textAt(row, 'as_of');
  return (
    <tr>
      <th scope="row">{say(figureText(textAt(row, 'figure') ?? ''))}</th>
      <Figures row={row} format={format} />
      <td className="reported-window">
        {windowText(row, t, format)}
        {others === 0 ? null : (
          <span className="fine reported-others">{t('data.reported.others', { count: others })}</span>
        )}
      </td>
      <td className="reported-day">{asOf === null ? '\u2013' : format.day(asOf)}</td>
    </tr>
  );
}

/** The value given, then what was counted and by how much it differs, or why nothing was. */
function Figures({ row, format }: { row: Row; format: Format }) {
  const { t, say } = useWords();
  const [value, counted, difference] = [numberAt(row, 'value'), numberAt(row, 'counted'), numberAt(row, 'difference')];
  if (value === null && row['given'] === true) {
    return (
      <td colSpan={3} className="number hatched reported-why">
        {t('data.reported.tooFew')}
      </td>
    );
  }
  const given = <td className="number">{value === null ? '\u2013' : format.integer(value)}</td>;
  if (counted === null || difference === null) {
    return (
      <>
        {given}
        <td colSpan={2} className="number reported-why">
          {say(comparisonText(textAt(row, 'comparison') ?? ''))}
        </td>
      </>
    );
  }
  return (
    <>
      {given}
      <td className="number">{format.integer(counted)}</td>
      <td className="number">
        {difference === 0 ? t('data.reported.same') : <strong>{signed(difference, format)}</strong>}
      </td>
    </>
  );
}

function signed(difference: number, format: Format): string {
  return `${difference < 0 ? '\u2212' : '+'}${format.integer(Math.abs(difference))}`;
}

function windowText(row: Row, t: Words['t'], format: Format): string {
  const [from, to, days] = [textAt(row, 'from_day'), textAt(row, 'to_day'), numberAt(row, 'window_days')];
  if (from === null || to === null || days === null) return '\u2013';
  if (days === 1) return t('data.reported.oneDay', { day: format.day(from) });
  return t('data.reported.days', { n: format.integer(days), from: format.day(from), to: format.day(addDays(to, -1)) });
}

function subjectName(row: Row, t: Words['t']): string {
  const platform = platformName(textAt(row, 'platform') ?? '');
  const name = textAt(row, 'subject_name');
  if (row['subject_kind'] !== 'network') return `${name ?? textAt(row, 'community_id') ?? ''} (${platform})`;
  return t('data.reported.network', { name: name === null || name === platform ? platform : `${platform} (${name})` });
}

/** The rows of each subject, in the order in which subjects and rows come. */
function bySubject(rows: readonly Row[]): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row['platform'], row['subject_kind'], row['community_id'] ?? row['subject_name']]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups];
}

/** What differs comes first, then whole networks: what agrees everywhere is soon read. */
const byAttention = (a: Row, b: Row): number => attention(a) - attention(b);

function attention(row: Row): number {
  if ((numberAt(row, 'difference') ?? 0) !== 0) return 0;
  return row['subject_kind'] === 'network' ? 1 : 2;
}

const rowKey = (row: Row): string =>
  JSON.stringify([row['figure'], row['from_day'], row['to_day'], row['as_of'], row['source'], row['subject_name']]);
