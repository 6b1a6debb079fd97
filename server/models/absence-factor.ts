/**
 * Contributor absence factor (once called bus factor): the smallest number of people who make at least `share` of all
 * contributions together. Null when there is none.
 * CHAOSS, Contributor Absence Factor: counts 1000, 202, 90, 33, 332, 343, 42 and 433 give 2.
 */
export function absenceFactor(counts: ArrayLike<number>, share = 0.5): number | null {
  const descending = Float64Array.from(counts).sort().reverse();
  const total = descending.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let held = 0;
  const last = descending.findIndex((count) => {
    held += count;
    return held >= share * total;
  });
  return last + 1;
}
