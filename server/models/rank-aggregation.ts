import { midrankPercentiles } from '../graph/statistics.ts';

/** Borda count: how many others a subject beats, added over the parts; a tie counts one half. */
export function borda(parts: readonly ArrayLike<number>[]): Float64Array {
  const n = parts[0]?.length ?? 0;
  const total = new Float64Array(n);
  for (const part of parts) {
    const percentiles = midrankPercentiles(part);
    for (let i = 0; i < n; i++) total[i] = (total[i] as number) + (percentiles[i] as number) * n - 0.5;
  }
  return total;
}

/** Copeland score: others that a subject beats in most parts; an even split counts one half. O(n² · parts). */
export function copeland(parts: readonly ArrayLike<number>[]): Float64Array {
  const n = parts[0]?.length ?? 0;
  const total = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      let balance = 0;
      for (const part of parts) balance += Math.sign((part[i] as number) - (part[j] as number));
      total[i] = (total[i] as number) + (balance > 0 ? 1 : balance === 0 ? 0.5 : 0);
    }
  }
  return total;
}

/**
 * Kendall's W, 0 to 1: how far the parts put the subjects in one order (1: the same). Corrected for ties.
 * Null with fewer than two subjects, no parts, or when no part tells anyone apart.
 */
export function kendallW(parts: readonly ArrayLike<number>[]): number | null {
  const n = parts[0]?.length ?? 0;
  const m = parts.length;
  if (n < 2 || m === 0) return null;
  const sums = new Float64Array(n);
  let ties = 0;
  for (const part of parts) {
    const percentiles = midrankPercentiles(part);
    const sizes = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const rank = (percentiles[i] as number) * n + 0.5;
      sums[i] = (sums[i] as number) + rank;
      sizes.set(rank, (sizes.get(rank) ?? 0) + 1);
    }
    for (const size of sizes.values()) ties += size ** 3 - size;
  }
  const mean = (m * (n + 1)) / 2;
  const spread = sums.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const most = m * m * (n ** 3 - n) - m * ties;
  return most === 0 ? null : (12 * spread) / most;
}
