import { alone, type Arrays, type Team, type TeamKernel } from '../graph/team.ts';
import { type AmbassadorEvidence, facetIds, type Facets } from './ambassador-facets.ts';
import { facetsOfAll } from './ambassador-facets-of-all.ts';
import { topMarker } from './bootstrap-tiers.ts';
import { RankedComposite } from './ranked-composite.ts';
import { withoutStrongest } from './without-strongest.ts';
import { everyWeekOnce } from './written-exchange.ts';

/** What the scores of the eligible people are tried against. */
export interface AmbassadorTrials {
  readonly evidence: AmbassadorEvidence;
  /** The eligible people, and their facets on every week once. */
  readonly people: Uint32Array;
  readonly raw: Facets;
  /** Of the facets, in the order of `facetIds`. */
  readonly weights: Float64Array;
  /** Resamples of the weeks, one row of counts after the other, and the share of the people that counts as the top. */
  readonly resamples: Uint8Array;
  readonly top: number;
  /** Other weights of the lines of the evidence, one row after the other. */
  readonly otherWeights: Float64Array;
}

export interface AmbassadorTried {
  /** Share of the resamples in which each person is in the top. */
  readonly stability: Float64Array;
  /** The scores of `withoutStrongest`. */
  readonly withoutStrongest: Float64Array;
  /** Scores under each of the other weights. */
  readonly others: readonly Float64Array[];
}

interface Memory {
  /** In how many resamples each person was in the top, one row per member of the team. */
  readonly times: Uint32Array;
  readonly withoutStrongest: Float64Array;
  readonly others: Float64Array;
}

/** People of one part of the work. */
const block = 4096;

const drawsOf = ({ resamples, evidence }: AmbassadorTrials): number => resamples.length / evidence.written.weeks;

const othersOf = ({ otherWeights, evidence }: AmbassadorTrials): number =>
  evidence.written.weight.length === 0 ? 0 : otherWeights.length / evidence.written.weight.length;

/** Each resample, each other weighting and each block of people is a part of the work; what is counted is exact in any order. */
export const ambassadorKernel: TeamKernel<AmbassadorTrials, Memory, AmbassadorTried> = {
  memory: (input: AmbassadorTrials, members: number, arrays: Arrays): Memory => ({
    times: arrays.u32(members * input.people.length),
    withoutStrongest: arrays.f64(input.people.length),
    others: arrays.f64(othersOf(input) * input.people.length),
  }),
  run(input: AmbassadorTrials, memory: Memory, team: Team): void {
    const { evidence, people, resamples, weights, otherWeights } = input;
    const n = people.length;
    const { weeks, weight } = evidence.written;
    const draws = drawsOf(input);
    const others = othersOf(input);
    const score = scorer(evidence, people, weights);
    const mark = topMarker(n, input.top);
    const times = memory.times.subarray(team.member * n, (team.member + 1) * n);
    const scores = new Float64Array(n);
    let without: ReturnType<typeof withoutStrongest> | undefined;
    const parts = draws + others + Math.ceil(n / block);
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      if (part < draws) {
        score(resamples.subarray(part * weeks, (part + 1) * weeks), weight, scores);
        mark(scores, times);
      } else if (part < draws + others) {
        const other = part - draws;
        score(
          everyWeekOnce(weeks),
          otherWeights.subarray(other * weight.length, (other + 1) * weight.length),
          memory.others.subarray(other * n, (other + 1) * n),
        );
      } else {
        const begin = (part - draws - others) * block;
        without ??= withoutStrongest(input);
        without(begin, Math.min(n, begin + block), memory.withoutStrongest);
      }
    }
  },
  output(input: AmbassadorTrials, { times, withoutStrongest, others }: Memory): AmbassadorTried {
    const n = input.people.length;
    const draws = drawsOf(input);
    const stability = new Float64Array(n);
    for (let k = 0; k < times.length; k++) stability[k % n] = (stability[k % n] as number) + (times[k] as number);
    return {
      stability: stability.map((count) => count / draws),
      withoutStrongest,
      others: Array.from({ length: othersOf(input) }, (_, k) => others.subarray(k * n, (k + 1) * n)),
    };
  },
};

/** `ambassadorKernel` in the calling thread. */
export const tryAmbassadors = (trials: AmbassadorTrials): AmbassadorTried => alone(ambassadorKernel, trials);

/** Writes the scores of all people, on weeks that count so often and lines that weigh so much, into an array. */
function scorer(
  evidence: AmbassadorEvidence,
  people: Uint32Array,
  weights: Float64Array,
): (counts: Uint8Array, weight: Float64Array, into: Float64Array) => void {
  const facets = facetsOfAll(evidence, people);
  const composite = new RankedComposite(people.length);
  return (counts, weight, into) => {
    const found = facets(counts, weight);
    composite.of(
      facetIds.map((id) => found[id]),
      weights,
      into,
    );
  };
}
