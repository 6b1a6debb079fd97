import { useWords } from '../../../lib/i18n.ts';
import { sentence } from '../../../lib/typography.ts';
import { Panel } from '../../../panels/panel.tsx';
import { Act } from './act.tsx';
import { nameOf, PersonName } from './person-name.tsx';
import type { IdentityPart } from './proposals.tsx';

/** Accounts that may be no person, those that are out of the figures, and those that were put back. */
export function Accounts({ list, busy, decide }: IdentityPart) {
  const { t, say } = useWords();
  const act = (key: 'bot' | 'person' | 'undo', id: string, name: string) => (
    <Act
      label={t(`identities.${key}`)}
      about={`${t(`identities.${key}`)} ${name}`}
      busy={busy}
      onClick={() => decide({ verb: key, ids: [id] })}
    />
  );
  return (
    <Panel title={t('identities.accounts.title')} subtitle={t('identities.accounts.subtitle')}>
      {list.suspects.length === 0 ? <p>{t('identities.accounts.none')}</p> : null}
      <ul className="identities-list">
        {list.suspects.map(({ id, person, reasons }) => (
          <li key={id}>
            <div>
              <p>
                <PersonName person={person} />
              </p>
              <p className="fine">{reasons.map(({ words }) => sentence(say(words))).join(' ')}</p>
            </div>
            <div className="identities-acts">
              {act('bot', person.person_id, nameOf(person))}
              {act('person', person.person_id, nameOf(person))}
            </div>
          </li>
        ))}
      </ul>
      {list.counts.suspects > list.suspects.length ? (
        <p className="fine">{t('identities.more', { count: list.counts.suspects - list.suspects.length })}</p>
      ) : null}
      {list.out.length + list.put_back.length === 0 ? null : (
        <ul className="identities-list">
          {list.out.map(({ id, person, why }) => (
            <li key={id}>
              <p>
                <PersonName person={person} /> <strong>{t(`identities.out.${why}`)}</strong>
              </p>
              <div className="identities-acts">
                {why === 'decided' ? act('undo', id, nameOf(person)) : act('person', person.person_id, nameOf(person))}
              </div>
            </li>
          ))}
          {list.put_back.map(({ id, person }) => (
            <li key={id}>
              <p>
                <PersonName person={person} /> <strong>{t('identities.putBack')}</strong>
              </p>
              <div className="identities-acts">{act('undo', id, nameOf(person))}</div>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t('identities.rules')}</summary>
        <ul>
          {list.rules.map(({ code, words }) => (
            <li key={code}>{sentence(say(words))}</li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}
