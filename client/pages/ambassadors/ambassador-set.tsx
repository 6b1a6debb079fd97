import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Result, Row } from '../../../server/contract/results.ts';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { subjectName } from '../../charts/ranking-table.tsx';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import { useFindingTools, type FindingTools } from '../../panels/finding-tools.ts';
import { Panel } from '../../panels/panel.tsx';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Empty, Failed, Loading, NoFigure } from '../../panels/panel-states.tsx';
import { periodText } from '../../panels/period-text.ts';

const dimensions = ['departments', 'sites', 'communities'] as const;
/** A first few: the reader takes more or fewer. */
const usualSize = 5;

/** The people who together cover the house best, as many as the reader wants, each with what they add. */
export function AmbassadorSet({ className }: { className: string }) {
  const tools = useFindingTools();
  const { t, say, format } = tools;
  const question = useQuestion();
  const set = useQuery(resultOptions('ambassador-set', question));
  const [wanted, setWanted] = useState(usualSize);
  if (set.isPending) {
    return (
      <Panel className={className} busy title={t('ambassadorsPage.set')}>
        <Loading />
      </Panel>
    );
  }
  if (set.isError) {
    return (
      <Panel className={className} title={t('ambassadorsPage.set')}>
        <Failed error={set.error} onRetry={() => void set.refetch()} />
      </Panel>
    );
  }
  const result = set.data;
  const sizes = [...new Set(result.rows.map((row) => numberAt(row, 'size') ?? 0))];
  const size = Math.min(wanted, sizes.at(-1) ?? wanted);
  const rows = result.rows.filter((row) => numberAt(row, 'size') === size);
  return (
    <Panel
      anchor="ambassador-set"
      className={className}
      busy={set.isFetching}
      title={setFinding(rows, tools) ?? t('ambassadorsPage.set')}
      subtitle={
        <>
          {say(result.meta.label)} · {periodText(result.meta.filter.from, result.meta.filter.to, t, format)} ·{' '}
          {t('ambassadorsPage.setNote')}
        </>
      }
      footer={<PanelActions results={[result]} question={question} table={null} />}
    >
      {result.reason !== null ? (
        <NoFigure reason={result.reason} />
      ) : rows.length === 0 ? (
        <Empty />
      ) : (
        <>
          <NativeSelect
            className="set-size"
            size="xs"
            label={t('ambassadorsPage.setSize')}
            value={String(size)}
            data={sizes.map(String)}
            onChange={(event) => setWanted(Number(event.currentTarget.value))}
          />
          <SetTable result={result} rows={rows} />
          <HowGood rows={rows} size={size} />
        </>
      )}
    </Panel>
  );
}

function SetTable({ result, rows }: { result: Result; rows: readonly Row[] }) {
  const { t, say } = useWords();
  const format = useFormat();
  const added = (row: Row, key: string): string => {
    const count = numberAt(row, key) ?? 0;
    return count === 0 ? '\u2013' : `+\u202f${format.integer(count)}`;
  };
  return (
    <ScrollBox label={say(result.meta.label)}>
      <table className="table">
        <caption className="hidden">{say(result.meta.label)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ambassadorsPage.setPerson')}</th>
            <th scope="col" className="number">
              {t('ambassadorsPage.setDepartments')}
            </th>
            <th scope="col" className="number">
              {t('ambassadorsPage.setSites')}
            </th>
            <th scope="col" className="number">
              {t('ambassadorsPage.setCommunities')}
            </th>
            <th scope="col" className="number">
              {t('ambassadorsPage.setCovered')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={numberAt(row, 'order')}>
              <th scope="row">{subjectName(row)}</th>
              {dimensions.map((each) => (
                <td key={each} className="number">
                  {added(row, `adds_${each}`)}
                </td>
              ))}
              <td className="number">{format.cell(numberAt(row, 'covered_share'), 'share')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** Whether a better choice may exist, and how much better at most. */
function HowGood({ rows, size }: { rows: readonly Row[]; size: number }) {
  const { t } = useWords();
  const format = useFormat();
  const covered = numberAt(rows.at(-1), 'covered_share') ?? 0;
  const best = numberAt(rows.at(-1), 'best_share') ?? covered;
  const isBest = best - covered < 1e-9;
  return (
    <p className="fine">
      {isBest
        ? t(size === 1 ? 'ambassadorsPage.setBestOne' : 'ambassadorsPage.setBest', { n: format.integer(size) })
        : t('ambassadorsPage.setBound', {
            covered: format.cell(covered, 'share'),
            best: format.cell(best, 'share'),
          })}
    </p>
  );
}

/** How many departments, sites and communities these people reach together; those of which they reach none are left out. */
function setFinding(rows: readonly Row[], { t, format }: FindingTools): string | null {
  const reached = dimensions.flatMap((each) => {
    const count = rows.reduce((sum, row) => sum + (numberAt(row, `adds_${each}`) ?? 0), 0);
    return count === 0 ? [] : [t(`ambassadorsPage.covers.${each}`, { count, n: format.integer(count) })];
  });
  return reached.length === 0
    ? null
    : t('ambassadorsPage.setFinding', {
        count: rows.length,
        n: format.integer(rows.length),
        what: format.list(reached),
      });
}
