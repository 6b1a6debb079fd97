import { Button } from '@mantine/core';
import type { IdentityList } from '../../../../server/contract/identities.ts';
import { ScrollBox } from '../../../charts/scroll-box.tsx';
import { useWords } from '../../../lib/i18n.ts';
import { sentence } from '../../../lib/typography.ts';
import { Panel } from '../../../panels/panel.tsx';
import { nameOf, PersonName } from './person-name.tsx';
import type { Decide } from './use-identities.ts';

/** What every part of the page gets: the list, whether a decision is underway, and how to take one. */
export interface IdentityPart {
  readonly list: IdentityList;
  readonly busy: boolean;
  readonly decide: (decision: Decide) => void;
}

const short = (account: string): string => account.slice(0, 8);

/** Pairs that may be one person, each with its reasons, and what was decided before. */
export function Proposals({ list, busy, decide }: IdentityPart) {
  const { t, say } = useWords();
  const pairs = list.decisions.flatMap((decision) =>
    decision.kind === 'same-person' || decision.kind === 'different-people'
      ? [{ ...decision, kind: decision.kind }]
      : [],
  );
  return (
    <Panel title={t('identities.pairs.title')} subtitle={t('identities.pairs.subtitle')}>
      {list.proposals.length === 0 ? <p>{t('identities.pairs.none')}</p> : null}
      <ul className="identities-list">
        {list.proposals.map(({ id, people, reasons, strength }) => {
          const names = people.map(nameOf).join(', ');
          return (
            <li key={id}>
              <div>
                {people.map((person) => (
                  <p key={person.person_id}>
                    <PersonName person={person} />
                  </p>
                ))}
                <p className="fine">
                  <strong>{t(`identities.strength.${strength}`)}</strong>{' '}
                  {reasons.map(({ words }) => sentence(say(words))).join(' ')}
                </p>
              </div>
              <div className="identities-acts">
                <Button
                  size="xs"
                  variant="default"
                  disabled={busy}
                  aria-label={`${t('identities.pairs.confirm')} ${names}`}
                  onClick={() => decide({ verb: 'confirm', ids: [id] })}
                >
                  {t('identities.pairs.confirm')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  disabled={busy}
                  aria-label={`${t('identities.pairs.refuse')} ${names}`}
                  onClick={() => decide({ verb: 'refuse', ids: [id] })}
                >
                  {t('identities.pairs.refuse')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {list.counts.proposals > list.proposals.length ? (
        <p className="fine">{t('identities.more', { count: list.counts.proposals - list.proposals.length })}</p>
      ) : null}
      {pairs.length === 0 ? null : (
        <ScrollBox label={t('identities.decided')}>
          <table className="table">
            <caption>{t('identities.decided')}</caption>
            <tbody>
              {pairs.map(({ id, kind, accounts, people, origin, decided_at }) => (
                <tr key={id}>
                  <th scope="row">{t(`identities.kind.${kind}`)}</th>
                  <td>{(people.length > 0 ? people.map(nameOf) : accounts.map(short)).join(' · ')}</td>
                  <td>{t(`identities.origin.${origin}`)}</td>
                  <td>{decided_at.slice(0, 10)}</td>
                  <td>
                    <Button
                      size="xs"
                      variant="default"
                      disabled={busy}
                      aria-label={`${t('identities.undo')} ${people.map(nameOf).join(', ')}`}
                      onClick={() => decide({ verb: 'undo', ids: [id] })}
                    >
                      {t('identities.undo')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Panel>
  );
}
