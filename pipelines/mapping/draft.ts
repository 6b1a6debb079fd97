import { figure, type Words } from '../words.ts';
import type { ColumnProfile } from './profile.ts';

/** Something that the file does not settle: said, with what was assumed, and never assumed in silence. */
export interface Question {
  /** date_order, kind_values, names_as_ids, no_kind, no_dates, other_column, same_name, local_time, shared_ids, missing. */
  readonly code: string;
  readonly column: string | null;
  readonly words: Words;
  /** Nothing can be imported until it is answered. */
  readonly blocking: boolean;
}

/** A proposal in the making: which column has which role so far, why, and what is to be asked. */
export interface Draft {
  readonly columns: Map<string, ColumnProfile>;
  readonly reasons: Map<string, Words>;
  readonly questions: Question[];
}

/** Gives a role its column, and says why. */
export function give(draft: Draft, role: string, profile: ColumnProfile, reason: Words): void {
  draft.columns.set(role, profile);
  draft.reasons.set(role, reason);
}

/** Whether a column has a role already. */
export function taken(draft: Draft, profile: ColumnProfile): boolean {
  return [...draft.columns.values()].includes(profile);
}

/** Whether cells are names of people rather than ids. */
export function isName(profile: ColumnProfile): boolean {
  return profile.worded > 0.6 && profile.emails < 0.2;
}

export const quoted = (name: string): Words => ({ fr: `« ${name} »`, en: `“${name}”` });
export const percent = (share: number): Words => figure(Math.floor(share * 100));

/** Why a column is one of addresses. */
export function emailReason(profile: ColumnProfile): Words {
  const share = percent(profile.emails);
  return {
    fr: `${share.fr} % des cellules sont des adresses e-mail`,
    en: `${share.en}% of the cells are e-mail addresses`,
  };
}

/** The item of which `by` is largest; undefined of none. */
export function largest<T>(items: readonly T[], by: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || by(item) > by(best) ? item : best),
    undefined,
  );
}
