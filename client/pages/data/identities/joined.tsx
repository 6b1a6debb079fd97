import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { FoundPeople } from '../../../../server/contract/identities.ts';
import { useWords } from '../../../lib/i18n.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { Failed, Loading } from '../../../panels/panel-states.tsx';
import { Panel } from '../../../panels/panel.tsx';
import { Act } from './act.tsx';
import { pseudonymOf } from './person-name.tsx';
import type { IdentityPart } from './proposals.tsx';
import { usePeople } from './use-identities.ts';

type Person = FoundPeople['people'][number];
type Account = Person['accounts'][number];

/** People of several accounts, by what these were joined, and how to take one out again. */
export function Joined({ list, busy, decide }: IdentityPart) {
  const { t } = useWords();
  const { masked } = useUrlState();
  const named = masked !== '1';
  const [search, setSearch] = useState('');
  const [source, setSource] = useState<string | null>(null);
  const [words] = useDebouncedValue(search.trim(), 300);
  const any = list.counts.joined > 0;
  const people = usePeople({ several: '1', ...(named ? { search: words } : { source: source ?? '' }) }, any);
  const found = any ? people.data : undefined;
  const more = found === undefined ? 0 : found.total - found.people.length;
  return (
    <Panel
      title={t('identities.joined.title')}
      {...(any ? { subtitle: t('identities.joined.subtitle', { count: list.counts.joined }) } : {})}
      busy={people.isFetching}
    >
      {!any ? (
        <p>{t('identities.joined.none')}</p>
      ) : named ? (
        <TextInput
          className="identities-search"
          type="search"
          label={t('identities.joined.search')}
          value={search}
          maxLength={100}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : (
        <Select
          className="identities-search"
          label={t('identities.joined.source')}
          placeholder={t('identities.joined.anySource')}
          data={found?.sources ?? []}
          value={source}
          onChange={setSource}
          clearable
          clearButtonProps={{ 'aria-label': t('identities.joined.anySource') }}
        />
      )}
      {people.isLoading ? <Loading /> : null}
      {people.isError ? <Failed error={people.error} onRetry={() => void people.refetch()} /> : null}
      <ul className="identities-list">
        {found?.people.map((person) => (
          <JoinedPerson key={person.person_id} person={person} busy={busy} decide={decide} />
        ))}
      </ul>
      {found !== undefined && found.total === 0 ? <p>{t('identities.joined.nobody')}</p> : null}
      {more > 0 ? <p className="fine">{t('identities.more', { count: more })}</p> : null}
    </Panel>
  );
}

function JoinedPerson({ person, busy, decide }: Omit<IdentityPart, 'list'> & { person: Person }) {
  const { t } = useWords();
  const { accounts } = person;
  const name = person.display_name ?? accounts[0]?.native_id ?? pseudonymOf(person.person_id);
  const by = (of: readonly Account[]): string =>
    [...new Set(of.flatMap((account) => account.by))].map((reason) => t(`identities.by.${reason}`)).join(', ');
  const alike = new Set(accounts.map((account) => by([account]))).size === 1;
  const split = (account: Account, label: string) => (
    <Act
      label={t('identities.joined.split')}
      about={label}
      busy={busy}
      onClick={() => decide({ verb: 'split', ids: [account.account_id] })}
    />
  );
  const [first, ...others] = accounts;
  const joined = alike ? by(accounts) : '';
  const reason = joined === '' ? null : <p className="fine">{t('identities.joined.by', { what: joined })}</p>;
  if (first !== undefined && others.length === 1) {
    return (
      <li className="identities-joined">
        <div>
          <p>{name}</p>
          <p className="identities-pair">
            {accounts.map((account) => (
              <AccountName key={account.account_id} account={account} />
            ))}
          </p>
          {reason}
        </div>
        <div className="identities-acts">{split(first, t('identities.joined.splitBoth', { name }))}</div>
      </li>
    );
  }
  return (
    <li>
      <div>
        <p>{name}</p>
        {reason}
        <ul className="identities-accounts">
          {accounts.map((account) => (
            <li key={account.account_id}>
              <span>
                <AccountName account={account} />
                {alike || account.by.length === 0 ? null : <span className="fine"> ({by([account])})</span>}
              </span>
              {split(account, t('identities.joined.splitOne', { account: accountName(account), name }))}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function AccountName({ account }: { account: Account }) {
  return (
    <span>
      <span className="fine">{account.source}</span> {account.native_id ?? pseudonymOf(account.account_id)}
    </span>
  );
}

const accountName = ({ source, native_id, account_id }: Account): string =>
  `${source} ${native_id ?? pseudonymOf(account_id)}`;
