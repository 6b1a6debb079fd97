import { ascendingOrder } from './ascending-order.ts';

/**
 * Kendall's tau-b of two lists of equal length, -1 to 1, corrected for ties. Null when a list has no two different
 * values. Counts the pairs out of order while merging (Knight 1966): O(n log n).
 */
export function kendallTau(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const n = a.length;
  const byB = ascendingOrder(b);
  const order = ascendingOrder(a, byB); // equal in a: by b
  const equalA = tiedPairs(order, (i, j) => a[i] === a[j]);
  const equalB = tiedPairs(byB, (i, j) => b[i] === b[j]);
  const equalBoth = tiedPairs(order, (i, j) => a[i] === a[j] && b[i] === b[j]);
  const pairs = (n * (n - 1)) / 2;
  if (equalA === pairs || equalB === pairs) return null;
  const discordant = inversions(Float64Array.from({ length: n }, (_, k) => b[order[k] as number] as number));
  const balance = pairs - equalA - equalB + equalBoth - 2 * discordant;
  return balance / Math.sqrt((pairs - equalA) * (pairs - equalB));
}

/** Pairs within runs of equal neighbours. */
function tiedPairs(order: Uint32Array, isEqual: (i: number, j: number) => boolean): number {
  let pairs = 0;
  let before = 0;
  for (let k = 1; k < order.length; k++) {
    before = isEqual(order[k - 1] as number, order[k] as number) ? before + 1 : 0;
    pairs += before;
  }
  return pairs;
}

/** Pairs of which the first is larger than the second; leaves the values in some other order. */
function inversions(values: Float64Array): number {
  const n = values.length;
  let from = values;
  let into: Float64Array = new Float64Array(n);
  let count = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let begin = 0; begin < n; begin += 2 * width) {
      const middle = Math.min(begin + width, n);
      const end = Math.min(begin + 2 * width, n);
      let i = begin;
      let j = middle;
      for (let k = begin; k < end; k++) {
        if (i < middle && (j === end || (from[i] as number) <= (from[j] as number))) into[k] = from[i++] as number;
        else {
          count += middle - i;
          into[k] = from[j++] as number;
        }
      }
    }
    [from, into] = [into, from];
  }
  return count;
}
