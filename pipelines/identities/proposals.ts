import type { Words } from '../words.ts';
import { pairId } from './decisions.ts';
import { groupBy } from './group-by.ts';
import type { KeptApart, KnownPerson } from './known-people.ts';
import type { Pair } from './resolve-links.ts';

/** Why two persons may be one; the last two say why a key that they have in common did not make them one. */
export type ProposalReason = 'name' | 'local-part' | 'login' | KeptApart['key'] | 'employee-ids-differ' | 'one-source';

/** Two persons who may be one; nothing follows until it is confirmed. */
export interface Proposal {
  readonly id: string;
  readonly people: Pair;
  readonly reasons: readonly ProposalReason[];
  /** strong: name and address or login agree; fair: one of them, and nobody else has it; weak: all else, and whoever was kept apart. */
  readonly strength: 'strong' | 'fair' | 'weak';
}

/** Each reason in words, a clause without capital or full stop. */
export const proposalReasons: Readonly<Record<ProposalReason, Words>> = {
  name: {
    fr: 'même nom affiché, accents, casse et ordre des mots mis à part',
    en: 'the same display name, but for accents, case and the order of words',
  },
  'local-part': {
    fr: 'même début d’adresse électronique, avant le @',
    en: 'the same e-mail address before the @',
  },
  login: {
    fr: 'l’identifiant de l’un est le début de l’adresse de l’autre',
    en: 'the id of one is the address of the other before the @',
  },
  email: { fr: 'même adresse électronique', en: 'the same e-mail address' },
  'employee-id': { fr: 'même matricule', en: 'the same employee id' },
  'sso-subject': {
    fr: 'même identifiant de connexion unique (SSO)',
    en: 'the same single sign-on subject',
  },
  'native-id': {
    fr: 'même identifiant dans un annuaire et sur une plateforme',
    en: 'the same id in a directory and on a platform',
  },
  'employee-ids-differ': {
    fr: 'gardés à part, car des comptes portent des matricules différents',
    en: 'kept apart, since accounts carry different employee ids',
  },
  'one-source': {
    fr: 'gardés à part, car une même personne aurait deux comptes d’une même source',
    en: 'kept apart, since one person would have two accounts of one source',
  },
};

/** A name or an address that so many people have is a placeholder. */
const mostHomonyms = 8;
const shortestLocalPart = 3;
const strengths = ['strong', 'fair', 'weak'] as const;

/**
 * Pairs of people, each known in sources where the other is not, whom names or addresses liken, and those whom the rules
 * kept apart though a key of theirs is the same; strongest first. What the steward said to be different people is not
 * proposed again, `refused` being the pairs of persons so named.
 */
export function proposals(
  people: readonly KnownPerson[],
  refused: readonly Pair[],
  apart: readonly KeptApart[],
): Proposal[] {
  const humans = people.filter(({ kind, identity }) => kind === 'human' && identity !== null);
  const known = new Map(humans.map((person) => [person.person_id, person]));
  const reasons = new Map<string, { people: Pair; reasons: Set<ProposalReason>; homonyms: boolean }>();
  const never = new Set(refused.map(([one, other]) => pairId(one, other)));
  const collect = (reason: ProposalReason, keysOf: (person: KnownPerson) => readonly Key[]): void => {
    const entries = humans.flatMap((person) => keysOf(person).map((key) => ({ ...key, person })));
    for (const group of groupBy(entries, ({ key }) => key).values()) {
      if (group.length < 2) continue;
      const several = new Set(group.map(({ person }) => person.person_id)).size;
      if (several < 2 || several > mostHomonyms) continue;
      for (const [at, a] of group.entries()) {
        for (const b of group.slice(at + 1)) {
          if (a.side === b.side && a.side !== 'either') continue;
          if (a.person === b.person || shareSource(a.person, b.person)) continue;
          const [one = '', other = ''] = [a.person.person_id, b.person.person_id].sort();
          const id = pairId(one, other);
          if (never.has(id)) continue;
          const found = reasons.get(id) ?? { people: [one, other] as const, reasons: new Set(), homonyms: false };
          found.reasons.add(reason);
          if (reason === 'name' && several > 2) found.homonyms = true;
          reasons.set(id, found);
        }
      }
    }
  };
  collect('name', ({ identity }) => either(nameKey(identity?.display_name ?? '')));
  collect('local-part', ({ identity }) => either(localPart(identity?.email ?? '')));
  collect('login', ({ identity }) => [
    ...sided('login', login(identity?.native_id ?? '')),
    ...sided('address', localPart(identity?.email ?? '')),
  ]);
  const kept = new Set<string>();
  for (const { people: pair, key, employees_differ } of apart) {
    const id = pairId(...pair);
    if (never.has(id) || !pair.every((person) => known.has(person))) continue;
    kept.add(id);
    const found = reasons.get(id) ?? { people: pair, reasons: new Set(), homonyms: false };
    found.reasons.add(key).add(employees_differ ? 'employee-ids-differ' : 'one-source');
    if (key === 'email') found.reasons.delete('local-part');
    reasons.set(id, found);
  }
  return [...reasons]
    .map(([id, found]) => {
      const [one, other] = found.people.map((person) => nameKey(known.get(person)?.identity?.display_name ?? ''));
      const namesDiffer = Boolean(one) && Boolean(other) && one !== other;
      const agreeing = found.reasons.has('name') && found.reasons.size > 1;
      const alone = !namesDiffer && !found.homonyms;
      const strength = kept.has(id) ? 'weak' : agreeing ? 'strong' : alone ? 'fair' : 'weak';
      return { id, people: found.people, reasons: [...found.reasons], strength } satisfies Proposal;
    })
    .sort((a, b) => strengths.indexOf(a.strength) - strengths.indexOf(b.strength) || (a.id < b.id ? -1 : 1));
}

interface Key {
  readonly key: string;
  /** Two keys of one side say nothing together; `either` matches all. */
  readonly side: 'either' | 'login' | 'address';
}

const either = (key: string): Key[] => (key === '' ? [] : [{ key, side: 'either' }]);
const sided = (side: Key['side'], key: string): Key[] => (key === '' ? [] : [{ key, side }]);

const shareSource = (a: KnownPerson, b: KnownPerson): boolean =>
  a.accounts.some(({ source }) => b.accounts.some((other) => other.source === source));

/** The words of a name, small, without accents and in alphabetical order; empty for a name of one word, which many have. */
function nameKey(name: string): string {
  const words = plain(name).split(' ').filter(Boolean);
  return words.length < 2 ? '' : words.sort().join(' ');
}

function localPart(email: string): string {
  const at = email.indexOf('@');
  const local = at < 0 ? '' : email.slice(0, at).trim().toLowerCase();
  return local.length < shortestLocalPart ? '' : local;
}

/** A native id that a person may have chosen: one of digits alone is a number, and many systems count from one. */
function login(nativeId: string): string {
  const id = nativeId.trim().toLowerCase();
  return id.length < shortestLocalPart || /^\d+$/.test(id) || id.includes('@') ? '' : id;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
