/** Position, among sorted numbers from `begin` to `end`, of the first that is not below `value`; `end` when all are. */
export function firstNotBelow(sorted: ArrayLike<number>, value: number, begin: number, end: number): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
