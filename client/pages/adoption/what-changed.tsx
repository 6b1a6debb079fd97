import { useQueries } from '@tanstack/react-query';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { linesOf } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useCalendar } from '../../lib/use-calendar.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Loading } from '../../panels/panel-states.tsx';
import { Panel } from '../../panels/panel.tsx';
import { changeOf } from '../../panels/series-finding.ts';

const watched = ['adoption-rate', 'mau', 'wau', 'stickiness', 'reply-rate', 'time-to-first-response'] as const;
const mostSentences = 3;

/** Up to three sentences, the largest change first, each leading to its figure. Silence is a finding too. */
export function WhatChanged({ className }: { className: string }) {
  const { t, say } = useWords();
  const format = useFormat();
  const calendar = useCalendar();
  const question = useQuestion();
  const queries = useQueries({ queries: watched.map((id) => resultOptions(id, question)) });
  const pending = queries.some(({ isPending }) => isPending);
  const changes = queries
    .flatMap(({ data }) => {
      const change =
        data === undefined ? null : changeOf(linesOf(data).get(null) ?? [], data.meta.unit === 'share', calendar);
      if (data === undefined || change?.before == null || change.difference === null || change.verdict === 'steady') {
        return [];
      }
      return [
        {
          meta: data.meta,
          ...change,
          difference: change.difference,
          size: size(change.before.value, change.difference),
        },
      ];
    })
    .toSorted((a, b) => b.size - a.size)
    .slice(0, mostSentences);
  // Nothing could be measured: then nothing can be said to have stayed the same.
  const measured = queries.some(({ data }) => data !== undefined && data.reason === null && data.rows.length > 0);
  if (!pending && !measured) return null;
  return (
    <Panel
      className={className}
      busy={pending}
      title={t('adoption.changed.title')}
      subtitle={t('adoption.changed.rule')}
    >
      {pending ? (
        <Loading height={120} />
      ) : changes.length === 0 ? (
        <p>{t('adoption.changed.none')}</p>
      ) : (
        <ul className="changes">
          {changes.map(({ meta, last, difference, span }) => (
            <li key={meta.id}>
              <Arrow
                up={difference > 0}
                label={t(difference > 0 ? 'adoption.changed.rose' : 'adoption.changed.fell')}
              />
              <a href={`#${meta.id}`}>
                {t('adoption.changed.up', {
                  what: say(meta.label),
                  value: format.cell(last.value, meta.unit),
                  span: t(`span.${span}`),
                  change:
                    meta.unit === 'share'
                      ? format.points(difference)
                      : `${difference > 0 ? '+' : '\u2212'}${format.cell(Math.abs(difference), meta.unit)}`,
                })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Arrow({ up, label }: { up: boolean; label: string }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" role="img" aria-label={label}>
      <path d={up ? 'M5 1 9.5 9h-9z' : 'M5 9 .5 1h9z'} fill="var(--accent)" />
    </svg>
  );
}

const size = (before: number, difference: number): number =>
  before === 0 ? Number.POSITIVE_INFINITY : Math.abs(difference / before);
