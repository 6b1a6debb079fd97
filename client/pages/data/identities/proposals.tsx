import type { IdentityList } from '../../../../server/contract/identities.ts';
import { useWords } from '../../../lib/i18n.ts';
import { sentence } from '../../../lib/typography.ts';
import { Panel } from '../../../panels/panel.tsx';
import { Act } from './act.tsx';
import { nameOf, PersonName } from './person-name.tsx';
import type { Decide } from './use-identities.ts';

/** What every part of the page gets: the list, whether a decision is underway, and how to take one. */
export interface IdentityPart {
  readonly list: IdentityList;
  readonly busy: boolean;
  /** `done`: what is left to do once it is taken. */
  readonly decide: (decision: Decide, done?: () => void) => void;
}

/** Pairs that may be one person, each with its reasons. */
export function Proposals({ list, busy, decide }: IdentityPart) {
  const { t, say } = useWords();
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
                <Act
                  label={t('identities.pairs.confirm')}
                  about={`${t('identities.pairs.confirm')} ${names}`}
                  busy={busy}
                  onClick={() => decide({ verb: 'confirm', ids: [id] })}
                />
                <Act
                  label={t('identities.pairs.refuse')}
                  about={`${t('identities.pairs.refuse')} ${names}`}
                  busy={busy}
                  onClick={() => decide({ verb: 'refuse', ids: [id] })}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {list.counts.proposals > list.proposals.length ? (
        <p className="fine">{t('identities.more', { count: list.counts.proposals - list.proposals.length })}</p>
      ) : null}
    </Panel>
  );
}
