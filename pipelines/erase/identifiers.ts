import type { Identity } from '../store/vault.ts';

/** What can betray a person in a text, and what cannot be told apart from other words. */
export interface Identifiers {
  /** Looked for anywhere: long enough to mean one person, borne by nobody else. Lower case. */
  readonly telling: readonly string[];
  /** Short ids, numbers, single names: looked for where people are named, not in texts. */
  readonly common: number;
  /** Borne by another person too, who stays. */
  readonly shared: number;
}

/** Sorts the ids (native, employee's, of sign-on), names and addresses of a person by what finding them elsewhere would mean. */
export function identifiersOf(accounts: readonly Identity[], others: readonly Identity[]): Identifiers {
  const own = new Set(accounts.flatMap(valuesOf));
  const theirs = new Set(others.flatMap(valuesOf));
  const alone = [...own].filter((value) => !theirs.has(value));
  const telling = alone.filter(isTelling);
  return {
    telling: telling.sort((a, b) => b.length - a.length),
    common: alone.length - telling.length,
    shared: own.size - alone.length,
  };
}

/** A regular expression (RE2 and JavaScript) for any of these as a whole word, or null for none. Case is for the caller to ignore. */
export function anyOf(telling: readonly string[]): string | null {
  if (telling.length === 0) return null;
  const alternatives = telling.map((value) => value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return `(^|[^\\p{L}\\p{N}])(?:${alternatives})($|[^\\p{L}\\p{N}])`;
}

const valuesOf = (account: Identity): string[] =>
  [
    account.person_id,
    account.native_id,
    account.email,
    account.display_name,
    account.profile_url,
    account.employee_id,
    account.sso_subject,
  ]
    .map((value) => value?.trim().toLowerCase() ?? '')
    .filter((value) => value !== '');

/** A word of six characters that are not all digits, nine digits, or a name in two words. */
function isTelling(value: string): boolean {
  if (/^\d+$/.test(value)) return value.length >= 9;
  if (/^\p{L}+$/u.test(value)) return value.length >= 12;
  return value.length >= 6;
}
