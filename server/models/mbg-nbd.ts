import { lgamma } from '../graph/statistics.ts';
import { minimise } from './nelder-mead.ts';

/**
 * A population of entities that are active at their own rate λ ~ Gamma(shape r, rate α) and stop for good after any of
 * their active days with their own probability p ~ Beta(a, b).
 */
export interface MbgNbd {
  readonly r: number;
  /** In the unit of time of the histories. */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** What the model needs of each entity's past, one entry per entity, times in one unit. */
export interface Recencies {
  /** Active days after the first. */
  readonly x: Float64Array;
  /** From the first active day to the last. */
  readonly tx: Float64Array;
  /** From the first active day to now. */
  readonly T: Float64Array;
}

/** Beyond e^700 a double overflows. */
const highest = 700;

/** Logarithm of the odds of having stopped: (a ÷ (b + x)) · ((α + T) ÷ (α + tx))^(r + x). */
function logOddsStopped({ r, alpha, a, b }: MbgNbd, x: number, tx: number, T: number): number {
  return Math.log(a / (b + x)) + (r + x) * Math.log1p((T - tx) / (alpha + tx));
}

const log1pExp = (value: number): number => (value > 35 ? value : Math.log1p(Math.exp(value)));

/** Probability, 0 to 1, of not having stopped. It is no forecast of activity: who is alive may still rest for long. */
export function aliveProbability(model: MbgNbd, x: number, tx: number, T: number): number {
  return 1 / (1 + Math.exp(Math.min(highest, logOddsStopped(model, x, tx, T))));
}

/** Probability, 0 to 1, of no active day during the next `horizon`: stopped, or alive and at rest. Exact. */
export function silenceForecast(model: MbgNbd, x: number, tx: number, T: number, horizon: number): number {
  const { r, alpha } = model;
  const speaks = -Math.expm1(-(r + x) * Math.log1p(horizon / (alpha + T)));
  return 1 - aliveProbability(model, x, tx, T) * speaks;
}

/** Log likelihood of histories (natural logarithm, summed over entities). */
export function logLikelihood(model: MbgNbd, { x, tx, T }: Recencies): number {
  const { r, alpha, a, b } = model;
  // The terms in x alone are the same for all entities with as many active days.
  const most = x.reduce((largest, times) => Math.max(largest, times), 0);
  const ofTimes = new Float64Array(most + 1).fill(Number.NaN);
  const oddsOfTimes = new Float64Array(most + 1);
  const base = r * Math.log(alpha) - lgamma(r) + lgamma(a + b) - lgamma(b);
  let sum = 0;
  for (let k = 0; k < x.length; k++) {
    const times = x[k] as number;
    if (Number.isNaN(ofTimes[times])) {
      ofTimes[times] = base + lgamma(r + times) + lgamma(b + times + 1) - lgamma(a + b + times + 1);
      oddsOfTimes[times] = Math.log(a / (b + times));
    }
    const untilNow = Math.log(alpha + (T[k] as number));
    const untilLast = Math.log(alpha + (tx[k] as number));
    const odds = (oddsOfTimes[times] as number) + (r + times) * (untilNow - untilLast);
    sum += (ofTimes[times] as number) - (r + times) * untilNow + log1pExp(odds);
  }
  return sum;
}

/** A population as it is expected to be before its data are seen: each parameter within a factor e^±spread or so. */
export interface MbgPrior {
  readonly centre: MbgNbd;
  /** Standard deviation of each log parameter. */
  readonly spread: number;
}

const logs = ({ r, alpha, a, b }: MbgNbd): number[] => [r, alpha, a, b].map(Math.log);
const fromLogs = (at: readonly number[]): MbgNbd => {
  const [r, alpha, a, b] = at.map(Math.exp) as [number, number, number, number];
  return { r, alpha, a, b };
};

/**
 * The population that makes the histories most likely, drawn towards `prior` by a normal density on the log parameters:
 * few entities stay near the prior, many speak for themselves. An infinite spread is plain maximum likelihood.
 * Batislam, Denizel & Filiztekin 2007, International Journal of Research in Marketing 24; the model with p after each
 * active day of Fader, Hardie & Lee 2005, Marketing Science 24, opened to stopping after the first.
 * @param start where to look first, such as the fit of a month ago; absent: the prior, twice.
 */
export function fitMbgNbd(histories: Recencies, prior: MbgPrior, start?: MbgNbd): MbgNbd {
  if (histories.x.length === 0) return prior.centre;
  const centre = logs(prior.centre);
  const cost = (at: readonly number[]): number => {
    if (at.some((value) => Math.abs(value) > 20)) return Number.POSITIVE_INFINITY;
    const pull = at.reduce((sum, value, k) => sum + ((value - (centre[k] as number)) / prior.spread) ** 2 / 2, 0);
    return (pull - logLikelihood(fromLogs(at), histories)) / histories.x.length;
  };
  return fromLogs(minimise(cost, logs(start ?? prior.centre), { tolerance: 1e-4, restart: start === undefined }).at);
}
