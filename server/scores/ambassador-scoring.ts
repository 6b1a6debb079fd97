import { borda, kendallW } from '../models/rank-aggregation.ts';
import { kendallTau } from '../graph/kendall-tau.ts';
import { midrankPercentiles } from '../graph/statistics.ts';
import {
  type AmbassadorEvidence,
  type FacetId,
  facetIds,
  type Facets,
  facetsOn,
  facetsWithout,
} from '../models/ambassador-facets.ts';
import type { Text } from '../contract/text.ts';
import { type BootstrapOptions, shareInTop } from '../models/bootstrap-tiers.ts';
import { geometricComposite, percentileInstead } from '../models/composite.ts';
import { type Exchange, everyWeekOnce, exchangeOn, strongestWriters } from '../models/written-exchange.ts';
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

/** The score of each eligible person alone, without resamples. */
export function ambassadorValues(evidence: AmbassadorEvidence, eligible: Uint32Array): Float64Array {
  return composite(rank(facetsOn(evidence, eligible, everyWeekOnce(evidence.written.weeks))));
}

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
    stability: shareInTop(eligible.length, evidence.written.weeks, resamplingOf(eligible.length), (counts) =>
      composite(rank(facetsOn(evidence, eligible, counts))),
    ),
    agreement: { concordance: kendallW(facets), borda: kendallTau(borda(facets), value) },
  };
}

/** Where more people than this write as much as the one who writes most, nobody stands out. */
const mostStrongest = 3;

/**
 * Each person's score as if the one who writes most to them had never exchanged with them, the others unchanged: the lowest
 * where up to three write as much, NaN where more do, and the score itself where nobody writes.
 */
function withoutStrongest(
  evidence: AmbassadorEvidence,
  eligible: Uint32Array,
  exchange: Exchange,
  raw: Facets,
): Float64Array {
  const without = facetsWithout(evidence, exchange, eligible, everyWeekOnce(evidence.written.weeks));
  const sorted = facetIds.map((id) => Float64Array.from(raw[id]).sort());
  const each = Array.from({ length: mostStrongest }, () => facetIds.map(() => new Float64Array(eligible.length)));
  const standsOut = Uint8Array.from(eligible, (person, position) => {
    const { writers } = strongestWriters(exchange, person);
    if (writers.length > mostStrongest) return 0;
    let values: readonly number[] = [];
    each.forEach((percentiles, k) => {
      if (k === 0 || k < writers.length) values = without(person, writers[k] ?? -1);
      facetIds.forEach((id, f) => {
        const own = raw[id][position] as number;
        const row = percentiles[f];
        if (row) row[position] = percentileInstead(sorted[f] as Float64Array, own, values[f] as number);
      });
    });
    return 1;
  });
  const scores = each.map((percentiles) => geometricComposite(percentiles, weights));
  return Float64Array.from(eligible, (_, position) =>
    standsOut[position] === 1 ? Math.min(...scores.map((score) => score[position] as number)) : Number.NaN,
  );
}
