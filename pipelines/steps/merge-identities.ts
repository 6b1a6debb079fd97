import type { Identity } from '../store/vault.ts';
import type { PersonLink } from './build-snapshot.ts';

/**
 * One identity per person of the snapshot, by id. The person's own account gives source and native id; a name, address or
 * link that it lacks comes from the other accounts and directories, the latest import first, which is how `latestFirst`
 * gives them. `before` is what the imports before these gave, merged already; `pseudonym` tells whose account an identity
 * of it is.
 */
export async function mergeIdentities(
  latestFirst: AsyncIterable<readonly Identity[]>,
  links: readonly PersonLink[],
  before: readonly Identity[],
  pseudonym: (identity: Identity) => string,
): Promise<Identity[]> {
  const canonical = new Map<string, string[]>();
  for (const { person_id, canonical_id } of links) {
    const known = canonical.get(person_id);
    if (known === undefined) canonical.set(person_id, [canonical_id]);
    else known.push(canonical_id);
  }
  const people = new Set(links.map((link) => link.canonical_id));
  const merged = new Map<string, Identity>();
  const owned = new Set<string>();
  const add = (id: string, identity: Identity, own: boolean): void => {
    const former = merged.get(id);
    const isAccount = own && !owned.has(id);
    // Month after month the same account says the same again.
    if (former !== undefined && !isAccount && !tellsMore(identity, former)) return;
    const account = isAccount || former === undefined ? identity : former;
    if (own) owned.add(id);
    merged.set(id, {
      person_id: id,
      source: account.source,
      native_id: account.native_id,
      display_name: former?.display_name ?? identity.display_name,
      email: former?.email ?? identity.email,
      profile_url: former?.profile_url ?? identity.profile_url,
    });
  };
  for await (const identities of latestFirst) {
    for (const identity of identities) {
      for (const id of canonical.get(identity.person_id) ?? []) add(id, identity, identity.person_id === id);
    }
  }
  for (const identity of before) {
    const id = identity.person_id;
    if (people.has(id)) add(id, identity, merged.has(id) && !owned.has(id) && pseudonym(identity) === id);
  }
  return [...merged.values()].sort((a, b) => (a.person_id < b.person_id ? -1 : 1));
}

function tellsMore(identity: Identity, former: Identity): boolean {
  return (
    (former.display_name === null && identity.display_name !== null) ||
    (former.email === null && identity.email !== null) ||
    (former.profile_url === null && identity.profile_url !== null)
  );
}
