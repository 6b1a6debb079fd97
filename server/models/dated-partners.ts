import type { WeekCounts } from './bootstrap-tiers.ts';

/** What two people exchanged in a week while one of them, who moved, was of a department (-1 unknown). */
export interface DatedExchange {
  readonly week: number;
  readonly department: number;
  readonly weight: number;
}

/** Departments of people; of those who moved in the window, by the day of what they exchanged. */
export interface DatedPartners {
  /** Index of each person's last department; -1 unknown. */
  readonly departmentOf: Int32Array;
  readonly departments: number;
  /** By `pairOf(people, person, partner)`, for partners who moved: what both exchanged, in either direction. */
  readonly moved: ReadonlyMap<number, readonly DatedExchange[]>;
}

/** The key of a person and a partner among `people`. */
export const pairOf = (people: number, person: number, partner: number): number => person * people + partner;

/**
 * Calls `add` with each department in which a partner was when the two exchanged, and its part of their exchange (the
 * parts add up to 1; unknown departments are left out), week w counting `counts[w]` times.
 */
export function partnerDepartments(
  { departmentOf, moved }: DatedPartners,
  people: number,
  counts: WeekCounts,
  add: (department: number, part: number) => void,
): (person: number, partner: number) => void {
  return (person, partner) => {
    const exchanged = moved.size === 0 ? undefined : moved.get(pairOf(people, person, partner));
    if (exchanged === undefined) {
      const department = departmentOf[partner] as number;
      if (department >= 0) add(department, 1);
      return;
    }
    let total = 0;
    for (const { week, weight } of exchanged) total += (counts[week] as number) * weight;
    for (const { week, department, weight } of exchanged) {
      const part = ((counts[week] as number) * weight) / total;
      if (department >= 0 && part > 0) add(department, part);
    }
  };
}
