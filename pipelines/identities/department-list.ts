import { columnKey } from '../sources/csv-header.ts';
import { type Decision, departmentId, type OrgUnit } from './decisions.ts';
import { groupBy } from './group-by.ts';
import type { SpeltDepartment } from './known-people.ts';

/** A spelling of a department that is to be placed, or was. */
export interface ListedDepartment {
  readonly id: string;
  readonly label: string;
  readonly people: number;
  /** mapped: the steward placed it; alike: spelt almost as another; unknown: in no directory, though there is one. */
  readonly state: 'mapped' | 'alike' | 'unknown';
  /** Where it stands now. */
  readonly unit: OrgUnit | null;
  /** The spelling that most people bear, of those that are alike. */
  readonly like: string | null;
}

/** The departments that need a look or had one, the largest first; a spelling that a directory has, and it alone, needs none. */
export function listDepartments(spelt: readonly SpeltDepartment[], decisions: readonly Decision[]): ListedDepartment[] {
  const units = new Map(decisions.flatMap(({ alias }) => (alias === null ? [] : [[alias.label, alias.unit] as const])));
  const alike = groupBy(spelt, ({ label }) => columnKey(label));
  const hasDirectory = spelt.some(({ in_directory }) => in_directory);
  return spelt.flatMap(({ label, people, in_directory }): ListedDepartment[] => {
    const unit = units.get(label) ?? null;
    const [largest] = alike.get(columnKey(label)) ?? [];
    const like = largest === undefined || largest.label === label ? null : largest.label;
    const state = unit !== null ? 'mapped' : like !== null ? 'alike' : hasDirectory && !in_directory ? 'unknown' : null;
    return state === null ? [] : [{ id: departmentId(label), label, people, state, unit, like }];
  });
}

/** A unit as written, `division › department › team`, the first and the last left out at will. Null when it is none. */
export function parseUnit(text: string): OrgUnit | null {
  const parts = text.split(/[›>]/).map((part) => part.trim());
  if (parts.length > 3 || parts.includes('')) return null;
  const [one, two, three] = parts;
  if (one === undefined) return null;
  return two === undefined
    ? { division: null, department: one, team: null }
    : { division: one, department: two, team: three ?? null };
}
