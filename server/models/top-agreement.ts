import { kendallTau } from '../graph/kendall-tau.ts';

/** How far the top of a list stays the same when its values change. */
export interface TopAgreement {
  /** Subjects compared: those at the top before. */
  readonly top: number;
  /** Kendall's tau-b of the two orders of these subjects; null when one order tells none of them apart. */
  readonly tau: number | null;
  /** How many of them are no longer at the top. */
  readonly changed: number;
}

/** Length of the top of a list; of a short one the upper half, since the whole of it could not change. */
const topLength = 50;

/**
 * Compares two lists of values of the same subjects at the top of the first. Only who has more than 0 can be there; equal
 * values keep the order of the subjects.
 */
export function topAgreement(before: Float64Array, after: Float64Array): TopAgreement {
  return compare(Float32Array.from(before), Float32Array.from(after));
}

/** On seven digits: what differs beyond them is how sums were rounded, and no order. */
function compare(before: Float32Array, after: Float32Array): TopAgreement {
  const valued = before.reduce((count, value) => count + Number(value > 0), 0);
  const length = Math.min(topLength, Math.ceil(valued / 2));
  const topOf = (values: Float32Array): number[] => {
    // Only who reaches the last place of the top is put in order: the others may be a hundred thousand.
    const border = Float32Array.from(values).sort().at(-length) ?? 0;
    const reach = [...values.keys()].filter((subject) => length > 0 && (values[subject] as number) >= border);
    return reach.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, length);
  };
  const top = topOf(before);
  const kept = new Set(topOf(after));
  return {
    top: length,
    tau: kendallTau(
      top.map((subject) => before[subject] as number),
      top.map((subject) => after[subject] as number),
    ),
    changed: top.filter((subject) => !kept.has(subject)).length,
  };
}
