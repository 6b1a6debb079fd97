import { borda, kendallW } from '../models/rank-aggregation.ts';
import { kendallTau, midrankPercentiles } from '../graph/statistics.ts';
import {
  type AmbassadorEvidence,
  type FacetId,
  facetIds,
  type Facets,
  facetsOn,
  facetsWithout,
} from '../models/ambassador-facets.ts';
import { shareInTop } from '../models/bootstrap-tiers.ts';
import { geometricComposite, percentileInstead } from '../models/composite.ts';
import { type Exchange, everyWeekOnce, exchangeOn, strongestWriter } from '../models/written-exchange.ts';
import { ambassadorParts } from './ambassador-parts.ts';

/** 200 resamples of the weeks; a person belongs to the top among the 5 % with the highest score. */
export const resampling = { draws: 200, seed: 20_090_401, top: 0.05 } as const;

/** The scores of the eligible people, in their order. */
export interface AmbassadorScores {
  readonly exchange: Exchange;
  readonly raw: Facets;
  readonly percentiles: Readonly<Record<FacetId, Float64Array>>;
  readonly value: Float64Array;
  readonly withoutStrongest: Float64Array;
  /** Share of the resamples in which the person is in the top. */
  readonly stability: Float64Array;
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

/** Scores the eligible people against each other. Deterministic: the resamples have a fixed seed. */
export function scoreAmbassadors(evidence: AmbassadorEvidence, eligible: Uint32Array): AmbassadorScores {
  const once = everyWeekOnce(evidence.written.weeks);
  const exchange = exchangeOn(evidence.written, once);
  const raw = facetsOn(evidence, eligible, once);
  const percentiles = rank(raw);
  const value = composite(percentiles);
  const facets = facetIds.map((id) => raw[id]);
  return {
    exchange,
    raw,
    percentiles,
    value,
    withoutStrongest: withoutStrongest(evidence, eligible, exchange, raw),
    stability: shareInTop(eligible.length, evidence.written.weeks, resampling, (counts) =>
      composite(rank(facetsOn(evidence, eligible, counts))),
    ),
    agreement: { concordance: kendallW(facets), borda: kendallTau(borda(facets), value) },
  };
}

/** Each person's score as if the one who writes most to them had never exchanged with them, the others unchanged. */
function withoutStrongest(
  evidence: AmbassadorEvidence,
  eligible: Uint32Array,
  exchange: Exchange,
  raw: Facets,
): Float64Array {
  const without = facetsWithout(evidence, exchange, eligible, everyWeekOnce(evidence.written.weeks));
  const sorted = facetIds.map((id) => Float64Array.from(raw[id]).sort());
  const percentiles = facetIds.map(() => new Float64Array(eligible.length));
  eligible.forEach((person, position) => {
    const values = without(person, strongestWriter(exchange, person).writer);
    facetIds.forEach((id, f) => {
      const own = raw[id][position] as number;
      const row = percentiles[f];
      if (row) row[position] = percentileInstead(sorted[f] as Float64Array, own, values[f] as number);
    });
  });
  return geometricComposite(percentiles, weights);
}
