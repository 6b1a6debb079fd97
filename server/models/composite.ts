import { firstAtLeast } from '../graph/statistics.ts';

/** Below this percentile a part is as low as it can be: one empty part sinks a score but does not decide it alone. */
const floor = 0.01;

/** ln(percentile), or that of the lowest that a part can be. */
export const logFloor = (percentile: number): number => Math.log(Math.max(percentile, floor));

/** ln(part ÷ median) weighted: what one part adds to ln(score ÷ 0.5). Positive above the median, negative below. */
export function logContribution(percentile: number, weight: number): number {
  return weight * Math.log(Math.max(percentile, floor) / 0.5);
}

/**
 * Weighted geometric mean of percentiles, 0.01 to 1: exp(Σ w ln max(q, 0.01)), so that no part can buy the others.
 * @param percentiles one array per part, all of one length.
 * @param weights one per part; they add up to 1.
 */
export function geometricComposite(
  percentiles: readonly ArrayLike<number>[],
  weights: readonly number[],
): Float64Array {
  const logs = new Float64Array(percentiles[0]?.length ?? 0);
  percentiles.forEach((part, p) => {
    const weight = weights[p] as number;
    for (let i = 0; i < logs.length; i++) {
      logs[i] = (logs[i] as number) + weight * logFloor(part[i] as number);
    }
  });
  return logs.map(Math.exp);
}

/**
 * Mid-rank percentile that a subject would have with `value` instead of its own value, the others unchanged.
 * @param sorted the values of all subjects, ascending, the subject's own among them.
 */
export function percentileInstead(sorted: Float64Array, own: number, value: number): number {
  const below = firstAtLeast(sorted, value) - (own < value ? 1 : 0);
  const atMost = upperBound(sorted, value) - (own <= value ? 1 : 0);
  return (below + (atMost - below) / 2 + 0.5) / sorted.length;
}

function upperBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
