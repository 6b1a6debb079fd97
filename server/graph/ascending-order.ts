/** Below this, comparing is faster than counting 16-bit digits. */
const worthCounting = 2000;

const digits = 0x10000;

/**
 * Positions of the values from the smallest to the largest, equal ones in the order of `start` (as they stand unless
 * given). Values aren't NaN. By the four 16-bit digits of the floats, passing over digits that all share: O(n).
 */
export function ascendingOrder(values: ArrayLike<number>, start?: Uint32Array): Uint32Array {
  const n = values.length;
  let order = start?.slice() ?? Uint32Array.from({ length: n }, (_, i) => i);
  if (n < worthCounting) return order.sort((i, j) => (values[i] as number) - (values[j] as number));
  const keys = sortableBits(values);
  const counts = new Uint32Array(digits);
  let next = new Uint32Array(n);
  for (let digit = 0; digit < 4; digit++) {
    counts.fill(0);
    for (let i = 0; i < n; i++)
      counts[keys[4 * i + digit] as number] = (counts[keys[4 * i + digit] as number] as number) + 1;
    if (counts[keys[digit] as number] === n) continue;
    let before = 0;
    for (let d = 0; d < digits; d++) {
      const count = counts[d] as number;
      counts[d] = before;
      before += count;
    }
    for (let k = 0; k < n; k++) {
      const i = order[k] as number;
      const key = keys[4 * i + digit] as number;
      const slot = counts[key] as number;
      counts[key] = slot + 1;
      next[slot] = i;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Four 16-bit digits a value, the lowest first, whose order is that of the values: signs turned, negatives inverted. */
function sortableBits(values: ArrayLike<number>): Uint16Array {
  const n = values.length;
  const floats = new Float64Array(n);
  for (let i = 0; i < n; i++) floats[i] = (values[i] as number) + 0; // -0 equals 0
  const words = new Uint32Array(floats.buffer);
  const keys = new Uint16Array(4 * n);
  for (let i = 0; i < n; i++) {
    const high = words[2 * i + 1] as number;
    const isNegative = high >>> 31 === 1;
    const low = isNegative ? ~(words[2 * i] as number) : (words[2 * i] as number);
    const turned = isNegative ? ~high : high ^ 0x80000000;
    keys[4 * i] = low;
    keys[4 * i + 1] = low >>> 16;
    keys[4 * i + 2] = turned;
    keys[4 * i + 3] = turned >>> 16;
  }
  return keys;
}
