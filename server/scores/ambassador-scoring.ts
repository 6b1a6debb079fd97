import { borda, kendallW } from '../models/rank-aggregation.ts';
import { kendallTau } from '../graph/kendall-tau.ts';
import { midrankPercentiles } from '../graph/statistics.ts';
import { type AmbassadorEvidence, type FacetId, facetIds, type Facets } from '../models/ambassador-facets.ts';
import { facetsOn } from '../models/ambassador-facets-of-all.ts';
import type { AmbassadorTrials, AmbassadorTried } from '../models/ambassador-kernel.ts';
import type { Text } from '../contract/text.ts';
import { type BootstrapOptions, resampledWeeks } from '../models/bootstrap-tiers.ts';
import { geometricComposite } from '../models/composite.ts';
import { type Exchange, everyWeekOnce, exchangeOn } from '../models/written-exchange.ts';
import { ambassadorParts } from './ambassador-parts.ts';

/** Resamples of the weeks, and the fewest on a large network: a share of 50 is right to 14 points, at 80 % to 11. */
const draws = { most: 200, fewest: 50 } as const;
/** People compared beyond whom there are fewer resamples: 200 scores of 20,000 people take some ten seconds. */
const allDrawsUpTo = 20_000;

/** The resamples of so many people: one belongs to the top among the 5 % with the highest score. */
export const resamplingOf = (people: number): BootstrapOptions => ({
  draws: Math.max(draws.fewest, Math.min(draws.most, Math.floor((draws.most * allDrawsUpTo) / people))),
  seed: 20_090_401,
  top: 0.05,
});

/** What a list says when tiers rest on fewer resamples. */
export function fewerResamples(people: number): Text[] {
  if (people <= allDrawsUpTo) return [];
  const count = resamplingOf(people).draws;
  return [
    {
      fr: `Plus de ${allDrawsUpTo.toLocaleString('fr')} personnes comparées : les groupes reposent sur ${count} rééchantillonnages des semaines au lieu de ${draws.most}.`,
      en: `More than ${allDrawsUpTo.toLocaleString('en')} people compared: tiers rest on ${count} resamples of the weeks rather than ${draws.most}.`,
    },
  ];
}

/** The scores of the eligible people, in their order. */
export interface AmbassadorScores extends AmbassadorTried {
  readonly exchange: Exchange;
  readonly raw: Facets;
  readonly percentiles: Readonly<Record<FacetId, Float64Array>>;
  readonly value: Float64Array;
  /** Kendall's W over the facets and tau of their Borda count with the score; null when nobody can be told apart. */
  readonly agreement: { readonly concordance: number | null; readonly borda: number | null };
}

const weights = facetIds.map((id) => ambassadorParts.find((part) => part.id === id)?.weight ?? 0);

function rank(raw: Facets): Record<FacetId, Float64Array> {
  return {
    reach: midrankPercentiles(raw.reach),
    responsiveness: midrankPercentiles(raw.responsiveness),
    consistency: midrankPercentiles(raw.consistency),
    cross: midrankPercentiles(raw.cross),
    dialogue: midrankPercentiles(raw.dialogue),
    openness: midrankPercentiles(raw.openness),
  };
}

const composite = (percentiles: Readonly<Record<FacetId, Float64Array>>): Float64Array =>
  geometricComposite(
    facetIds.map((id) => percentiles[id]),
    weights,
  );

/** The score of each eligible person alone, without resamples. */
export function ambassadorValues(evidence: AmbassadorEvidence, eligible: Uint32Array): Float64Array {
  return composite(rank(facetsOn(evidence, eligible, everyWeekOnce(evidence.written.weeks))));
}

/**
 * Scores the eligible people against each other. Deterministic: the resamples have a fixed seed.
 * @param otherWeights other weights of the lines of the evidence, one row after the other: the scores under each are told.
 * @param trying `tryAmbassadors`, in threads of its own if the caller has any.
 */
export async function scoreAmbassadors(
  evidence: AmbassadorEvidence,
  eligible: Uint32Array,
  otherWeights: Float64Array,
  trying: (trials: AmbassadorTrials) => AmbassadorTried | Promise<AmbassadorTried>,
): Promise<AmbassadorScores> {
  const { weeks } = evidence.written;
  const once = everyWeekOnce(weeks);
  const raw = facetsOn(evidence, eligible, once);
  const resampling = resamplingOf(eligible.length);
  const tried = await trying({
    evidence,
    people: eligible,
    raw,
    weights: Float64Array.from(weights),
    resamples: resampledWeeks(weeks, resampling),
    top: resampling.top,
    otherWeights,
  });
  const percentiles = rank(raw);
  const value = composite(percentiles);
  const facets = facetIds.map((id) => raw[id]);
  return {
    exchange: exchangeOn(evidence.written, once),
    raw,
    percentiles,
    value,
    ...tried,
    agreement: { concordance: kendallW(facets), borda: kendallTau(borda(facets), value) },
  };
}
