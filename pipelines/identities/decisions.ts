import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from '../import-error.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { writeDurably } from '../store/durable.ts';

/** What the steward can say: of two accounts, of one, or of a department's name. */
export const decisionKinds = [
  'same-person',
  'different-people',
  'not-a-person',
  'a-person',
  'department-alias',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Where a department stands in the organisation; null above it where the steward named no division. */
export interface OrgUnit {
  readonly division: string | null;
  readonly department: string;
  readonly team: string | null;
}

/** One decision of the steward. It names accounts by pseudonym or keyed hash, never by name or address. */
export interface Decision {
  /** Of what is decided on: a later decision on the same has the same id and takes its place. */
  readonly id: string;
  readonly kind: DecisionKind;
  /** `p_…`, an account's pseudonym, or `e_…`, the keyed hash of an e-mail address; two in order, one, or none. */
  readonly accounts: readonly string[];
  /** Of a department alias: the spelling met, and the unit that it stands for. */
  readonly alias: { readonly label: string; readonly unit: OrgUnit } | null;
  readonly origin: 'steward' | 'alias-file';
  /** ISO 8601, UTC. */
  readonly decided_at: string;
  /** When it was taken back or replaced; null while it stands. */
  readonly undone_at: string | null;
}

const format = 1;
const fileName = 'identities.json';

/** Where the decisions of a data folder stand. */
export const decisionsPath = (folder: Pick<DataFolder, 'root'>): string => join(folder.root, fileName);

/** Every decision ever taken, oldest first; none when the file is absent. Throws ImportError on a file that is not ours. */
export async function readDecisions(folder: Pick<DataFolder, 'root'>): Promise<Decision[]> {
  const path = decisionsPath(folder);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    const file = JSON.parse(text) as { format?: unknown; decisions?: unknown };
    if (file.format === format && Array.isArray(file.decisions) && file.decisions.every(isDecision)) {
      return file.decisions;
    }
  } catch {
    // Not JSON: the message below says what to do, as for another format.
  }
  throw new ImportError(
    path,
    null,
    {
      fr: 'les décisions sur les identités sont illisibles',
      en: 'the decisions on who is who cannot be read',
    },
    {
      fr: 'Restaurez ce fichier depuis une sauvegarde, ou supprimez-le pour repartir sans décision',
      en: 'Restore this file from a backup, or remove it to start again without decisions',
    },
  );
}

/** Writes all decisions, durably, for their owner's eyes. */
export async function writeDecisions(folder: DataFolder, decisions: readonly Decision[]): Promise<void> {
  const text = `${JSON.stringify({ format, decisions }, null, 2)}\n`;
  await writeDurably(decisionsPath(folder), text, folder.tmp, 0o600);
}

/** The decisions that hold. */
export function standing(decisions: readonly Decision[]): Decision[] {
  return decisions.filter((decision) => decision.undone_at === null);
}

/** The decision that holds on a subject, or null. */
export function standingOn(decisions: readonly Decision[], id: string): Decision | null {
  return decisions.findLast((decision) => decision.id === id && decision.undone_at === null) ?? null;
}

/**
 * Adds decisions in their order. One on what was decided before takes the former's place; the same again changes
 * nothing, and what a file says never overrides the steward.
 */
export function decide(decisions: readonly Decision[], added: readonly Decision[]): Decision[] {
  const all = [...decisions];
  const at = new Map(all.flatMap((decision, index) => (decision.undone_at === null ? [[decision.id, index]] : [])));
  for (const decision of added) {
    const index = at.get(decision.id);
    const former = index === undefined ? undefined : all[index];
    if (index !== undefined && former !== undefined) {
      const overridden = decision.origin === 'alias-file' && former.origin === 'steward';
      if (overridden || meaning(former) === meaning(decision)) continue;
      all[index] = { ...former, undone_at: decision.decided_at };
    }
    at.set(decision.id, all.push(decision) - 1);
  }
  return all;
}

/** Takes back the decision that stands on a subject: the one whose place it took stands again. Null when none does. */
export function undo(decisions: readonly Decision[], id: string, now: Date): Decision[] | null {
  const taken = standingOn(decisions, id);
  if (taken === null) return null;
  const replaced = decisions.findLast(
    (decision) => decision.id === id && decision.undone_at === taken.decided_at && meaning(decision) !== meaning(taken),
  );
  return [
    ...decisions.map((decision) => (decision === taken ? { ...decision, undone_at: now.toISOString() } : decision)),
    ...(replaced === undefined ? [] : [{ ...replaced, undone_at: null }]),
  ];
}

/**
 * What the standing decisions amount to, in any order and whenever they were taken: part of a snapshot's name. Null
 * without any, so that nothing tells a decision taken back from one never taken.
 */
export function decisionsDigest(decisions: readonly Decision[]): string | null {
  const meanings = standing(decisions).map(meaning).sort();
  return meanings.length === 0 ? null : createHash('sha256').update(meanings.join('\n')).digest('hex');
}

type New = Pick<Decision, 'origin' | 'decided_at'>;

/** A decision on two accounts. */
export function onPair(kind: 'same-person' | 'different-people', one: string, other: string, how: New): Decision {
  const accounts = [one, other].sort();
  return { id: pairId(one, other), kind, accounts, alias: null, ...how, undone_at: null };
}

/** A decision on one account. */
export function onAccount(kind: 'not-a-person' | 'a-person', account: string, how: New): Decision {
  return { id: accountId(account), kind, accounts: [account], alias: null, ...how, undone_at: null };
}

/** What a department's spelling stands for. */
export function onDepartment(label: string, unit: OrgUnit, how: New): Decision {
  const id = departmentId(label);
  return { id, kind: 'department-alias', accounts: [], alias: { label, unit }, ...how, undone_at: null };
}

/** How a pair of accounts is called, in either order. */
export const pairId = (one: string, other: string): string => `m_${short([one, other].sort().join('|'))}`;

/** How the question whether an account is a person is called. */
export const accountId = (account: string): string => `b_${short(account)}`;

/** How a spelling of a department is called. */
export const departmentId = (label: string): string => `o_${short(label)}`;

/** An e-mail address as decisions name it: the same keyed hash as the imports hold, marked. */
export function emailHash(address: string, secretKey: Buffer): string {
  const hash = createHmac('sha256', secretKey).update(`email:${address.trim().toLowerCase()}`).digest('hex');
  return `e_${hash.slice(0, 32)}`;
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);

const meaning = ({ kind, accounts, alias }: Decision): string => JSON.stringify([kind, accounts, alias]);

const account = /^(p_[0-9a-f]{20}|e_[0-9a-f]{32})$/;

function isDecision(value: unknown): value is Decision {
  const { id, kind, accounts, alias, origin, decided_at, undone_at } = value as Partial<
    Record<keyof Decision, unknown>
  >;
  return (
    typeof id === 'string' &&
    decisionKinds.some((known) => known === kind) &&
    Array.isArray(accounts) &&
    accounts.every((one) => typeof one === 'string' && account.test(one)) &&
    (kind === 'department-alias') === (typeof alias === 'object' && alias !== null) &&
    (origin === 'steward' || origin === 'alias-file') &&
    typeof decided_at === 'string' &&
    (undone_at === null || typeof undone_at === 'string')
  );
}
