import type { MbgPrior } from './mbg-nbd.ts';

/** What is forecast, for entities of one kind; in days. */
export interface SilenceTask {
  /** Silent: not one active day in this many. */
  readonly horizon: number;
  /** From one origin to the one before. */
  readonly step: number;
  /** Who has been quiet for longer is no longer forecast. */
  readonly eligible: number;
  /** Who was active this recently still looks alive: no rule of quiet days can tell them apart. */
  readonly stillActive: number;
  /** Populations like those of public forums and networks, before the data speak. Times are in days. */
  readonly prior: MbgPrior;
}

/** Wide enough for the public populations on which it was measured, which lie within a factor 2.5 of the centre. */
const spread = 0.7;

export const communityTask: SilenceTask = {
  horizon: 60,
  step: 30,
  eligible: 180,
  stillActive: 14,
  prior: { centre: { r: 2, alpha: 20, a: 0.5, b: 9 }, spread },
};

export const memberTask: SilenceTask = {
  horizon: 28,
  step: 7,
  eligible: 90,
  stillActive: 7,
  prior: { centre: { r: 1.8, alpha: 8, a: 1, b: 6 }, spread },
};

/** More origins than this teach little more, since their windows overlap. */
const mostOrigins = 100;

/**
 * The days from which to forecast, ascending, the last of them `end` itself: every `step` days, further apart in a long
 * history of a short step, the first after one horizon of data.
 */
export function originsOf({ horizon, step }: SilenceTask, start: number, end: number): number[] {
  const origins: number[] = [];
  const apart = step * Math.max(1, Math.ceil((end - start) / (step * mostOrigins)));
  for (let at = end; at >= start + horizon; at -= apart) origins.unshift(at);
  return origins;
}
