import { random } from '../../server/graph/random.ts';

/** A forecast, what came, whom it was about and when it was made. */
export interface Case {
  readonly p: number;
  readonly came: number;
  readonly entity: number;
  readonly at: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Groups by a number, in its order. */
function grouped(cases: readonly Case[], by: (one: Case) => number): Case[][] {
  const groups = new Map<number, Case[]>();
  for (const one of cases) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => a - b).map(([, own]) => own);
}

export const brierOf = (cases: readonly Case[]): number => mean(cases.map(({ p, came }) => (p - came) ** 2));

/** By comparing every pair, or those of the same date only. */
export function aucOf(cases: readonly Case[], sameDate = false): number {
  const yes = cases.filter(({ came }) => came === 1);
  const no = cases.filter(({ came }) => came === 0);
  return mean(
    yes.flatMap((one) =>
      no
        .filter((other) => !sameDate || one.at === other.at)
        .map((other) => (one.p > other.p ? 1 : one.p === other.p ? 0.5 : 0)),
    ),
  );
}

export const logLossOf = (cases: readonly Case[]): number =>
  mean(cases.map(({ p, came }) => -Math.log(Math.max(1e-6, came === 1 ? p : 1 - p))));

/** A case is in the top tenth of its date by the share of the places that those above it leave to it and its equals. */
export function liftOf(cases: readonly Case[]): number {
  const inTop = ({ p, at }: Case): number => {
    const ofDate = cases.filter((other) => other.at === at);
    const above = ofDate.filter((other) => other.p > p).length;
    const equal = ofDate.filter((other) => other.p === p).length;
    return Math.min(1, Math.max(0, (ofDate.length / 10 - above) / equal));
  };
  return (10 * sum(cases.map((own) => inTop(own) * own.came))) / sum(cases.map(({ came }) => came));
}

/** Brier score after recalibration by the greatest convex minorant of the cumulative outcomes. */
export function recalibratedBrier(cases: readonly Case[]): number {
  const levels = grouped(cases, ({ p }) => p);
  let total = 0;
  for (let begin = 0; begin < levels.length; ) {
    // The next corner of the minorant is where the slope from here is the smallest, the furthest of equals.
    let best = { share: Infinity, end: begin };
    let came = 0;
    let held = 0;
    for (let end = begin; end < levels.length; end++) {
      came += sum((levels[end] ?? []).map((one) => one.came));
      held += levels[end]?.length ?? 0;
      const share = came / held;
      if (share <= best.share) best = { share, end };
    }
    const pool = levels.slice(begin, best.end + 1).flat();
    total += sum(pool.map((one) => (best.share - one.came) ** 2));
    begin = best.end + 1;
  }
  return total / cases.length;
}

/** Tenths by forecast, cases of equal forecast all in the tenth of the first of them. */
export function tenths(cases: readonly Case[]): Case[][] {
  const sorted = [...cases].sort((a, b) => a.p - b.p);
  const firstOf = new Map<number, number>();
  sorted.forEach(({ p }, place) => firstOf.set(p, firstOf.get(p) ?? place));
  const ends = Array.from({ length: 10 }, (_, k) => Math.round(((k + 1) * cases.length) / 10));
  return grouped(sorted, ({ p }) => ends.findIndex((end) => (firstOf.get(p) ?? 0) < end));
}

export const calibrationErrorOf = (cases: readonly Case[]): number =>
  sum(tenths(cases).map((own) => Math.abs(sum(own.map(({ p, came }) => p - came))))) / cases.length;

/** Quantile at p by linear interpolation between order statistics. */
function quantileOf(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + (at % 1) * ((sorted[Math.ceil(at)] ?? 0) - below);
}

/**
 * [share, 2.5 %, 97.5 %] of the Brier score saved, over 300 resamples of entities from the stream of a seed, each relative to
 * the other's score on all cases, at most 1.
 */
export function reductionOf(own: readonly Case[], other: readonly Case[], seed: number): [number, number, number] {
  const entities = [...new Set(own.map(({ entity }) => entity))].sort((a, b) => a - b);
  const byEntity = (cases: readonly Case[]) =>
    entities.map((entity) => cases.filter((one) => one.entity === entity).map(({ p, came }) => (p - came) ** 2));
  const mine = byEntity(own).map((errors) => ({ error: sum(errors), cases: errors.length }));
  const theirs = byEntity(other).map(sum);
  const whole = brierOf(other);
  const stream = random(seed);
  const shares = Array.from({ length: 300 }, () => {
    const drawn = entities.map(() => stream.below(entities.length));
    const cases = sum(drawn.map((k) => mine[k]?.cases ?? 0));
    return sum(drawn.map((k) => (theirs[k] ?? 0) - (mine[k]?.error ?? 0))) / cases / whole;
  });
  return [1 - brierOf(own) / brierOf(other), quantileOf(shares, 0.025), Math.min(1, quantileOf(shares, 0.975))];
}
