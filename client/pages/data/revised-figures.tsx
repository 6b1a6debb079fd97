import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { restatementCauseText, restatementFigureText } from '../../../server/contract/restatements.ts';
import { MoreRows } from '../../charts/data-table.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { restatementsOptions } from '../../lib/api.ts';
import { createFormat, type Format } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { Failed } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';
import { byMonth, byRevision, type RevisedLine, revisedLines } from './revised-lines.ts';

const firstShown = 20;
const headers = ['month', 'figure', 'from', 'to'] as const;

/** Figures that were published and are no longer the same, with the reason; nothing at all when none was ever revised. */
export function RevisedFigures() {
  const { t, say, language } = useWords();
  const [shown, setShown] = useState(firstShown);
  const query = useQuery(restatementsOptions);
  if (query.isError) {
    return (
      <Panel title={t('data.revised.title')}>
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      </Panel>
    );
  }
  if (query.data === undefined || query.data.length === 0) return null;
  const lines = revisedLines(query.data);
  const format = createFormat(language);
  return (
    <Panel anchor="revised" title={t('data.revised.title')} subtitle={t('data.revised.subtitle')}>
      <ScrollBox label={t('data.revised.title')}>
        <table className="table revised">
          <caption className="hidden">{t('data.revised.title')}</caption>
          <thead>
            <tr>
              {headers.map((key) => (
                <th key={key} scope="col" className={key === 'from' || key === 'to' ? 'number' : undefined}>
                  {t(`data.revised.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          {byRevision(lines.slice(0, shown)).map(({ key, first, lines: ofRevision }) => (
            <tbody key={key}>
              <tr>
                <th scope="rowgroup" colSpan={headers.length} className="reported-subject">
                  {t('data.revised.revision', {
                    day: format.day(first.recorded_at),
                    why: say(restatementCauseText[first.why]),
                  })}
                </th>
              </tr>
              {byMonth(ofRevision).map(({ key: month, lines: ofMonth }) => (
                <Fragment key={month}>
                  {ofMonth.map((line, at) => (
                    <tr key={line.figures.join(' ')}>
                      {at > 0 ? null : (
                        <td rowSpan={ofMonth.length} className="revised-month">
                          {format.month(`${month}-01`)}
                        </td>
                      )}
                      <Figures line={line} format={format} />
                    </tr>
                  ))}
                </Fragment>
              ))}
            </tbody>
          ))}
        </table>
      </ScrollBox>
      <MoreRows shown={shown} total={lines.length} onMore={() => setShown(shown + 200)} word={t('table.more')} />
    </Panel>
  );
}

/** What a line is about, then what it was and is, or that neither is told. */
function Figures({ line, format }: { line: RevisedLine; format: Format }) {
  const { t, say } = useWords();
  const name = line.figures.map((figure) => say(restatementFigureText(figure))).join(', ');
  if (line.figures.length > 1) {
    return (
      <>
        <th scope="row" colSpan={2}>
          {name}
        </th>
        <td className="number untold">{t('data.revised.withheld')}</td>
      </>
    );
  }
  const value = (figure: number | null) =>
    figure === null ? (
      <td className="number untold">{t(line.hidden ? 'data.revised.withheld' : 'data.revised.gone')}</td>
    ) : (
      <td className="number">{format.integer(figure)}</td>
    );
  return (
    <>
      <th scope="row">{name}</th>
      {value(line.from)}
      {value(line.to)}
    </>
  );
}
