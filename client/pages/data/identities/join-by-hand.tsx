import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { FoundPeople } from '../../../../server/contract/identities.ts';
import { useWords } from '../../../lib/i18n.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { Panel } from '../../../panels/panel.tsx';
import { pseudonymOf } from './person-name.tsx';
import type { IdentityPart } from './proposals.tsx';
import { usePeople } from './use-identities.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Two people whom nothing proposes are said to be one. They are found by name, so only while names are shown. */
export function JoinByHand({ busy, decide }: Omit<IdentityPart, 'list'>) {
  const { t } = useWords();
  const { masked } = useUrlState();
  const [one, setOne] = useState<Choice | null>(null);
  const [other, setOther] = useState<Choice | null>(null);
  return (
    <Panel title={t('identities.byHand.title')} subtitle={t('identities.byHand.subtitle')}>
      {masked === '1' ? (
        <p>{t('identities.byHand.masked')}</p>
      ) : (
        <form
          className="identities-join"
          onSubmit={(event) => {
            event.preventDefault();
            if (one === null || other === null) return;
            decide({ verb: 'same', ids: [one.value, other.value] }, () => {
              setOne(null);
              setOther(null);
            });
          }}
        >
          <PersonChoice label={t('identities.byHand.one')} chosen={one} choose={setOne} but={other} />
          <PersonChoice label={t('identities.byHand.other')} chosen={other} choose={setOther} but={one} />
          <Button type="submit" disabled={busy || one === null || other === null}>
            {t('identities.byHand.join')}
          </Button>
        </form>
      )}
    </Panel>
  );
}

function PersonChoice(props: {
  label: string;
  chosen: Choice | null;
  choose: (person: Choice | null) => void;
  /** Whom the other field holds. */
  but: Choice | null;
}) {
  const { label, chosen, choose, but } = props;
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  // What is written in the field once somebody is chosen is their name: nobody else is sought by it.
  const [words] = useDebouncedValue(search === chosen?.label ? '' : search.trim(), 300);
  const people = usePeople({ search: words.slice(0, 100) }, opened);
  const found = (people.data?.people ?? []).map(choiceOf).filter(({ value }) => value !== but?.value);
  const more = people.data === undefined ? 0 : people.data.total - people.data.people.length;
  return (
    <Select
      label={label}
      placeholder={t('identities.byHand.placeholder')}
      data={chosen === null || found.some(({ value }) => value === chosen.value) ? found : [chosen, ...found]}
      value={chosen?.value ?? null}
      onChange={(value, option) => choose(value === null || option === null ? null : { value, label: option.label })}
      searchValue={search}
      onSearchChange={setSearch}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      filter={({ options }) => options}
      description={opened && more > 0 ? t('identities.byHand.more', { count: more }) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      nothingFoundMessage={people.isFetching ? t('identities.byHand.searching') : t('identities.joined.nobody')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('identities.byHand.clear') }}
    />
  );
}

/** A name may be that of several people: their accounts tell them apart. */
function choiceOf({ person_id, display_name, accounts }: FoundPeople['people'][number]): Choice {
  const known = accounts.map((one) => `${one.source} ${one.native_id ?? pseudonymOf(one.account_id)}`).join(', ');
  return { value: person_id, label: display_name == null ? known : `${display_name} (${known})` };
}
