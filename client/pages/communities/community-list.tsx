import { useState } from 'react';
import type { Result, Row } from '../../../server/contract/results.ts';
import { MoreRows } from '../../charts/data-table.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { useWords } from '../../lib/i18n.ts';
import { flagAt, numberAt, textAt } from '../../lib/rows.ts';
import { useSetUrlState, useUrlState } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import { StateMark, states } from './states.tsx';

const pageSize = 20;

/** Every community with its state, its pulse and its silence against its own rhythm; what needs care stands first. */
export function CommunityList(props: {
  result: Result;
  rows: readonly Row[];
  types: ReadonlyMap<string, string | null>;
  restsOn: ReadonlyMap<string, number | null>;
}) {
  const { t, groupName } = useWords();
  const format = useFormat();
  const [only, setOnly] = useState<string | null>(null);
  const [shown, setShown] = useState(pageSize);
  const rows = props.rows.filter((row) => only === null || row['state'] === only);
  return (
    <>
      <fieldset className="chips">
        <legend className="hidden">{t('communitiesPage.list.show')}</legend>
        {[null, ...states].map((state) => {
          const count = props.rows.filter((row) => state === null || row['state'] === state).length;
          return count === 0 ? null : (
            <button
              key={state ?? ''}
              type="button"
              aria-pressed={only === state}
              onClick={() => {
                setOnly(state);
                setShown(pageSize);
              }}
            >
              {state === null ? t('communitiesPage.list.all') : groupName(state)} {format.integer(count)}
            </button>
          );
        })}
      </fieldset>
      <ScrollBox label={t('communitiesPage.list.title')}>
        <table className="table communities">
          <thead>
            <tr>
              {(['community', 'state', 'pulse', 'silence', 'rules', 'rests', 'why'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(`communitiesPage.list.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <CommunityRow
                key={textAt(row, 'subject_id')}
                row={row}
                result={props.result}
                type={props.types.get(textAt(row, 'subject_id') ?? '') ?? null}
                restsOn={props.restsOn.get(textAt(row, 'subject_id') ?? '') ?? null}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <MoreRows shown={shown} total={rows.length} onMore={() => setShown(shown + 40)} word={t('table.more')} />
    </>
  );
}

function CommunityRow(props: { row: Row; result: Result; type: string | null; restsOn: number | null }) {
  const { t, say, groupName } = useWords();
  const setUrl = useSetUrlState();
  const { community } = useUrlState();
  const { row } = props;
  const id = textAt(row, 'subject_id') ?? '';
  const name = textAt(row, 'name') ?? id;
  const explanation = props.result.explanations?.[id];
  return (
    <tr className={community === id ? 'row-chosen' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="row-link"
          aria-label={t('communitiesPage.detail.open', { name })}
          aria-current={community === id ? 'true' : undefined}
          onClick={() => {
            setUrl({ community: id });
            document.getElementById('content')?.scrollIntoView();
          }}
        >
          {name}
        </button>
        {props.type === null ? null : <span className="fine">{groupName(props.type)}</span>}
      </th>
      <td>
        <StateMark state={textAt(row, 'state') ?? ''} />
      </td>
      <td>
        <Pulse row={row} />
      </td>
      <td className="silence">
        <Silence row={row} />
      </td>
      <td>
        <Rules row={row} />
      </td>
      <td>{props.restsOn === null ? '\u2013' : t('communitiesPage.list.restsOn', { count: props.restsOn })}</td>
      <td className="why">
        {explanation === undefined ? null : (
          <>
            {explanation.reasons.slice(0, 2).map((reason) => (
              <span key={reason.en}>{say(reason)}. </span>
            ))}
            {explanation.action === null ? null : <span className="action">{say(explanation.action)}</span>}
          </>
        )}
      </td>
    </tr>
  );
}

/** Messages a month over a year. */
export function Pulse({ row }: { row: Row }) {
  const { t } = useWords();
  const values = (textAt(row, 'pulse') ?? '').split(' ').map(Number);
  return <Sparkline values={values} label={t('communitiesPage.list.pulseLabel', { values: values.join(', ') })} />;
}

const unusualFrom = 0.9;
const veryUnusualFrom = 0.99;

/** The silence in days, and whether it is usual for this community. */
export function Silence({ row }: { row: Row }) {
  const { t } = useWords();
  const format = useFormat();
  const silent = numberAt(row, 'silent_days');
  if (silent === null) return <>{t('communitiesPage.list.never')}</>;
  const surprise = numberAt(row, 'surprise') ?? 0;
  const days = format.cell(silent, 'days');
  if (surprise >= veryUnusualFrom) return <strong>{t('communitiesPage.list.veryUnusual', { days })}</strong>;
  return <>{t(surprise >= unusualFrom ? 'communitiesPage.list.unusual' : 'communitiesPage.list.normal', { days })}</>;
}

/** The three plain rules of days, filled where they say "dormant". */
function Rules({ row }: { row: Row }) {
  const { t } = useWords();
  const format = useFormat();
  const [a, b, c] = (['dormant_30', 'dormant_60', 'dormant_90'] as const).map((key) => flagAt(row, key));
  const word = (flag: boolean | undefined) => format.cell(flag ?? false, 'flag');
  return (
    <svg
      className="rules"
      width="48"
      height="12"
      role="img"
      aria-label={t('communitiesPage.list.rulesLabel', { a: word(a), b: word(b), c: word(c) })}
    >
      {[a, b, c].map((flag, i) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- three rules in a fixed order
          key={i}
          x={i * 17 + 1}
          y="1"
          width="10"
          height="10"
          fill={flag === true ? 'var(--ink)' : 'none'}
          stroke="var(--ink-soft)"
        />
      ))}
    </svg>
  );
}
