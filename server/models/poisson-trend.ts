/** Two-sided 95 % quantiles of Student's distribution, from 4 degrees of freedom to 10. */
const student = [2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135, 2.262157163, 2.228138852] as const;

/** Fewest and most counts that a trend is read off. */
export const trendLengths = { fewest: 6, most: 12 } as const;

/** Change of the logarithm of a count from one step to the next, with its 95 % interval. */
export interface Trend {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Trend of 6 to 12 counts in the order of time: Poisson regression on the step, its variance multiplied by the dispersion
 * that the counts show (quasi-Poisson, McCullagh & Nelder 1989), with the interval of Student's distribution, since the
 * dispersion is estimated from few counts. Null when there are too few counts or all are zero, or when nothing bounds the
 * slope (all that is counted stands at one end).
 */
export function poissonTrend(counts: ArrayLike<number>): Trend | null {
  const n = counts.length;
  const quantile = student[n - trendLengths.fewest];
  const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
  if (quantile === undefined || total === 0) return null;
  const middle = (n - 1) / 2;
  const meanStep = Array.from(counts, (count, k) => count * (k - middle)).reduce((sum, part) => sum + part, 0) / total;
  if (Math.abs(meanStep) >= middle) return null;
  // The level has a closed form given the slope, so that one equation is left: the mean step under the fit is that of the
  // counts. Its derivative is the variance of the step under the fit, above zero: Newton within a bracket converges.
  let slope = 0;
  let low = -20;
  let high = 20;
  for (let round = 0; round < 100; round++) {
    const { mean, variance } = stepMoments(slope, n);
    const excess = meanStep - mean;
    if (Math.abs(excess) < 1e-12) break;
    if (excess > 0) low = slope;
    else high = slope;
    const next = slope + excess / variance;
    slope = next > low && next < high ? next : (low + high) / 2;
  }
  const { variance, weights } = stepMoments(slope, n);
  const dispersion =
    Array.from(counts, (count, k) => {
      const expected = total * (weights[k] as number);
      return (count - expected) ** 2 / expected;
    }).reduce((sum, part) => sum + part, 0) /
    (n - 2);
  const margin = quantile * Math.sqrt(dispersion / (total * variance));
  return { slope, low: slope - margin, high: slope + margin };
}

/** Mean and variance of the step, from its middle, when steps weigh exp(slope × step). */
function stepMoments(slope: number, n: number): { mean: number; variance: number; weights: Float64Array } {
  const middle = (n - 1) / 2;
  const weights = Float64Array.from({ length: n }, (_, k) => Math.exp(slope * (k - middle) - Math.abs(slope) * middle));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  for (let k = 0; k < n; k++) weights[k] = (weights[k] as number) / sum;
  const mean = weights.reduce((all, weight, k) => all + weight * (k - middle), 0);
  const variance = weights.reduce((all, weight, k) => all + weight * (k - middle - mean) ** 2, 0);
  return { mean, variance, weights };
}
