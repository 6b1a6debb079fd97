import { random } from '../graph/random.ts';
import { quantile } from '../graph/statistics.ts';
import { brierScore, type Forecasts } from './forecast-scores.ts';
import { type OriginForecasts, type SilenceForecaster } from './silence-origin.ts';
import type { SilenceTask } from './silence-task.ts';

/** Forecasts of a run whose outcome is known, made once something could be learnt: all forecasters on equal terms. */
export interface ScoredCases {
  /** Day number of the origin of each case. */
  readonly origin: Int32Array;
  readonly entity: Uint32Array;
  readonly came: Uint8Array;
  /** 1 where the entity had been active within the task's `stillActive` days. */
  readonly stillActive: Uint8Array;
  /** The forecasts of one forecaster, which nobody may write to. */
  readonly p: (forecaster: SilenceForecaster) => Float64Array;
}

export function scoredCases({ stillActive }: SilenceTask, origins: readonly OriginForecasts[]): ScoredCases {
  const tried = origins
    .filter(({ closed }) => closed > 0)
    .map((origin) => ({
      origin,
      rows: Uint32Array.from(origin.silent.keys()).filter((row) => origin.silent[row] !== -1),
    }));
  const count = tried.reduce((sum, { rows }) => sum + rows.length, 0);
  const fill = <Values extends Int32Array | Uint32Array | Uint8Array | Float64Array>(
    values: Values,
    valueOf: (origin: OriginForecasts, row: number) => number,
  ): Values => {
    let at = 0;
    for (const { origin, rows } of tried) for (const row of rows) values[at++] = valueOf(origin, row);
    return values;
  };
  const known = new Map<SilenceForecaster, Float64Array>();
  return {
    origin: fill(new Int32Array(count), (origin) => origin.at),
    entity: fill(new Uint32Array(count), (origin, row) => origin.entity[row] as number),
    came: fill(new Uint8Array(count), (origin, row) => origin.silent[row] as number),
    stillActive: fill(new Uint8Array(count), (origin, row) => ((origin.quiet[row] as number) <= stillActive ? 1 : 0)),
    p(forecaster) {
      const p =
        known.get(forecaster) ?? fill(new Float64Array(count), (origin, row) => origin.p[forecaster][row] as number);
      known.set(forecaster, p);
      return p;
    },
  };
}

/** The forecasts of one forecaster. */
export const forecastsOf = (cases: ScoredCases, forecaster: SilenceForecaster): Forecasts => ({
  p: cases.p(forecaster),
  came: cases.came,
});

/** Those on entities still active, with the origin of each: a rule of quiet days has nothing to say about them. */
export function stillActiveForecasts(
  { p, came, origin, stillActive }: ScoredCases,
  forecaster: SilenceForecaster,
): Forecasts & { readonly origin: Int32Array } {
  const isKept = (_: number, k: number) => stillActive[k] === 1;
  return { p: p(forecaster).filter(isKept), came: came.filter(isKept), origin: origin.filter(isKept) };
}

/** The forecaster among some with the lowest Brier score on these cases, the first of equals; null without cases. */
export function bestOf<F extends SilenceForecaster>(cases: ScoredCases, forecasters: readonly F[]): F | null {
  let best: { forecaster: F; score: number } | null = null;
  for (const forecaster of forecasters) {
    const score = brierScore(forecastsOf(cases, forecaster));
    if (score !== null && (best === null || score < best.score)) best = { forecaster, score };
  }
  return best?.forecaster ?? null;
}

/** By which share the Brier score of one forecaster is below that of another; negative when it is above. */
export interface Reduction {
  readonly share: number;
  /** 95 % interval over resampled entities. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * Relative reduction of the Brier score, with a percentile bootstrap of its difference over entities: the same entity is
 * forecast from many overlapping windows, so that its cases are no independent ones. The difference of each draw is
 * relative to the score on all cases, since a draw may happen to hold no error of the other. Null without cases, or when
 * the other never errs.
 */
export function brierReduction(
  cases: ScoredCases,
  forecaster: SilenceForecaster,
  against: SilenceForecaster,
  draws: number,
  seed: number,
): Reduction | null {
  const saved = new Map<number, { error: number; cases: number }>();
  const own = cases.p(forecaster);
  const others = cases.p(against);
  let otherError = 0;
  cases.entity.forEach((id, k) => {
    const came = cases.came[k] as number;
    const theirs = ((others[k] as number) - came) ** 2;
    otherError += theirs;
    const sum = saved.get(id) ?? { error: 0, cases: 0 };
    saved.set(id, { error: sum.error + theirs - ((own[k] as number) - came) ** 2, cases: sum.cases + 1 });
  });
  if (otherError === 0) return null;
  const scale = otherError / cases.came.length;
  const entities = [...saved].sort(([a], [b]) => a - b).map(([, sum]) => sum);
  const stream = random(seed);
  const shares = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let error = 0;
    let count = 0;
    for (let k = 0; k < entities.length; k++) {
      const drawn = entities[stream.below(entities.length)];
      error += drawn?.error ?? 0;
      count += drawn?.cases ?? 0;
    }
    shares[draw] = error / count / scale;
  }
  return {
    share: entities.reduce((sum, { error }) => sum + error, 0) / otherError,
    lower: quantile(shares, 0.025) ?? 0,
    // Nothing below no error at all can be saved.
    upper: Math.min(1, quantile(shares, 0.975) ?? 0),
  };
}
