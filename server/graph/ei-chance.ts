import type { GroupedEnds } from './ei-ends.ts';
import { type Groups, groupSizes } from './groups.ts';

export interface EiChance {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Exact mean and standard deviation of the E-I index when group labels are shuffled over the grouped people, the ties
 * kept: moments of join counts (Cliff & Ord 1973), here weighted. What `eiPermutation`
 * estimates, in O(people). Null without a tie between grouped people.
 */
export function eiChance(ends: GroupedEnds, groups: Groups): EiChance | null {
  const { squares } = ends;
  const { total, shared } = tieMoments(ends);
  if (total === 0) return null;
  const sizes = Array.from(groupSizes(groups));
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const together = sizes.map((size) => falling(size, 2));
  const pairs = together.reduce((sum, value) => sum + value, 0);
  const triples = sizes.reduce((sum, size) => sum + falling(size, 3), 0);
  // Two disjoint ties both inside groups: in the same group, or in two different ones.
  const quadruples = sizes.reduce(
    (sum, size, g) => sum + falling(size, 4) + (together[g] ?? 0) * (pairs - (together[g] ?? 0)),
    0,
  );
  const one = pairs / falling(n, 2);
  const touching = n < 3 ? 0 : triples / falling(n, 3);
  const apart = n < 4 ? 0 : quadruples / falling(n, 4);
  const variance = squares * one + shared * touching + (total ** 2 - squares - shared) * apart - (total * one) ** 2;
  return { mean: 1 - 2 * one, sd: (2 * Math.sqrt(Math.max(0, variance))) / total };
}

/** Over ties between grouped people: Σ w, and Σ w w′ over ordered pairs of ties that share a person. */
function tieMoments({ own, squares }: GroupedEnds): { total: number; shared: number } {
  let total = 0;
  let shared = -2 * squares;
  for (let at = 0; at < own.length; at += 2) {
    const sum = (own[at] as number) + (own[at + 1] as number);
    total += sum / 2;
    shared += sum * sum;
  }
  return { total, shared };
}

function falling(n: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) product *= n - i;
  return product;
}
