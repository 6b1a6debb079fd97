import { useQuery } from '@tanstack/react-query';
import type { IdentityList } from '../../../../server/contract/identities.ts';
import { snapshotOptions } from '../../../lib/api.ts';
import { useWords } from '../../../lib/i18n.ts';
import { useFormat } from '../../../lib/use-format.ts';
import { Panel } from '../../../panels/panel.tsx';
import { Act } from './act.tsx';
import { nameOf, PersonName, pseudonymOf } from './person-name.tsx';
import type { IdentityPart } from './proposals.tsx';

type Decision = IdentityList['decisions'][number];

/** What was decided on pairs of accounts, the latest first, each to be undone. Nothing at all without any. */
export function Decided({ list, busy, decide }: IdentityPart) {
  const { t } = useWords();
  const format = useFormat();
  const timeZone = useQuery(snapshotOptions).data?.loaded?.time_zone ?? 'UTC';
  const pairs = inOneGo(list.decisions);
  if (pairs.length === 0) return null;
  return (
    <Panel title={t('identities.decided')}>
      <ul className="identities-list">
        {pairs.map(({ id, kind, accounts, people, origin, decided_at }) => {
          const what = t(`identities.kind.${kind === 'same-person' ? kind : 'different-people'}`);
          const names = people.length > 0 ? people.map(nameOf) : accounts.map(pseudonymOf);
          return (
            <li key={id}>
              <div>
                <p>
                  <strong>{what}</strong>{' '}
                  <span className="fine">
                    {t(`identities.origin.${origin}`)}, {format.dateTime(decided_at, timeZone)}
                  </span>
                </p>
                {people.length > 0 ? (
                  people.map((person) => (
                    <p key={person.person_id}>
                      <PersonName person={person} />
                    </p>
                  ))
                ) : (
                  <p>{names.join(' · ')}</p>
                )}
              </div>
              <div className="identities-acts">
                <Act
                  label={t('identities.undo')}
                  about={`${t('identities.undo')} ${what} ${names.join(', ')}`}
                  busy={busy}
                  onClick={() => decide({ verb: 'undo', ids: [id] })}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {list.counts.decisions > list.decisions.length ? (
        <p className="fine">{t('identities.more', { count: list.counts.decisions - list.decisions.length })}</p>
      ) : null}
    </Panel>
  );
}

/** Decisions on pairs; those that split one account from several others are one, as they are undone together. */
function inOneGo(decisions: readonly Decision[]): Decision[] {
  const lines = new Map<string, Decision>();
  for (const decision of decisions) {
    const { id, kind, origin, decided_at, people } = decision;
    if (kind !== 'same-person' && kind !== 'different-people') continue;
    const key = kind === 'different-people' && origin === 'steward' ? decided_at : id;
    const line = lines.get(key);
    const known = line?.people ?? [];
    const added = people.filter(({ person_id }) => known.every((person) => person.person_id !== person_id));
    lines.set(key, { ...(line ?? decision), people: [...known, ...added] });
  }
  return [...lines.values()];
}
