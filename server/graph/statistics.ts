import { ascendingOrder } from './ascending-order.ts';
import { firstNotBelow } from './first-not-below.ts';

/** z of a two-sided 95 % interval. */
const Z95 = 1.959963984540054;

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7, nine terms). */
export function lgamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lgamma(1 - x);
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised incomplete gamma functions of a > 0, x ≥ 0: `lower` = P(a, x), `upper` = Q(a, x) = 1 - P. */
export function incompleteGamma(a: number, x: number): { readonly lower: number; readonly upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  const front = Math.exp(a * Math.log(x) - x - lgamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= x / (a + k);
      sum += term;
    }
    const lower = Math.min(1, sum * front);
    return { lower, upper: 1 - lower };
  }
  // Continued fraction by Lentz's method.
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1, step = 0; Math.abs(step - 1) > 1e-16 && k < 100_000; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    step = d * c;
    fraction *= step;
  }
  const upper = Math.min(1, front * fraction);
  return { lower: 1 - upper, upper };
}

/** Quantile of the chi-square distribution with `df` > 0 degrees of freedom at 0 ≤ p < 1. */
export function chiSquareQuantile(p: number, df: number): number {
  if (p <= 0) return 0;
  const a = df / 2;
  // Wilson–Hilferty start, then Newton kept inside a shrinking bracket.
  const z = normalQuantile(p);
  let x = a * Math.max(1 - 1 / (9 * a) + z / (3 * Math.sqrt(a)), 1e-3) ** 3;
  let low = 0;
  let high = Infinity;
  for (let i = 0; i < 200; i++) {
    const { lower, upper } = incompleteGamma(a, x);
    const excess = p < 0.5 ? lower - p : 1 - p - upper;
    if (excess > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) - x - lgamma(a));
    const newton = x - excess / density;
    const next = newton > low && newton < high ? newton : high === Infinity ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * x) return 2 * next;
    x = next;
  }
  return 2 * x;
}

/** Coefficients of Acklam's rational approximation of the normal quantile, highest power first. */
const CENTRE_TOP = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const CENTRE_BOTTOM = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
];
const TAIL_TOP = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BOTTOM = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/** Share of the standard normal distribution at or below x, accurate in both tails. */
export function normalShare(x: number): number {
  const { lower, upper } = incompleteGamma(0.5, (x * x) / 2);
  return x < 0 ? upper / 2 : 0.5 + lower / 2;
}

/** Quantile of the standard normal distribution (Acklam's approximation and one Halley step); ±Infinity at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  let x: number;
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    x = polynomial(TAIL_TOP, q) / polynomial(TAIL_BOTTOM, q);
  } else {
    const q = p - 0.5;
    x = (q * polynomial(CENTRE_TOP, q * q)) / polynomial(CENTRE_BOTTOM, q * q);
  }
  const u = (normalShare(x) - p) * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
  return x - u / (1 + (x * u) / 2);
}

/** Wilson's 95 % interval of a share (1927); null without trials. */
export function wilson(successes: number, trials: number): readonly [number, number] | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const z2 = Z95 * Z95;
  const centre = share + z2 / (2 * trials);
  const reach = Z95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  const whole = 1 + z2 / trials;
  return [successes === 0 ? 0 : (centre - reach) / whole, successes === trials ? 1 : (centre + reach) / whole];
}

/** Garwood's exact 95 % interval of the mean behind a Poisson count (1936). */
export function garwood(events: number): readonly [number, number] {
  return [events === 0 ? 0 : chiSquareQuantile(0.025, 2 * events) / 2, chiSquareQuantile(0.975, 2 * events + 2) / 2];
}

/**
 * Two-sided p of a Poisson count against a mean > 0: twice the smaller tail, at most 1. Below 0.05 exactly when the
 * mean lies outside `garwood(events)`.
 */
export function poissonTwoSided(events: number, mean: number): number {
  const atMost = incompleteGamma(events + 1, mean).upper;
  const atLeast = events === 0 ? 1 : incompleteGamma(events, mean).lower;
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

/** Benjamini & Hochberg's adjusted p values (1995), in the order given. */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((i, j) => (p[j] as number) - (p[i] as number));
  const adjusted = p.slice();
  let smallest = 1;
  order.forEach((i, fromTop) => {
    smallest = Math.min(smallest, ((p[i] as number) * p.length) / (p.length - fromTop));
    adjusted[i] = smallest;
  });
  return adjusted;
}

/**
 * Mid-rank percentile of each value among all, (rank - 0.5) ÷ n, above 0 and below 1; equal values share the mean
 * of their ranks.
 */
export function midrankPercentiles(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const order = ascendingOrder(values);
  const percentiles = new Float64Array(n);
  for (let begin = 0; begin < n; ) {
    const value = values[order[begin] as number];
    let end = begin + 1;
    while (end < n && values[order[end] as number] === value) end++;
    // Ranks begin + 1 … end have the mean (begin + end + 1) / 2; half a rank is taken off.
    for (let k = begin; k < end; k++) percentiles[order[k] as number] = (begin + end) / 2 / n;
    begin = end;
  }
  return percentiles;
}

/** Position of the first of the sorted values that is not below `value`; their number when all are. */
export function firstAtLeast(sorted: Float64Array, value: number): number {
  return firstNotBelow(sorted, value, 0, sorted.length);
}

/** Quantile at 0 ≤ p ≤ 1 by linear interpolation between order statistics (type 7 of R); null without values. */
export function quantile(values: ArrayLike<number>, p: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}
