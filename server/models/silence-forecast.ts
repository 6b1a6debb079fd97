import { random } from '../graph/random.ts';
import { quantile } from '../graph/statistics.ts';
import { silenceDraws } from './mbg-posterior.ts';
import { logOdds, sigmoid } from './ridge-logit.ts';
import type { OriginForecasts } from './silence-origin.ts';
import type { SilenceTask } from './silence-task.ts';

/** The chance that one entity stays silent for the whole horizon from today. */
export interface SilenceForecast {
  readonly entity: number;
  /** 0 to 1. */
  readonly probability: number;
  /** Nine in ten of the entities like it, as far as is known of it, have a chance between these two. */
  readonly low: number;
  readonly high: number;
  /** True while too little has been seen, of all of them or of this one, for one number: show the interval. */
  readonly learning: boolean;
}

export interface SilenceThresholds {
  /** From here on silence is more likely than not. */
  readonly watch: number;
  /** From here on at least 70 % of the past forecasts came true; null when no threshold did, or too few were tried. */
  readonly act: number | null;
  /** The past forecasts at or above `act`, and those of them that came true. */
  readonly cases: number;
  readonly came: number;
}

export interface SilenceForecasts {
  /** One per entity that was active lately enough (the task's `eligible`), by ascending entity. */
  readonly forecasts: readonly SilenceForecast[];
  readonly thresholds: SilenceThresholds;
  /** Past forecasts whose outcome is known and which today's learnt from. */
  readonly closed: number;
}

/** Past outcomes, and active days of one's own, below which a forecast is shown as an interval. */
const fewestClosed = 200;
const fewestActiveDays = 5;
const draws = 200;

const watch = 0.5;
const wantedPrecision = 0.7;
/** A precision of fewer forecasts than this is chance. */
const fewestAlarms = 20;

/**
 * Today's forecasts, those of the last origin of a run, with how far they can be trusted.
 * @param origins of `rollingSilence`, all of them; the last one is today. Without any there is no forecast.
 * @param seed of the draws behind the intervals.
 */
export function silenceForecasts(
  task: SilenceTask,
  origins: readonly OriginForecasts[],
  seed: number,
): SilenceForecasts {
  const today = origins.at(-1);
  const thresholds = thresholdsOf(task, origins);
  if (today === undefined) return { forecasts: [], thresholds, closed: 0 };
  const stream = random(seed);
  const { operational, p } = today;
  const forecasts = Array.from(today.entity, (entity, k): SilenceForecast => {
    const probability = p.combined[k] as number;
    const own = {
      x: operational.x[k] as number,
      tx: operational.tx[k] as number,
      T: operational.T[k] as number,
    };
    const spread = silenceDraws(today.population, own, today.operationalHorizon, draws, stream);
    // What recalibration and regression know beyond the model moves the interval with the forecast.
    const shift = logOdds(probability) - logOdds(p.mbg_operational[k] as number);
    const at = (share: number) => sigmoid(logOdds(quantile(spread, share) ?? 0) + shift);
    return {
      entity,
      probability,
      low: Math.min(probability, at(0.05)),
      high: Math.max(probability, at(0.95)),
      learning: today.closed < fewestClosed || own.x + 1 < fewestActiveDays,
    };
  });
  return { forecasts, thresholds, closed: today.closed };
}

/** The lowest threshold, at least even odds, at which past alarms were right often enough. */
function thresholdsOf(task: SilenceTask, origins: readonly OriginForecasts[]): SilenceThresholds {
  const past = origins
    .filter(({ closed }) => closed > 0)
    .flatMap(({ silent, p, operational }) =>
      [...silent.keys()].flatMap((k) => {
        const quiet = (operational.T[k] as number) - (operational.tx[k] as number);
        // Who is dormant already needs no forecast.
        if (silent[k] === -1 || quiet >= task.horizon) return [];
        return [{ p: p.combined[k] as number, came: silent[k] as number }];
      }),
    )
    .filter(({ p }) => p >= watch)
    .sort((a, b) => b.p - a.p);
  let found = { act: null as number | null, cases: 0, came: 0 };
  let came = 0;
  past.forEach((alarm, k) => {
    came += alarm.came;
    const cases = k + 1;
    const isLastOfEqual = past[cases]?.p !== alarm.p;
    if (isLastOfEqual && cases >= fewestAlarms && came >= wantedPrecision * cases)
      found = { act: alarm.p, cases, came };
  });
  return { watch, ...found };
}
