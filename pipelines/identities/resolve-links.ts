import type { Decision } from './decisions.ts';
import { groupBy } from './group-by.ts';

/** How the rules alone place an account: which person it stands for, and by what. */
export interface RuleLink {
  readonly person_id: string;
  readonly canonical_id: string;
  /** Where the account stands and nobody has two by rules alone: a platform, files of directories. */
  readonly registers: readonly string[];
  readonly on_platform: boolean;
  /** platform: among the accounts of platforms; key, native: a directory's, attached by it; none: attached to nobody. */
  readonly by: 'platform' | 'key' | 'native' | 'none';
}

/** An account and the person that it stands for. */
export interface Link {
  readonly person_id: string;
  readonly canonical_id: string;
}

/** Two accounts, the smaller first. */
export type Pair = readonly [string, string];

/**
 * Who is who among the accounts that decisions may change, the same whatever the order of the decisions. The pairs said
 * to be one person come first, then what the rules join, each in the order of the ids; a union that would put two accounts
 * said to be different into one person is left out, and so is one that would join two accounts of one register by rules
 * alone. A directory's account that the rules attach to several platforms by its native id keeps those links, without
 * merging them, unless a decision makes it one of a platform's.
 */
export function resolveLinks(rules: readonly RuleLink[], same: readonly Pair[], different: readonly Pair[]): Link[] {
  const groups = new Groups(rules, different);
  for (const [one, other] of inOrder(same)) groups.join(one, other, 'decision');
  for (const [one, other] of inOrder(pairsOf(rules.filter((rule) => rule.by !== 'native')))) {
    groups.join(one, other, 'rule');
  }
  const attachments = groupBy(
    rules.filter((rule) => rule.by === 'native' && groups.mayJoin(rule.person_id, rule.canonical_id)),
    ({ person_id }) => groups.canonicalOf(person_id),
  );
  return [...new Set(rules.map(({ person_id }) => person_id))].sort(order).flatMap((person_id) => {
    const own = groups.canonicalOf(person_id);
    const attached = groups.hasPlatform(person_id) ? [] : (attachments.get(own) ?? []);
    const platforms = new Set(attached.map(({ canonical_id }) => groups.canonicalOf(canonical_id)));
    const people = platforms.size === 0 ? [own] : [...platforms].sort(order);
    return people.map((canonical_id) => ({ person_id, canonical_id }));
  });
}

/** The standing decisions on pairs, each account by its pseudonym: an e-mail address stands for the accounts that have it. */
export function decidedPairs(
  decisions: readonly Decision[],
  kind: 'same-person' | 'different-people',
  accountsOf: (account: string) => readonly string[],
): Pair[] {
  return decisions.flatMap((decision) => {
    const [one, other] = decision.accounts;
    if (decision.kind !== kind || one === undefined || other === undefined) return [];
    return accountsOf(one).flatMap((a) =>
      accountsOf(other).flatMap((b): Pair[] => (a === b ? [] : [a < b ? [a, b] : [b, a]])),
    );
  });
}

/** Sets of accounts that are one person so far. */
class Groups {
  readonly #root = new Map<string, string>();
  readonly #members = new Map<string, string[]>();
  readonly #rule = new Map<string, RuleLink>();
  readonly #apart = new Map<string, Set<string>>();

  constructor(rules: readonly RuleLink[], different: readonly Pair[]) {
    for (const rule of rules) this.#rule.set(rule.person_id, rule);
    for (const [one, other] of different) {
      this.#apart.set(one, (this.#apart.get(one) ?? new Set()).add(other));
      this.#apart.set(other, (this.#apart.get(other) ?? new Set()).add(one));
    }
  }

  join(one: string, other: string, why: 'decision' | 'rule'): void {
    const [a, b] = [this.#find(one), this.#find(other)];
    if (a === b || !this.mayJoin(a, b) || (why === 'rule' && this.#shareRegister(a, b))) return;
    const [large, small] = this.#of(a).length >= this.#of(b).length ? [a, b] : [b, a];
    for (const member of this.#of(small)) this.#root.set(member, large);
    this.#members.set(large, [...this.#of(large), ...this.#of(small)]);
    this.#members.delete(small);
  }

  /** Whether no member of one group was said to be another person than a member of the other. */
  mayJoin(one: string, other: string): boolean {
    const [a, b] = [this.#find(one), this.#find(other)];
    return this.#of(a).every((member) => {
      for (const apart of this.#apart.get(member) ?? []) if (this.#find(apart) === b) return false;
      return true;
    });
  }

  /** The smallest id, of a platform's account where there is one. */
  canonicalOf(account: string): string {
    const members = this.#of(this.#find(account)).toSorted(order);
    return members.find((member) => this.#isOnPlatform(member)) ?? members[0] ?? account;
  }

  hasPlatform(account: string): boolean {
    return this.#of(this.#find(account)).some((member) => this.#isOnPlatform(member));
  }

  /** An account that is not among the rules given is a platform's, which decisions leave as it is. */
  #isOnPlatform(account: string): boolean {
    return this.#rule.get(account)?.on_platform ?? true;
  }

  #shareRegister(a: string, b: string): boolean {
    const of = (root: string) => this.#of(root).flatMap((member) => this.#rule.get(member) ?? []);
    const [some, others] = [of(a), of(b)];
    const persons = new Set([...some, ...others].map(({ canonical_id }) => canonical_id));
    // What the rules alone make one person stays so.
    if (persons.size === 1) return false;
    const registers = new Set(some.flatMap((rule) => rule.registers));
    return others.some((rule) => rule.registers.some((register) => registers.has(register)));
  }

  #find(account: string): string {
    return this.#root.get(account) ?? account;
  }

  #of(root: string): readonly string[] {
    return this.#members.get(root) ?? [root];
  }
}

/** Every two accounts that the rules make one person. */
function pairsOf(rules: readonly RuleLink[]): Pair[] {
  const persons = groupBy(rules, ({ canonical_id }) => canonical_id);
  return [...persons.values()].flatMap((members) => {
    const ids = members.map(({ person_id }) => person_id).sort(order);
    return ids.flatMap((one, at) => ids.slice(at + 1).map((other): Pair => [one, other]));
  });
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (pairs: readonly Pair[]): Pair[] => pairs.toSorted(([a, b], [c, d]) => order(a, c) || order(b, d));
