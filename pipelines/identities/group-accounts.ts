import { groupBy } from './group-by.ts';

/** An account and what it may be joined by, as hashes; null where it has none that it alone carries in its registers. */
export interface KeyBearer {
  readonly person_id: string;
  /** Where it stands and nobody has two accounts: a platform, files of directories. */
  readonly registers: readonly string[];
  readonly employee_key: string | null;
  readonly sso_key: string | null;
  readonly email_key: string | null;
}

/** Accounts that are one person, the smallest first, and the employee id that some of them carry. */
export interface AccountGroup {
  readonly accounts: readonly string[];
  readonly employee_key: string | null;
}

/** What accounts are joined by, the surest first. */
const keysBySureness = ['employee_key', 'sso_key', 'email_key'] as const;

/**
 * Which accounts are one person by the keys that they carry, whatever the order in which they are given. Employee ids join
 * first, since an employer gives a number to a person and to nobody after them; then sign-on subjects, which an identity
 * provider gives to an account; then addresses, which change with a name and pass on to a successor. A key joins all who
 * carry it or nobody: it is left out where the person would have two employee ids, or two accounts of one register. Two
 * sign-on subjects contradict nothing, as each provider has its own. Keys of one kind are taken in the order of the
 * accounts' ids.
 */
export function groupAccounts(bearers: readonly KeyBearer[]): AccountGroup[] {
  const ordered = bearers.toSorted((a, b) => (a.person_id < b.person_id ? -1 : 1));
  const groupOf = new Map(ordered.map((bearer) => [bearer, new Group(bearer)]));
  for (const key of keysBySureness) {
    for (const together of groupBy(
      ordered.filter((bearer) => bearer[key] !== null),
      (bearer) => bearer[key] ?? '',
    ).values()) {
      if (together.length < 2) continue;
      const groups = [...new Set(together.flatMap((bearer) => groupOf.get(bearer) ?? []))];
      const [first, ...others] = groups;
      if (first === undefined || others.length === 0 || !mayBeOne(groups)) continue;
      for (const other of others) {
        for (const bearer of other.members) groupOf.set(bearer, first);
        first.take(other);
      }
    }
  }
  return [...new Set(groupOf.values())].map(({ members, employee }) => ({
    accounts: members.map(({ person_id }) => person_id).sort(),
    employee_key: employee,
  }));
}

class Group {
  readonly members: KeyBearer[];
  employee: string | null;

  constructor(bearer: KeyBearer) {
    this.members = [bearer];
    this.employee = bearer.employee_key;
  }

  take({ members, employee }: Group): void {
    this.members.push(...members);
    this.employee ??= employee;
  }
}

/** Whether these groups have at most one employee id, and no two accounts of one register. */
function mayBeOne(groups: readonly Group[]): boolean {
  const employees = new Set(groups.flatMap(({ employee }) => employee ?? []));
  const registers = groups.flatMap(({ members }) => members.flatMap((member) => member.registers));
  return employees.size < 2 && new Set(registers).size === registers.length;
}
