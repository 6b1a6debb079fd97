import { isotonic } from './isotonic.ts';
import { midrankPercentiles } from '../graph/statistics.ts';

/** Forecast probabilities and what came (0 or 1), one entry per case. */
export interface Forecasts {
  readonly p: Float64Array;
  readonly came: ArrayLike<number>;
}

/** Share of cases in which it came; null without cases. */
export function baseRate(came: ArrayLike<number>): number | null {
  if (came.length === 0) return null;
  return countOf(came) / came.length;
}

const countOf = (came: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < came.length; k++) sum += came[k] as number;
  return sum;
};

/** Mean squared difference of forecast and outcome, 0 (best) to 1; null without cases. Brier 1950. */
export function brierScore({ p, came }: Forecasts): number | null {
  if (p.length === 0) return null;
  let sum = 0;
  for (let k = 0; k < p.length; k++) sum += ((p[k] as number) - (came[k] as number)) ** 2;
  return sum / p.length;
}

/** A forecast is taken for no surer than this when its logarithm is needed. */
const surest = 1e-6;

/** Mean −ln of the probability given to what came, 0 (best) up; certainty that failed costs 13.8. Null without cases. */
export function logLoss({ p, came }: Forecasts): number | null {
  if (p.length === 0) return null;
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const given = came[k] === 1 ? (p[k] as number) : 1 - (p[k] as number);
    sum -= Math.log(Math.max(surest, Math.min(1, given)));
  }
  return sum / p.length;
}

/**
 * Probability that a case in which it came was given the higher forecast of two (Mann & Whitney), equal ones counting
 * half; null unless there are cases of both kinds.
 */
export function auc({ p, came }: Forecasts): number | null {
  const yes = countOf(came);
  const no = p.length - yes;
  if (yes === 0 || no === 0) return null;
  const ranks = midrankPercentiles(p);
  let sum = 0;
  for (let k = 0; k < p.length; k++) if (came[k] === 1) sum += (ranks[k] as number) * p.length + 0.5;
  return (sum - (yes * (yes + 1)) / 2) / (yes * no);
}

/**
 * The same among cases of one group only, all pairs of all groups together: how well the cases of one date are told apart,
 * whatever the level of that date. Null when no group holds cases of both kinds.
 */
export function aucWithin(forecasts: Forecasts, group: ArrayLike<number>): number | null {
  let pairs = 0;
  let won = 0;
  for (const own of grouped(forecasts, group)) {
    const area = auc(own);
    const yes = countOf(own.came);
    const count = yes * (own.p.length - yes);
    pairs += count;
    won += (area ?? 0) * count;
  }
  return pairs === 0 ? null : won / pairs;
}

function grouped({ p, came }: Forecasts, group: ArrayLike<number>): Forecasts[] {
  const members = new Map<number, number[]>();
  for (let k = 0; k < p.length; k++) {
    const known = members.get(group[k] as number);
    if (known === undefined) members.set(group[k] as number, [k]);
    else known.push(k);
  }
  return [...members.values()].map((own) => ({
    p: Float64Array.from(own, (k) => p[k] as number),
    came: own.map((k) => came[k] as number),
  }));
}

/** Positions of the cases by ascending forecast; equal forecasts keep their order. */
const ascending = (p: Float64Array): Uint32Array =>
  Uint32Array.from(p.keys()).sort((a, b) => (p[a] as number) - (p[b] as number) || a - b);

