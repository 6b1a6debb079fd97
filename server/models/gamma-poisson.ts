/** A rate of active days drawn from Gamma(shape r, rate alpha): what is believed before anything was seen. */
export interface GammaPrior {
  readonly r: number;
  /** In the unit of time of the spans it is used with. */
  readonly alpha: number;
}

/**
 * Probability of no active day during `silence`, 0 to 1, after `events` active days seen during `span`:
 * ((α + T) / (α + T + s))^(r + x), the predictive distribution of a Poisson process with a Gamma rate.
 * Spans are ≥ 0, in the unit of `prior.alpha`.
 */
export function silenceProbability(prior: GammaPrior, events: number, span: number, silence: number): number {
  // log1p keeps short silences exact after a long history.
  return Math.exp(-(prior.r + events) * Math.log1p(silence / (prior.alpha + span)));
}

/** How long a silence must last to be as improbable as `probability` (above 0, at most 1). */
export function silenceOfProbability(prior: GammaPrior, events: number, span: number, probability: number): number {
  return (prior.alpha + span) * Math.expm1(-Math.log(probability) / (prior.r + events));
}
