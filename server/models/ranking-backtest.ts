import { random } from '../graph/random.ts';
import { quantile } from '../graph/statistics.ts';
import { rankCases } from './average-precision.ts';
import { picked } from './picked.ts';
import { precisionAt, spearman } from './ranking-agreement.ts';

/** People ranked on one day of the past in several ways, and what came next of each. */
export interface RankingOrigin {
  /** Who is compared, as numbers that mean the same person at every origin. */
  readonly people: Uint32Array;
  /** The values of each ranking, in the order of `people`. */
  readonly rankings: readonly Float64Array[];
  readonly outcome: Float64Array;
  /** 1 for those whose outcome is a success. */
  readonly success: Uint8Array;
}

/** How well one ranking pointed to what came next; means over the origins. */
export interface RankingResult {
  /** Share of successes among the first; null when nobody succeeded at any origin. */
  readonly precision: number | null;
  readonly correlation: number | null;
  /** Precision of the first ranking minus this one's, with its 95 % interval over resampled people; null for itself. */
  readonly gain: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface RankingBacktest {
  readonly results: readonly RankingResult[];
  /** Origins with a success, the people compared in them once each, and their share of successes (mean of origins). */
  readonly origins: number;
  readonly people: number;
  readonly cases: number;
  readonly baseRate: number | null;
}

/** How many of a ranking are its first: 25 as in a first round of invitations, a tenth of fewer than 250 people. */
export const placesOf = (people: number): number => Math.min(25, Math.max(1, Math.floor(people / 10)));

/**
 * Compares rankings made on days of the past by what came next. Origins without any success say nothing and are left out.
 * A resample draws people, who bring all of their cases along: one person's origins are no independent cases.
 * O(draws · origins · people · rankings).
 */
export function backtestRankings(
  origins: readonly RankingOrigin[],
  resampling: { readonly draws: number; readonly seed: number },
): RankingBacktest {
  const told = origins.filter(({ success }) => success.includes(1));
  const everybody = [...new Set(told.flatMap(({ people }) => [...people]))].sort((a, b) => a - b);
  const position = new Map(everybody.map((person, k) => [person, k]));
  const prepared = told.map(({ people, rankings, outcome, success }) => ({
    position: Uint32Array.from(people, (person) => position.get(person) ?? 0),
    rankings: rankings.map(rankCases),
    outcome: rankCases(outcome),
    success,
    places: placesOf(people.length),
  }));
  const rankings = origins[0]?.rankings.length ?? 0;
  const weightsOf = (times: Uint8Array) =>
    prepared.map((origin) => picked(new Uint8Array(origin.position.length), times, origin.position));
  const precisionsOf = (weights: readonly Uint8Array[]) =>
    Array.from({ length: rankings }, (_, r) =>
      meanOf(
        prepared.map((origin, o) =>
          precisionAt(origin.rankings[r] ?? origin.outcome, origin.success, weights[o] ?? [], origin.places),
        ),
      ),
    );
  const once = weightsOf(new Uint8Array(everybody.length).fill(1));
  const precisions = precisionsOf(once);
  const whole = precisions.map((precision, r) => ({
    precision,
    correlation: meanOf(
      prepared.map((origin, o) => spearman(origin.rankings[r] ?? origin.outcome, origin.outcome, once[o] ?? [])),
    ),
  }));
  const drawn: number[][] = whole.map(() => []);
  const stream = random(resampling.seed);
  const times = new Uint8Array(everybody.length);
  for (let draw = 0; draw < resampling.draws && told.length > 0; draw++) {
    times.fill(0);
    for (let k = 0; k < times.length; k++) {
      const person = stream.below(times.length);
      times[person] = (times[person] as number) + 1;
    }
    // Only the lead is resampled: correlations of people would take most of the time.
    const again = precisionsOf(weightsOf(times));
    again.forEach((precision, r) => {
      const gain = differenceOf(again[0], precision);
      if (gain !== null) drawn[r]?.push(gain);
    });
  }
  return {
    results: whole.map(({ precision, correlation }, r) => ({
      precision,
      correlation,
      gain: r === 0 ? null : differenceOf(whole[0]?.precision, precision),
      lower: r === 0 ? null : quantile(drawn[r] ?? [], 0.025),
      upper: r === 0 ? null : quantile(drawn[r] ?? [], 0.975),
    })),
    origins: told.length,
    people: everybody.length,
    cases: told.reduce((sum, { people }) => sum + people.length, 0),
    baseRate: meanOf(told.map(({ success }) => success.reduce((sum, one) => sum + one, 0) / success.length)),
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

const differenceOf = (one: number | null | undefined, other: number | null): number | null =>
  one === null || one === undefined || other === null ? null : one - other;
