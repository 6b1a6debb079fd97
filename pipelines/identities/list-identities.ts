import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../store/data-folder.ts';
import { readSecretKey } from '../store/secret-key.ts';
import type { Words } from '../words.ts';
import { accountId, type Decision, readDecisions, standing } from './decisions.ts';
import { type ListedDepartment, listDepartments } from './department-list.ts';
import { type Known, type KnownPerson, readPeople } from './known-people.ts';
import { type Proposal, proposalReasons, proposals } from './proposals.ts';
import type { Pair } from './resolve-links.ts';
import { type Suspect, suspectRules, suspects } from './suspects.ts';

export interface ListRequest {
  readonly data: string;
  readonly secretKeyPath: string | null;
  /** With display names and native ids. */
  readonly names: boolean;
}

/** A person as listed; the last two are there only when names were asked for. */
export interface ListedPerson {
  readonly person_id: string;
  readonly sources: readonly string[];
  readonly display_name?: string | null;
  readonly native_id?: string | null;
}

interface Reason {
  readonly code: string;
  readonly words: Words;
}

/** Who is who: what is proposed, suspected, decided and declared. Counts first, so that they can be shown alone. */
export interface IdentityList {
  readonly people: number;
  readonly counts: Readonly<
    Record<'joined' | 'proposals' | 'suspects' | 'out' | 'put_back' | 'departments' | 'decisions', number>
  >;
  /** People of several accounts. */
  readonly joined: readonly (ListedPerson & { readonly accounts: KnownPerson['accounts'] })[];
  readonly proposals: readonly {
    readonly id: string;
    readonly strength: Proposal['strength'];
    readonly reasons: readonly Reason[];
    readonly people: readonly ListedPerson[];
  }[];
  readonly suspects: readonly {
    readonly id: string;
    readonly reasons: readonly Reason[];
    readonly person: ListedPerson;
  }[];
  /** Out of all figures: declared by a source, or confirmed by the steward. */
  readonly out: readonly { readonly id: string; readonly why: 'declared' | 'decided'; readonly person: ListedPerson }[];
  /** Said to be people, though declared or suspected otherwise. */
  readonly put_back: readonly { readonly id: string; readonly person: ListedPerson }[];
  /** Spellings of departments that are to be placed, or were. */
  readonly departments: readonly ListedDepartment[];
  /** The decisions that stand, the latest first. */
  readonly decisions: readonly (Pick<Decision, 'id' | 'kind' | 'accounts' | 'alias' | 'origin' | 'decided_at'> & {
    /** Whom the accounts make now: one person once they are joined. */
    readonly people: readonly ListedPerson[];
  })[];
  readonly rules: readonly Reason[];
}

/** What is known, proposed, suspected and decided in one data folder, before it is put into a list. */
export interface Situation {
  readonly people: readonly KnownPerson[];
  readonly personOf: ReadonlyMap<string, KnownPerson>;
  readonly decisions: readonly Decision[];
  readonly proposals: readonly Proposal[];
  readonly suspects: readonly Suspect[];
  readonly departments: readonly ListedDepartment[];
}

/** Reads the snapshot, the vault and the decisions, and says who is who; writes nothing. */
export async function listIdentities(request: ListRequest): Promise<IdentityList> {
  const folder = dataFolder(request.data);
  const secretKey = await readSecretKey(request.secretKeyPath ?? join(folder.root, 'secret.key'));
  const scratch = await mkdtemp(join(tmpdir(), 'vigie-identities-'));
  try {
    const nobody: Known = { people: [], rhythms: [], departments: [], apart: [] };
    const known = secretKey === null ? nobody : await readPeople(folder, secretKey, scratch);
    return listOf(situationOf(known, await readDecisions(folder)), request.names);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Proposals and suspects as they are after the decisions taken so far. */
export function situationOf({ people, rhythms, departments, apart }: Known, all: readonly Decision[]): Situation {
  const decisions = standing(all);
  const personOf = new Map(people.flatMap((person) => person.accounts.map(({ account_id }) => [account_id, person])));
  const refused = decisions.flatMap(({ kind, accounts: [one = '', other = ''] }): Pair[] => {
    const [a, b] = [personOf.get(one)?.person_id, personOf.get(other)?.person_id];
    return kind !== 'different-people' || a === undefined || b === undefined ? [] : [[a, b]];
  });
  const settled = new Set(personsSaid(decisions, 'a-person', personOf).map(({ person_id }) => person_id));
  return {
    people,
    personOf,
    decisions,
    proposals: proposals(people, refused, apart),
    suspects: suspects(people, rhythms, settled),
    departments: listDepartments(departments, decisions),
  };
}

function listOf({ people, personOf, decisions, ...found }: Situation, names: boolean): IdentityList {
  const listed = ({ person_id, accounts, identity }: KnownPerson): ListedPerson => ({
    person_id,
    sources: [...new Set(accounts.map(({ source }) => source))].sort(),
    ...(names ? { display_name: identity?.display_name ?? null, native_id: identity?.native_id ?? null } : {}),
  });
  const byId = new Map(people.map((person) => [person.person_id, person]));
  const byPerson = (id: string): ListedPerson => {
    const person = byId.get(id);
    return person === undefined ? { person_id: id, sources: [] } : listed(person);
  };
  const joined = people
    .filter(({ accounts }) => accounts.length > 1)
    .map((person) => ({ ...listed(person), accounts: person.accounts }));
  const decided = new Set(personsSaid(decisions, 'not-a-person', personOf).map(({ person_id }) => person_id));
  const out = people
    .filter(({ kind }) => kind === 'service')
    .map((person) => ({
      id: accountId(person.person_id),
      why: decided.has(person.person_id) ? ('decided' as const) : ('declared' as const),
      person: listed(person),
    }));
  const putBack = personsSaid(decisions, 'a-person', personOf).map((person) => ({
    id: accountId(person.person_id),
    person: listed(person),
  }));
  return {
    people: people.length,
    counts: {
      joined: joined.length,
      proposals: found.proposals.length,
      suspects: found.suspects.length,
      out: out.length,
      put_back: putBack.length,
      departments: found.departments.length,
      decisions: decisions.length,
    },
    joined,
    proposals: found.proposals.map(({ id, strength, reasons, people: pair }) => ({
      id,
      strength,
      reasons: reasons.map((code) => ({ code, words: proposalReasons[code] })),
      people: pair.map(byPerson),
    })),
    suspects: found.suspects.map(({ person_id, rules }) => ({
      id: accountId(person_id),
      reasons: suspectRules.filter(({ id }) => rules.includes(id)).map(({ id, words }) => ({ code: id, words })),
      person: byPerson(person_id),
    })),
    out,
    put_back: putBack,
    departments: found.departments,
    decisions: decisions
      .map(({ id, kind, accounts, alias, origin, decided_at }) => ({
        id,
        kind,
        accounts,
        people: [...new Set(accounts.flatMap((account) => personOf.get(account) ?? []))].map(listed),
        alias,
        origin,
        decided_at,
      }))
      .toReversed(),
    rules: suspectRules.map(({ id, words }) => ({ code: id, words })),
  };
}

/** The persons of whom a decision of this kind stands. */
function personsSaid(
  decisions: readonly Decision[],
  kind: Decision['kind'],
  personOf: ReadonlyMap<string, KnownPerson>,
): KnownPerson[] {
  return [
    ...new Set(
      decisions.flatMap((decision) =>
        decision.kind === kind ? decision.accounts.flatMap((account) => personOf.get(account) ?? []) : [],
      ),
    ),
  ];
}
