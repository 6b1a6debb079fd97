import type { WeekCounts } from './bootstrap-tiers.ts';
import { firstAtLeast } from '../graph/statistics.ts';

/** What people exchanged with partners who moved, in either direction, by pair, week and department of the partner then. */
export interface DatedExchanges {
  /** `pairOf(people, person, partner)`, ascending; the lines of pair k are `lineOffsets[k]` to `lineOffsets[k + 1] - 1`. */
  readonly pairs: Float64Array;
  readonly lineOffsets: Uint32Array;
  readonly week: Uint8Array;
  /** The partner's department of then; -1 unknown. */
  readonly department: Int32Array;
  readonly weight: Float64Array;
}

/** Departments of people; of those who moved in the window, by the day of what they exchanged. */
export interface DatedPartners {
  /** Index of each person's last department; -1 unknown. */
  readonly departmentOf: Int32Array;
  readonly departments: number;
  readonly moved: DatedExchanges;
}

/** The key of a person and a partner among `people`. */
export const pairOf = (people: number, person: number, partner: number): number => person * people + partner;

/** Nobody moved. */
export const noneMoved = (): DatedExchanges => datedExchanges([], [], [], []);

/** Lines sorted by pair, one per week and department, in columns. */
export function datedExchanges(
  pair: ArrayLike<number>,
  week: ArrayLike<number>,
  department: ArrayLike<number>,
  weight: ArrayLike<number>,
): DatedExchanges {
  const starts: number[] = [];
  for (let k = 0; k < pair.length; k++) if (k === 0 || pair[k] !== pair[k - 1]) starts.push(k);
  return {
    pairs: Float64Array.from(starts, (k) => pair[k] as number),
    lineOffsets: Uint32Array.from([...starts, pair.length]),
    week: Uint8Array.from(week),
    department: Int32Array.from(department),
    weight: Float64Array.from(weight),
  };
}

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
  const { pairs, lineOffsets, week, department, weight } = moved;
  return (person, partner) => {
    const pair = pairOf(people, person, partner);
    const at = pairs.length === 0 ? 0 : firstAtLeast(pairs, pair);
    if (pairs[at] !== pair) {
      const last = departmentOf[partner] as number;
      if (last >= 0) add(last, 1);
      return;
    }
    const begin = lineOffsets[at] as number;
    const end = lineOffsets[at + 1] as number;
    let total = 0;
    for (let k = begin; k < end; k++) total += (counts[week[k] as number] as number) * (weight[k] as number);
    for (let k = begin; k < end; k++) {
      const part = ((counts[week[k] as number] as number) * (weight[k] as number)) / total;
      if ((department[k] as number) >= 0 && part > 0) add(department[k] as number, part);
    }
  };
}
