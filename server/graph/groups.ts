/** Who belongs where: group of each person from 0 to `count` - 1, or -1 for people without a group. */
export interface Groups {
  readonly of: Int32Array;
  readonly count: number;
}

/** Number of people in each group. */
export function groupSizes(groups: Groups): Uint32Array {
  const sizes = new Uint32Array(groups.count);
  for (const g of groups.of) if (g >= 0) sizes[g] = (sizes[g] as number) + 1;
  return sizes;
}
