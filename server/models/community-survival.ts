import { kaplanMeier, type WaitingCurve } from './kaplan-meier.ts';

/** How long a community has lived, in days since it was born. */
export interface Lifetime {
  /** Age when it was first seen alive: 0 when its beginning was seen. */
  readonly entered: number;
  /** Age at which it ended, or was last known to live. */
  readonly left: number;
  readonly ended: boolean;
}

/** Choices of ours, public in the handbook. */
export const survivalRules = {
  /** Fewer communities give no curve, and a curve starts at the first age at which so many are watched. */
  fewestWatched: 5,
  /** A curve that starts this young, in days, is taken for one from birth. */
  youngest: 28,
  /** Days of a month, on average. */
  monthDays: 365.25 / 12,
} as const;

/** What is known of a life table at one age. */
export interface SurvivalAtAge {
  /** Share still alive; its interval is null while nothing has ended, and once all have. */
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** How long the communities of one kind live. Ages and medians in days. */
export interface CommunitySurvival {
  /** Age from which it holds: shares are of those that live to it, all of them up to `survivalRules.youngest`. */
  readonly since: number;
  /** Communities that it rests on, and how many of them ended. */
  readonly communities: number;
  readonly ended: number;
  /** Greatest age at which one was watched. */
  readonly longest: number;
  /** Age that half of them do not reach, with its 95 % interval; null when not reached, or not known from birth. */
  readonly median: number | null;
  readonly medianLower: number | null;
  readonly medianUpper: number | null;
  at(age: number): SurvivalAtAge;
  /** How many are watched just after an age. */
  watched(age: number): number;
  /** How many ended after one age, up to and at another. */
  endedWithin(from: number, to: number): number;
}

/**
 * Kaplan–Meier life of communities, each at risk from the age at which it was first seen alive (left truncation). With few
 * at risk at a young age, the first deaths would bring the curve to 0 for good, however many older ones live. So it starts at
 * the first age at which enough are watched, and again where all that were watched ended before older ones came to be
 * watched; when those older ones are too few for a curve, it stops there. Null when it starts nowhere.
 * @param from youngest age at which it may start.
 * Kaplan & Meier 1958; thin risk sets under left truncation: Lai & Ying 1991, Annals of Statistics 19; interval of the
 * median: Brookmeyer & Crowley 1982, Biometrics 38.
 */
export function communitySurvival(lifetimes: readonly Lifetime[], from = 0): CommunitySurvival | null {
  const since = firstAgeWatched(lifetimes, from);
  if (since === null) return null;
  const lives = lifetimes.filter(({ left }) => left > since);
  const curve = curveOf(since, lives);
  const extinct = curve.times[curve.survival.indexOf(0)];
  if (extinct === undefined || !lives.some(({ entered }) => entered >= extinct)) return survivalOf(since, lives, curve);
  const older = communitySurvival(lifetimes, extinct);
  if (older !== null) return older;
  const known = lives
    .filter(({ entered }) => entered < extinct)
    .map((life) => (life.left < extinct ? life : { ...life, left: extinct, ended: false }));
  return survivalOf(since, known, curveOf(since, known));
}

/** Before the curve starts nobody is at risk. */
const curveOf = (since: number, lives: readonly Lifetime[]): WaitingCurve =>
  kaplanMeier(
    Float64Array.from(lives, ({ left }) => left),
    lives.map(({ ended }) => Number(ended)),
    Float64Array.from(lives, ({ entered }) => Math.max(entered, since)),
  );

/** First age from `from` on just after which enough are watched; null when there is none. */
function firstAgeWatched(lifetimes: readonly Lifetime[], from: number): number | null {
  const ages = [from, ...lifetimes.map(({ entered }) => entered).filter((age) => age > from)].sort((a, b) => a - b);
  return ages.find((age) => watchedAt(lifetimes, age) >= survivalRules.fewestWatched) ?? null;
}

const watchedAt = (lifetimes: readonly Lifetime[], age: number): number =>
  lifetimes.filter(({ entered, left }) => entered <= age && left > age).length;

function survivalOf(since: number, lives: readonly Lifetime[], curve: WaitingCurve): CommunitySurvival {
  const { times, events, survival, lower, upper } = curve;
  const isFromBirth = since <= survivalRules.youngest;
  const firstAtMostHalf = (shares: Float64Array): number | null =>
    times[shares.findIndex((share) => share <= 0.5 + 1e-12)] ?? null;
  return {
    since,
    communities: lives.length,
    ended: lives.filter(({ ended }) => ended).length,
    longest: lives.reduce((most, { left }) => Math.max(most, left), 0),
    median: isFromBirth ? curve.timeWhenEnded(0.5) : null,
    medianLower: isFromBirth ? firstAtMostHalf(lower) : null,
    medianUpper: isFromBirth ? firstAtMostHalf(upper) : null,
    at(age) {
      const step = times.findLastIndex((time) => time <= age);
      const known = (bound: number | undefined): number | null =>
        bound === undefined || Number.isNaN(bound) ? null : bound;
      return { value: survival[step] ?? 1, lower: known(lower[step]), upper: known(upper[step]) };
    },
    watched: (age) => watchedAt(lives, age),
    endedWithin: (from, to) =>
      times.reduce((sum, time, k) => sum + (time > from && time <= to ? (events[k] ?? 0) : 0), 0),
  };
}
