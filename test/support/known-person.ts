import type { KnownPerson } from '../../pipelines/identities/known-people.ts';
import type { Identity } from '../../pipelines/store/vault.ts';

/** A person of one account, whose pseudonym is a letter twenty times. */
export const knownPerson = (
  letter: string,
  source: string,
  identity: Partial<Identity>,
  kind: KnownPerson['kind'] = 'human',
) => {
  const person_id = `p_${letter.repeat(20)}`;
  const nothing = { native_id: '', display_name: null, email: null, profile_url: null };
  return {
    person_id,
    kind,
    accounts: [{ account_id: person_id, source }],
    identity: { person_id, source, ...nothing, ...identity },
  } satisfies KnownPerson;
};
