import type { MbgNbd, Recencies } from './mbg-nbd.ts';
import { featureCount } from './silence-features.ts';

/** The forecasts that are compared, baselines first. */
export const silenceForecasters = [
  'climatology',
  'hard_30',
  'hard_60',
  'hard_90',
  'rule_30',
  'rule_60',
  'rule_90',
  'recency',
  'mbg',
  'mbg_operational',
  'mbg_recalibrated',
  'regression',
  'combined',
] as const;
export type SilenceForecaster = (typeof silenceForecasters)[number];

/** What was forecast at one origin, one entry per eligible entity. */
export interface OriginForecasts {
  /** Day number: all before it is known, nothing from it on. */
  readonly at: number;
  readonly entity: Uint32Array;
  /** Days since the last active day. */
  readonly quiet: Float64Array;
  /** The same and more on the operational clock. */
  readonly operational: Recencies;
  /** What came: 1 silent for the horizon, 0 not, -1 not known (not over yet, or the entity ended by decision). */
  readonly silent: Int8Array;
  readonly p: Readonly<Record<SilenceForecaster, Float64Array>>;
  /** Cases whose outcome was known by then and all forecasts learnt from; 0 at the first origins. */
  readonly closed: number;
  /** The population on the operational clock, and how many of its days the horizon holds. */
  readonly population: MbgNbd;
  readonly operationalHorizon: number;
}

/** An origin that later ones may learn from. */
export interface LearntOrigin extends OriginForecasts {
  /** One row per entity: a constant, what was read off its past, and the log odds of both models. */
  readonly features: Float64Array;
}

/** Features of a case in all: the constant, those of its past, the log odds of the two models. */
export const rowWidth = featureCount + 3;
