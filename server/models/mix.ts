/** How evenly people of several groups are mixed. */
export interface Mix {
  readonly people: number;
  readonly groups: number;
  /** exp(-Σ p ln p): how many groups of equal size would be as diverse (Hill number of order 1). */
  readonly effective: number;
  /** Chance that two different people are of different groups, 1 - Σ n_g(n_g - 1) ÷ N(N - 1); null for one person. */
  readonly blau: number | null;
  /** Entropy over its largest value for as many groups, 0–1; null with a single group. */
  readonly evenness: number | null;
}

/** The mix of so many people per group; empty groups do not count. Null without people. */
export function mixOf(counts: ArrayLike<number>): Mix | null {
  const sizes = Array.from(counts).filter((count) => count > 0);
  const people = sizes.reduce((sum, size) => sum + size, 0);
  if (people === 0) return null;
  const entropy = -sizes.reduce((sum, size) => sum + (size / people) * Math.log(size / people), 0);
  const together = sizes.reduce((sum, size) => sum + size * (size - 1), 0);
  return {
    people,
    groups: sizes.length,
    effective: Math.exp(entropy),
    blau: people < 2 ? null : 1 - together / (people * (people - 1)),
    evenness: sizes.length < 2 ? null : entropy / Math.log(sizes.length),
  };
}

/**
 * Relative entropy Σ p ln(p ÷ P) of one mix from another over the same groups: 0 when the first mirrors the second. Null
 * without people, or when somebody is of a group that the other does not have.
 */
export function divergence(counts: ArrayLike<number>, whole: ArrayLike<number>): number | null {
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const people = sum(counts);
  const everyone = sum(whole);
  if (people === 0 || everyone === 0) return null;
  let total = 0;
  for (let g = 0; g < counts.length; g++) {
    const p = (counts[g] as number) / people;
    const expected = (whole[g] ?? 0) / everyone;
    if (p === 0) continue;
    if (expected === 0) return null;
    total += p * Math.log(p / expected);
  }
  return Math.max(0, total);
}
