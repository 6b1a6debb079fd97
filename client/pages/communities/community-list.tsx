import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { Result, Row } from '../../../server/contract/results.ts';
import { MoreRows } from '../../charts/data-table.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { textAt } from '../../lib/rows.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import { CommunityName, Outlook, Pulse, Rules, Silence, Why } from './community-marks.tsx';
import { concernOf, concerns, StateMark } from './states.tsx';

const pageSize = 20;
/** Where the seven columns no longer stand side by side. */
const narrowScreen = '(max-width: 1180px)';

interface CommunityProps {
  readonly row: Row;
  readonly result: Result;
  readonly type: string | null;
  readonly restsOn: number | null;
}

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
  const rows = props.rows.filter((row) => only === null || concernOf(row) === only);
  const narrow = useMediaQuery(narrowScreen, false, { getInitialValueInEffect: false });
  const entries = rows.slice(0, shown).map((row) => ({
    row,
    result: props.result,
    type: props.types.get(textAt(row, 'subject_id') ?? '') ?? null,
    restsOn: props.restsOn.get(textAt(row, 'subject_id') ?? '') ?? null,
  }));
  return (
    <>
      <fieldset className="chips">
        <legend className="hidden">{t('communitiesPage.list.show')}</legend>
        {[null, ...concerns].map((state) => {
          const count = props.rows.filter((row) => state === null || concernOf(row) === state).length;
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
      {narrow ? (
        <ul className="community-entries">
          {entries.map((entry) => (
            <CommunityEntry key={textAt(entry.row, 'subject_id')} {...entry} />
          ))}
        </ul>
      ) : (
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
              {entries.map((entry) => (
                <CommunityRow key={textAt(entry.row, 'subject_id')} {...entry} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <MoreRows shown={shown} total={rows.length} onMore={() => setShown(shown + 40)} word={t('table.more')} />
    </>
  );
}

function CommunityRow(props: CommunityProps) {
  const { t } = useWords();
  const { community } = useUrlState();
  const { row } = props;
  return (
    <tr className={community === textAt(row, 'subject_id') ? 'row-chosen' : undefined}>
      <th scope="row">
        <CommunityName row={row} type={props.type} />
      </th>
      <td>
        <StateMark row={row} />
      </td>
      <td>
        <Pulse row={row} />
      </td>
      <td className="silence">
        <Silence row={row} />
        <Outlook row={row} />
      </td>
      <td>
        <Rules row={row} />
      </td>
      <td>{props.restsOn === null ? '\u2013' : t('communitiesPage.list.restsOn', { count: props.restsOn })}</td>
      <td className="why">
        <Why row={row} result={props.result} />
      </td>
    </tr>
  );
}

/** The same on a narrow screen, from top to bottom: how it is, since when, why, what to do. */
function CommunityEntry(props: CommunityProps) {
  const { community } = useUrlState();
  const { row } = props;
  return (
    <li className={community === textAt(row, 'subject_id') ? 'row-chosen' : undefined}>
      <CommunityName row={row} type={props.type} />
      <p className="community-state">
        <StateMark row={row} />
        <Pulse row={row} />
        <span>
          <Silence row={row} />
          <Outlook row={row} />
        </span>
      </p>
      <p className="why">
        <Why row={row} result={props.result} />
      </p>
    </li>
  );
}
