import { random } from '../graph/random.ts';
import { quantile } from '../graph/statistics.ts';
import { averagePrecision, type RankedCases, rankCases } from './average-precision.ts';

/** What was known on one day of the past, and what came next. */
export interface HalfLifeOrigin {
  /** The two people of each pair with some evidence, as indices of people. */
  readonly one: ArrayLike<number>;
  readonly other: ArrayLike<number>;
  /** Evidence of each pair under each half-life tried. */
  readonly evidence: readonly Float64Array[];
  /** 1 for pairs that exchanged in the weeks that followed. */
  readonly later: Uint8Array;
}

/** How well one half-life tells who will exchange next. */
export interface HalfLifeTrial {
  readonly days: number;
  /** Mean of the average precision over the origins; null when no pair exchanged again at any of them. */
  readonly averagePrecision: number | null;
  /** Gain over the default as a share of its average precision, with its 95 % interval; null where not defined. */
  readonly gain: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface HalfLifeChoice {
  readonly trials: readonly HalfLifeTrial[];
  readonly days: number;
}

/** Resamples, their seed, and the gain below which the default stays. */
const resampling = { draws: 200, seed: 20_041_026 };
const leastGain = 0.02;

/**
 * The half-life under which the strongest pairs of the past were most often those that exchanged next. The default stays
 * unless another one is better by more than 2 % and the interval of its gain, over resampled people, lies above 0. A pair
 * counts as often as both of its people are drawn (vertex bootstrap, Snijders & Borgatti 1999): pairs of one person are
 * no independent cases. O(draws · origins · pairs · half-lives).
 */
export function chooseHalfLife(
  origins: readonly HalfLifeOrigin[],
  people: number,
  halfLives: readonly number[],
  standard: number,
): HalfLifeChoice {
  const ranked = origins.map(({ one, other, evidence, later }) =>
    evidence.map((values) => inOrder(rankCases(values), one, other, later)),
  );
  /** Mean average precision of each half-life over the origins, when person i was drawn `times[i]` times. */
  const precision = (times: Uint8Array): (number | null)[] => {
    const of = ranked.map((trials) => trials.map((trial) => drawnPrecision(trial, times)));
    const defined = of.filter((values) => !values.includes(null));
    return halfLives.map((_, h) =>
      defined.length === 0 ? null : defined.reduce((sum, values) => sum + (values[h] ?? 0), 0) / defined.length,
    );
  };
  const at = halfLives.indexOf(standard);
  const gains = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null || !values[at] ? null : value / values[at] - 1));
  const whole = precision(new Uint8Array(people).fill(1));
  const gain = gains(whole);
  const drawn: number[][] = halfLives.map(() => []);
  const stream = random(resampling.seed);
  const times = new Uint8Array(people);
  for (let draw = 0; draw < resampling.draws && whole[at] !== null; draw++) {
    times.fill(0);
    for (let k = 0; k < people; k++) {
      const person = stream.below(people);
      times[person] = (times[person] as number) + 1;
    }
    gains(precision(times)).forEach((value, h) => value === null || drawn[h]?.push(value));
  }
  const trials = halfLives.map(
    (days, h): HalfLifeTrial => ({
      days,
      averagePrecision: whole[h] ?? null,
      gain: gain[h] ?? null,
      lower: days === standard ? null : quantile(drawn[h] ?? [], 0.025),
      upper: days === standard ? null : quantile(drawn[h] ?? [], 0.975),
    }),
  );
  const winner = trials
    .filter(({ gain: more, lower }) => more !== null && more > leastGain && lower !== null && lower > 0)
    .toSorted((a, b) => (b.gain ?? 0) - (a.gain ?? 0) || a.days - b.days)[0];
  return { trials, days: winner?.days ?? standard };
}

/** The pairs of an origin from the strongest down, so that a resample reads them one after the other. */
function inOrder({ order, ends }: RankedCases, one: ArrayLike<number>, other: ArrayLike<number>, later: Uint8Array) {
  return {
    one: Uint32Array.from(order, (pair) => one[pair] as number),
    other: Uint32Array.from(order, (pair) => other[pair] as number),
    cases: { order: Uint32Array.from(order.keys()), ends },
    later: Uint8Array.from(order, (pair) => later[pair] as number),
  };
}

function drawnPrecision(trial: ReturnType<typeof inOrder>, times: Uint8Array): number | null {
  const { one, other, cases, later } = trial;
  const weight = new Uint16Array(one.length);
  for (let k = 0; k < weight.length; k++) {
    weight[k] = (times[one[k] as number] as number) * (times[other[k] as number] as number);
  }
  return averagePrecision(cases, later, weight);
}
