/** The choices of the segmentation, public in the handbook. */
export const changeRules = {
  /** Fewest weeks at one level. */
  fewestWeeks: 3,
  /** Price of a change, times the logarithm of the number of weeks, in units of twice the log-likelihood. */
  penalty: 3,
} as const;

/** Counts in the order of time, and how much of an ordinary step each stands for: all above 0. */
export interface ExposedCounts {
  readonly counts: ArrayLike<number>;
  readonly exposure: ArrayLike<number>;
}

/**
 * Twice the negative log-likelihood of Poisson counts of one rate, up to what no segmentation changes:
 * 2 (S − S ln(S ÷ E)) for their sum S and their exposure E > 0, and 0 when nothing was counted.
 */
export function poissonCost(sum: number, exposure: number): number {
  return sum === 0 ? 0 : 2 * (sum - sum * Math.log(sum / exposure));
}

/**
 * Where the rate of counts changes: the first step of each level after the first, ascending, with how many times as widely as
 * Poisson the counts of one level are scattered, at least 1. People come in waves, which are no change: a change costs
 * 3 ln n times that dispersion. It is read off the levels found at the price for Poisson counts.
 */
export function scatteredChangePoints(series: ExposedCounts): { changes: number[]; dispersion: number } {
  const atPoissonPrice = changePoints(series);
  const dispersion = Math.max(1, successiveDispersion(series, atPoissonPrice) ?? 1);
  const changes = dispersion === 1 ? atPoissonPrice : changePoints(series, dispersion * usualPenalty(series));
  return { changes, dispersion };
}

/**
 * Mean of Pearson's χ² of each two successive counts of one level, given their sum: 1 for Poisson counts whatever their rate,
 * and hardly moved by a trend. Null when nobody is counted, or no two counts stand at one level.
 */
export function successiveDispersion({ counts, exposure }: ExposedCounts, changes: readonly number[]): number | null {
  const begins = new Set(changes);
  let sum = 0;
  let pairs = 0;
  for (let k = 1; k < counts.length; k++) {
    const both = at(counts, k - 1) + at(counts, k);
    if (begins.has(k) || both === 0) continue;
    const share = at(exposure, k) / (at(exposure, k - 1) + at(exposure, k));
    sum += (at(counts, k) - both * share) ** 2 / (both * share * (1 - share));
    pairs++;
  }
  return pairs === 0 ? null : sum / pairs;
}

const usualPenalty = ({ counts }: ExposedCounts): number => changeRules.penalty * Math.log(counts.length);

/**
 * Where the rate of Poisson counts changes: the first step of each level after the first, ascending. The segmentation is the
 * one of least cost, a penalty being paid for each change, found exactly by PELT (Killick, Fearnhead & Eckley 2012): the
 * dynamic programme of optimal partitioning, without the beginnings that can no longer be the best. Fewer steps than two
 * levels take: no change. O(n) where changes come regularly, O(n²) at worst.
 */
export function changePoints(
  series: ExposedCounts,
  penalty: number = usualPenalty(series),
  fewest: number = changeRules.fewestWeeks,
): number[] {
  const { counts, exposure } = series;
  const n = counts.length;
  const sums = runningSums(counts);
  const exposures = runningSums(exposure);
  // Least cost of the steps before each one, and where the last level of them begins. The first level pays no penalty.
  const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const lastBegin = new Int32Array(n + 1);
  least[0] = -penalty;
  // Where the last level may still begin, with its cost up to here, and the end from which that can't be the best.
  const begins = new Int32Array(n + 1);
  const costs = new Float64Array(n + 1);
  const uselessFrom = new Int32Array(n + 1).fill(n + 1);
  let open = 0;
  for (let end = fewest; end <= n; end++) {
    if (at(least, end - fewest) !== Number.POSITIVE_INFINITY) begins[open++] = end - fewest;
    let kept = 0;
    let best = Number.POSITIVE_INFINITY;
    const sum = sums[end] as number;
    const exposed = exposures[end] as number;
    for (let k = 0; k < open; k++) {
      const begin = begins[k] as number;
      if (end >= (uselessFrom[begin] as number)) continue;
      const cost = poissonCost(sum - (sums[begin] as number), exposed - (exposures[begin] as number));
      const total = (least[begin] as number) + cost;
      begins[kept] = begin;
      costs[kept++] = total;
      if (total + penalty >= best) continue;
      best = total + penalty;
      lastBegin[end] = begin;
    }
    open = kept;
    least[end] = best;
    // What costs more already, before the price of a change here, always will; but a level from here needs its fewest steps.
    for (let k = 0; k < open; k++) {
      if ((costs[k] as number) <= best) continue;
      const begin = begins[k] as number;
      uselessFrom[begin] = Math.min(uselessFrom[begin] as number, end + fewest);
    }
  }
  const changes: number[] = [];
  for (let begin = at(lastBegin, n); begin > 0; begin = at(lastBegin, begin)) changes.unshift(begin);
  return changes;
}

const at = (values: ArrayLike<number>, k: number): number => values[k] as number;

/** The sum of the values before each place, and of all. */
function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k++) sums[k + 1] = at(sums, k) + at(values, k);
  return sums;
}
