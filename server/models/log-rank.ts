import { firstAtLeast, incompleteGamma } from '../graph/statistics.ts';

/** Waits of one group: how long each lasted, whether it had ended then (1) or was still running (0). */
export interface Waits {
  readonly durations: Float64Array;
  readonly ended: ArrayLike<number>;
  /** Left truncation: time waited when first looked at, at risk from just after it. */
  readonly entered?: Float64Array;
}

export interface LogRank {
  readonly chiSquare: number;
  /** Groups that were at risk of any ending, less one. */
  readonly degrees: number;
  /** Chance of a difference at least this large between groups that wait alike. */
  readonly p: number;
}

/**
 * Log-rank test of whether groups wait alike: at each time of an ending, what each group has of the endings against its share
 * of all that are at risk then. Null when fewer than two groups are ever at risk of an ending.
 * O(endings × groups × (log waits + groups)).
 * Mantel 1966, Cancer Chemotherapy Reports 50; Peto & Peto 1972, Journal of the Royal Statistical Society A 135.
 */
export function logRank(groups: readonly Waits[]): LogRank | null {
  const sorted = groups.map(({ durations, ended, entered }) => ({
    all: durations.toSorted(),
    endings: durations.filter((_, k) => ended[k] === 1).sort(),
    entries: entered?.toSorted(),
  }));
  const times = new Set(sorted.flatMap(({ endings }) => [...endings]));
  const count = groups.length;
  const excess = new Float64Array(count);
  const expected = new Float64Array(count);
  const covariance = new Float64Array(count * count);
  for (const time of times) {
    const atRisk = sorted.map(
      ({ all, entries }) =>
        (entries === undefined ? all.length : firstAtLeast(entries, time)) - firstAtLeast(all, time),
    );
    const over = sorted.map(({ endings }) => timesIn(endings, time));
    const n = sum(atRisk);
    const d = sum(over);
    const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let i = 0; i < count; i++) {
      const own = (atRisk[i] as number) / n;
      expected[i] = (expected[i] as number) + d * own;
      excess[i] = (excess[i] as number) + (over[i] as number) - d * own;
      for (let j = 0; j < count; j++) {
        const other = (atRisk[j] as number) / n;
        covariance[i * count + j] = (covariance[i * count + j] as number) + spread * own * (Number(i === j) - other);
      }
    }
  }
  const compared = [...expected.keys()].filter((group) => (expected[group] as number) > 0);
  // What the last of them lacks the others have too much: one says nothing more.
  const free = compared.slice(0, -1);
  if (free.length === 0) return null;
  const chiSquare = squaredDistance(
    free.map((i) => excess[i] as number),
    free.map((i) => free.map((j) => covariance[i * count + j] as number)),
  );
  return { chiSquare, degrees: free.length, p: incompleteGamma(free.length / 2, chiSquare / 2).upper };
}

/** zᵀ V⁻¹ z, by taking out of what follows what each coordinate tells of it; one that does not vary tells nothing. */
function squaredDistance(z: readonly number[], v: readonly (readonly number[])[]): number {
  const [first, ...others] = z;
  const [row, ...below] = v;
  if (first === undefined || row === undefined) return 0;
  const [variance = 0, ...beside] = row;
  if (variance < 1e-12)
    return squaredDistance(
      others,
      below.map((line) => line.slice(1)),
    );
  return (
    first ** 2 / variance +
    squaredDistance(
      others.map((value, i) => value - ((beside[i] as number) / variance) * first),
      below.map((line, i) =>
        line.slice(1).map((value, j) => value - ((beside[i] as number) / variance) * (beside[j] as number)),
      ),
    )
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How often a value stands among sorted ones. */
function timesIn(ascending: Float64Array, value: number): number {
  const begin = firstAtLeast(ascending, value);
  let end = begin;
  while (ascending[end] === value) end++;
  return end - begin;
}