export interface ReliabilityBin {
  /** Positions of its cases. */
  readonly cases: Uint32Array;
  /** Cases in which it came. */
  readonly came: number;
  /** Mean forecast of the bin. */
  readonly forecast: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The cases in at most `bins` groups of about equal size by forecast, lowest first. Equal forecasts stay together, so a
 * rule that only ever says two numbers has two bins.
 */
export function reliability({ p, came }: Forecasts, bins = 10): ReliabilityBin[] {
  const order = ascending(p);
  const found: ReliabilityBin[] = [];
  let begin = 0;
  for (let bin = 1; bin <= bins && begin < p.length; bin++) {
    let end = Math.max(begin, Math.round((bin * p.length) / bins));
    const border = p[order[end - 1] ?? 0];
    while (end > begin && end < p.length && p[order[end] as number] === border) end += 1;
    if (end === begin) continue;
    let sum = 0;
    let yes = 0;
    for (let k = begin; k < end; k++) {
      sum += p[order[k] as number] as number;
      yes += came[order[k] as number] as number;
    }
    found.push({
      cases: order.subarray(begin, end),
      came: yes,
      forecast: sum / (end - begin),
      lowest: p[order[begin] as number] as number,
      highest: p[order[end - 1] as number] as number,
    });
    begin = end;
  }
  return found;
}

/** Expected calibration error: mean distance of forecast and share over the bins, weighted by cases, 0 (best) to 1. */
export function calibrationError(bins: readonly ReliabilityBin[]): number | null {
  const cases = bins.reduce((sum, bin) => sum + bin.cases.length, 0);
  if (cases === 0) return null;
  return bins.reduce((sum, bin) => sum + Math.abs(bin.cases.length * bin.forecast - bin.came), 0) / cases;
}

/** The parts of a Brier score: score = miscalibration − discrimination + uncertainty. */
export interface CorpParts {
  /** What recalibration would gain, 0 (best) up. */
  readonly miscalibration: number;
  /** What telling the cases apart gains over the base rate alone, 0 (worst) up. */
  readonly discrimination: number;
  /** Brier score of the base rate. */
  readonly uncertainty: number;
}

/**
 * CORP decomposition: against the isotonic recalibration of the same forecasts, without bins to choose. Null without
 * cases. Dimitriadis, Gneiting & Jordan 2021, PNAS 118(8).
 */
export function corpParts({ p, came }: Forecasts): CorpParts | null {
  const base = baseRate(came);
  const score = brierScore({ p, came });
  if (base === null || score === null) return null;
  const order = ascending(p);
  // Cases of equal forecast are one point: nothing tells them apart.
  const shares: number[] = [];
  const masses: number[] = [];
  const yeses: number[] = [];
  for (let begin = 0; begin < order.length; ) {
    let end = begin;
    let yes = 0;
    while (end < order.length && p[order[end] as number] === p[order[begin] as number]) {
      yes += came[order[end] as number] as number;
      end += 1;
    }
    shares.push(yes / (end - begin));
    masses.push(end - begin);
    yeses.push(yes);
    begin = end;
  }
  let recalibrated = 0;
  isotonic(shares, masses).forEach((share, point) => {
    const yes = yeses[point] as number;
    recalibrated += yes * (1 - share) ** 2 + ((masses[point] as number) - yes) * share ** 2;
  });
  recalibrated /= p.length;
  const uncertainty = base * (1 - base);
  return {
    miscalibration: score - recalibrated,
    discrimination: uncertainty - recalibrated,
    uncertainty,
  };
}

/**
 * How many times more often it came among the tenth of the cases with the highest forecast, the tenth of each group, than
 * among all. Of equal forecasts at the border the mean share counts. Null when it never came.
 */
export function liftOfTopTenth(forecasts: Forecasts, group: ArrayLike<number>): number | null {
  const base = countOf(forecasts.came);
  if (base === 0) return null;
  return (10 * grouped(forecasts, group).reduce((sum, own) => sum + cameInTopTenth(own), 0)) / base;
}

function cameInTopTenth({ p, came }: Forecasts): number {
  const order = ascending(p).reverse();
  const places = p.length / 10;
  let taken = 0;
  let yes = 0;
  for (let begin = 0; begin < order.length && taken < places; ) {
    let end = begin;
    let own = 0;
    while (end < order.length && p[order[end] as number] === p[order[begin] as number]) {
      own += came[order[end] as number] as number;
      end += 1;
    }
    const share = Math.min(1, (places - taken) / (end - begin));
    yes += own * share;
    taken += share * (end - begin);
    begin = end;
  }
  return yes;
}
