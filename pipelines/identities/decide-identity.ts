import { ImportError } from '../import-error.ts';
import { type ChangeContext, type Changed, type ChangeRequest, changeDecisions } from './change-decisions.ts';
import {
  accountId,
  type Decision,
  decide,
  onAccount,
  onDepartment,
  onPair,
  pairId,
  standing,
  standingOn,
  undo,
} from './decisions.ts';
import { parseUnit } from './department-list.ts';
import { readPeople } from './known-people.ts';
import { type Situation, situationOf } from './list-identities.ts';

/** What the steward can say at a command line or on screen. */
export const identityVerbs = [
  'confirm',
  'refuse',
  'same',
  'different',
  'split',
  'bot',
  'person',
  'department',
  'undo',
] as const;
export type IdentityVerb = (typeof identityVerbs)[number];

export interface DecideRequest extends ChangeRequest {
  readonly verb: IdentityVerb;
  /**
   * confirm, refuse: the id of a proposal; same, different: two people or accounts; split: an account that is
   * another person than all others of its person; bot, person: a person or the id of a
   * suspicion; department: its spelling, or its id, and where it stands; undo: the id of a decision or a person. A pseudonym may be cut short as long as it names one account.
   */
  readonly ids: readonly string[];
}

/** Takes one decision and publishes what follows from it. Throws ImportError when an id names nothing, or several. */
export async function decideIdentity(request: DecideRequest): Promise<Changed> {
  return await changeDecisions(request, async (context) => {
    const { folder, secretKey, decisions } = context;
    return changed(request, context, situationOf(await readPeople(folder, secretKey, folder.tmp), decisions));
  });
}

function changed(
  { verb, ids }: DecideRequest,
  { decisions, now }: ChangeContext,
  situation: Situation,
): readonly Decision[] {
  const how = { origin: 'steward', decided_at: now.toISOString() } as const;
  const [first, second] = ids;
  if (first === undefined) throw unknownId('');
  if (verb === 'undo') {
    const id = standingOn(decisions, first) === null ? accountId(accountDecided(first, situation)) : first;
    const taken = takenTogether(decisions, id);
    if (taken.length === 0) throw unknownId(first);
    return taken.reduce<readonly Decision[]>((all, one) => undo(all, one, now) ?? all, decisions);
  }
  if (verb === 'bot' || verb === 'person') {
    const account = accountDecided(first, situation);
    return decide(decisions, [onAccount(verb === 'bot' ? 'not-a-person' : 'a-person', account, how)]);
  }
  if (verb === 'department') {
    const label = situation.departments.find(({ id }) => id === first)?.label ?? first;
    const unit = parseUnit(second ?? '');
    if (unit === null) throw unknownId(second ?? '');
    return decide(decisions, [onDepartment(label, unit, how)]);
  }
  if (verb === 'split') {
    const account = accountNamed(first, situation);
    const others = fellows(account, situation);
    if (others.length === 0) throw unknownId(first);
    return decide(
      decisions,
      others.map((other) => onPair('different-people', account, other, how)),
    );
  }
  const joins = verb === 'confirm' || verb === 'same';
  const [one, other] =
    verb === 'confirm' || verb === 'refuse'
      ? pairNamed(first, decisions, situation)
      : [accountNamed(first, situation), accountNamed(second ?? '', situation)];
  if (one === other) throw unknownId(second ?? first);
  const opposed = opposing(one, other, joins, situation);
  if (opposed.length > 0) throw contradiction(opposed);
  return decide(decisions, [onPair(joins ? 'same-person' : 'different-people', one, other, how)]);
}

/** The other accounts of the person, or of the people, of whom an account is one. */
function fellows(account: string, { people }: Situation): string[] {
  const persons = people.filter(({ accounts }) => accounts.some(({ account_id }) => account_id === account));
  const ids = persons.flatMap(({ accounts }) => accounts.map(({ account_id }) => account_id));
  return [...new Set(ids)].filter((id) => id !== account);
}

/**
 * The ids of the decisions that were taken in one go with the one that stands on a subject: splitting an account from
 * several others is one decision to the steward. None when none stands.
 */
function takenTogether(decisions: readonly Decision[], id: string): string[] {
  const taken = standingOn(decisions, id);
  if (taken === null) return [];
  const { kind, origin, decided_at, accounts } = taken;
  if (kind !== 'different-people' || origin !== 'steward') return [id];
  return standing(decisions)
    .filter((one) => one.kind === kind && one.origin === origin && one.decided_at === decided_at)
    .filter((one) => one.accounts.some((account) => accounts.includes(account)))
    .map((one) => one.id);
}

/** Decisions that would keep this one from taking effect, or that it would quietly empty. */
function opposing(one: string, other: string, joins: boolean, { decisions, personOf }: Situation): string[] {
  const [a, b] = [personOf.get(one), personOf.get(other)];
  return decisions
    .filter(({ id, kind, accounts }) => {
      if (id === pairId(one, other)) return false;
      const persons = accounts.map((account) => personOf.get(account));
      return joins
        ? kind === 'different-people' && persons.includes(a) && persons.includes(b)
        : kind === 'same-person' && a === b && persons.includes(a);
    })
    .map(({ id }) => id);
}

function pairNamed(id: string, decisions: readonly Decision[], { proposals }: Situation): readonly [string, string] {
  const proposed = proposals.find((proposal) => proposal.id === id)?.people;
  const [one, other] = decisions.findLast((decision) => decision.id === id)?.accounts ?? [];
  if (proposed !== undefined) return proposed;
  if (one === undefined || other === undefined) throw unknownId(id);
  return [one, other];
}

/** The account of a person on which a decision stands already, so that the next one takes its place; else the one named. */
function accountDecided(name: string, situation: Situation): string {
  const named = accountNamed(name, situation);
  const accounts = situation.personOf.get(named)?.accounts ?? [];
  const decided = accounts.find(({ account_id }) => standingOn(situation.decisions, accountId(account_id)) !== null);
  return standingOn(situation.decisions, accountId(named)) === null ? (decided?.account_id ?? named) : named;
}

function accountNamed(name: string, { people, personOf, decisions }: Situation): string {
  if (personOf.has(name)) return name;
  const said = standing(decisions).find(({ id }) => id === name)?.accounts[0];
  if (said !== undefined) return said;
  const accounts = name.startsWith('b_')
    ? people.map(({ person_id }) => person_id).filter((person) => accountId(person) === name)
    : /^p_[0-9a-f]{4,}$/.test(name)
      ? [...personOf.keys()].filter((account) => account.startsWith(name))
      : [];
  const [only, ...others] = accounts;
  if (only === undefined || others.length > 0) throw unknownId(name);
  return only;
}

function unknownId(id: string): ImportError {
  return new ImportError(
    'identities',
    null,
    {
      fr: `« ${id.slice(0, 60)} » ne désigne rien, ou désigne plusieurs choses`,
      en: `“${id.slice(0, 60)}” names nothing, or several things`,
    },
    {
      fr: 'Reprenez un identifiant tel que « vigie identities » l’affiche',
      en: 'Take an id as “vigie identities” shows it',
    },
  );
}

function contradiction(ids: readonly string[]): ImportError {
  const list = ids.join(', ');
  return new ImportError(
    'identities',
    null,
    {
      fr: `cela contredit ce qui a déjà été décidé (${list})`,
      en: `this contradicts what was decided before (${list})`,
    },
    {
      fr: 'Annulez d’abord ces décisions, dans « Ce qui a été décidé » ou par « vigie identities undo ID »',
      en: 'Take those decisions back first, under “What was decided” or with “vigie identities undo ID”',
    },
  );
}
