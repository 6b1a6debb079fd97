import { ascendingOrder } from '../graph/ascending-order.ts';
import { groupedBy } from './counting-sort.ts';

/** Moments of a stretch of time on average, when stretches that stand in order are passed over. */
const stretch = 256;

/**
 * Positions of moments in ascending order, equal ones as they stand, for moments that stand almost in order as those of an
 * import do: they are counted into short stretches of time, and sorted only in those where they do not stand so already. O(n).
 */
export function timeOrder(at: ArrayLike<number>): Uint32Array {
  const n = at.length;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < n; k++) {
    const moment = at[k] as number;
    if (moment < first) first = moment;
    if (moment > last) last = moment;
  }
  const stretches = Math.ceil(n / stretch);
  const perUnit = last > first ? stretches / (last - first) : 0;
  const stretchOf = new Uint32Array(n);
  for (let k = 0; k < n; k++) {
    stretchOf[k] = Math.min(stretches - 1, Math.floor(((at[k] as number) - first) * perUnit));
  }
  const { order, begins } = groupedBy(stretchOf, stretches);
  for (let s = 0; s < stretches; s++) {
    const inside = order.subarray(begins[s], begins[s + 1]);
    if (!isAscending(at, inside)) {
      const moments = Float64Array.from(inside, (k) => at[k] as number);
      inside.set(ascendingOrder(moments).map((i) => inside[i] as number));
    }
  }
  return order;
}

function isAscending(at: ArrayLike<number>, positions: Uint32Array): boolean {
  for (let i = 1; i < positions.length; i++) {
    if ((at[positions[i] as number] as number) < (at[positions[i - 1] as number] as number)) return false;
  }
  return true;
}
