import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { random } from './random.ts';
import { alone, type TeamKernel } from './team.ts';

export interface EiPermutation {
  /** Mean and standard deviation of the index over the shuffles; the deviation is null below two rounds. */
  readonly mean: number;
  readonly sd: number | null;
  /** (1 + shuffles at or below the observed index) ÷ (1 + rounds): small = more siloed than chance. */
  readonly pAtMost: number;
  /** (1 + shuffles at or above the observed index) ÷ (1 + rounds): small = more mixed than chance. */
  readonly pAtLeast: number;
}

/** The same shuffles of one network read in two ways; each null without a tie between grouped people. */
export interface EiPermutations {
  /** Each tie by its weight. */
  readonly weighted: EiPermutation | null;
  /** Each tie once, whatever its weight. */
  readonly once: EiPermutation | null;
}

interface PermutationInput {
  /** Symmetric. */
  readonly graph: Graph;
  readonly groups: Groups;
  readonly options: { readonly rounds: number; readonly seed: number };
}

/** What the shuffles gave in one of the ways. */
interface Found {
  /** The index of each shuffle. */
  readonly indices: Float64Array;
  /** The observed index, and the weight of all ties between grouped people. */
  readonly observed: Float64Array;
}

interface PermutationMemory {
  readonly weighted: Found;
  readonly once: Found;
}

/** Divides the shuffles, each part with its own stream of random numbers. */
const parts = 32;

/**
 * The index under shuffled group labels, the network and the group sizes kept, weighted and with each tie once: who is where
 * is looked up once for both. O(rounds × ties); the same seed gives the same answer.
 */
export const eiPermutationKernel: TeamKernel<PermutationInput, PermutationMemory, EiPermutations> = {
  memory({ options }, _members, arrays) {
    const found = (): Found => ({ indices: arrays.f64(options.rounds), observed: arrays.f64(2) });
    return { weighted: found(), once: found() };
  },
  run({ graph, groups, options }, { weighted, once }, team) {
    const ties = groupedTies(graph, groups);
    const count = ties.to.length;
    if (count === 0) return;
    const members = Uint32Array.from(groups.of.keys()).filter((v) => (groups.of[v] as number) >= 0);
    const original = Uint32Array.from(members, (v) => groups.of[v] as number);
    const lanes = lanesFor(groups.count);
    const packed = new Uint32Array(graph.n);
    const pack = (labels: Uint32Array, lane: number): void => {
      const shift = lane * lanes.bits;
      for (let i = 0; i < members.length; i++) {
        const v = members[i] as number;
        packed[v] = (packed[v] as number) | ((labels[i] as number) << shift);
      }
    };
    const indexOf = (internal: number | undefined, total: number): number => 1 - (2 * (internal as number)) / total;
    if (team.member === 0) {
      pack(original, 0);
      const internal = internalTies(ties, packed, lanes);
      weighted.observed.set([indexOf(internal.weights[0], ties.total), ties.total]);
      once.observed.set([indexOf(internal.counts[0], count), count]);
    }
    const streams = random(options.seed);
    const seeds = Uint32Array.from({ length: parts }, () => streams.below(2 ** 32));
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      const draw = random(seeds[part] as number);
      const labels = original.slice();
      for (let first = part; first < options.rounds; first += parts * lanes.count) {
        const rounds = Math.min(lanes.count, Math.ceil((options.rounds - first) / parts));
        packed.fill(0);
        for (let lane = 0; lane < rounds; lane++) {
          draw.shuffle(labels);
          pack(labels, lane);
        }
        const internal = internalTies(ties, packed, lanes);
        for (let lane = 0; lane < rounds; lane++) {
          weighted.indices[first + lane * parts] = indexOf(internal.weights[lane], ties.total);
          once.indices[first + lane * parts] = indexOf(internal.counts[lane], count);
        }
      }
    }
  },
  output: (_input, { weighted, once }) => ({ weighted: summary(weighted), once: summary(once) }),
};

function summary({ indices, observed: [observed = 0, total = 0] }: Found): EiPermutation | null {
  if (total === 0) return null;
  const rounds = indices.length;
  let atMost = 0;
  let atLeast = 0;
  let sum = 0;
  let squares = 0;
  for (const index of indices) {
    // Sums of decayed weights in another order differ in the last digits.
    if (index <= observed + 1e-12) atMost++;
    if (index >= observed - 1e-12) atLeast++;
    sum += index - observed;
    squares += (index - observed) ** 2;
  }
  return {
    mean: rounds === 0 ? observed : observed + sum / rounds,
    sd: rounds < 2 ? null : Math.sqrt(Math.max(0, squares - sum ** 2 / rounds) / (rounds - 1)),
    pAtMost: (1 + atMost) / (1 + rounds),
    pAtLeast: (1 + atLeast) / (1 + rounds),
  };
}

/** `eiPermutationKernel` in the calling thread. */
export function eiPermutation(graph: Graph, groups: Groups, options: PermutationInput['options']): EiPermutations {
  return alone(eiPermutationKernel, { graph, groups, options });
}

interface GroupedTies {
  /** Ties of person v: `begins[v]` to `begins[v + 1]` (out), each pair at the lower of the two. */
  readonly begins: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
  readonly total: number;
}

/** The ties between grouped people, each pair once. */
function groupedTies({ n, offsets, targets, weights }: Graph, groups: Groups): GroupedTies {
  const begins = new Uint32Array(n + 1);
  const to = new Uint32Array(targets.length / 2);
  const weight = new Float64Array(targets.length / 2);
  let count = 0;
  let total = 0;
  for (let v = 0; v < n; v++) {
    begins[v] = count;
    if ((groups.of[v] as number) < 0) continue;
    const end = offsets[v + 1] as number;
    let k = offsets[v] as number;
    while (k < end && (targets[k] as number) < v) k++; // rows are sorted
    for (; k < end; k++) {
      const w = targets[k] as number;
      if ((groups.of[w] as number) < 0) continue;
      to[count] = w;
      weight[count++] = weights[k] as number;
      total += weights[k] as number;
    }
  }
  begins[n] = count;
  return { begins, to: to.subarray(0, count), weight: weight.subarray(0, count), total };
}

/** Labels of several shuffles side by side in a word: people are read at random once for all of them. */
interface Lanes {
  readonly count: number;
  readonly bits: number;
  /** The lowest bit of each lane. */
  readonly low: number;
}

/** As many lanes as labels of so many groups leave room for. */
function lanesFor(groups: number): Lanes {
  if (groups <= 0x100) return { count: 4, bits: 8, low: 0x01010101 };
  if (groups <= 0x10000) return { count: 2, bits: 16, low: 0x00010001 };
  return { count: 1, bits: 32, low: 1 };
}

/** Weight and number of the ties within groups, under the labels of each lane. */
function internalTies(
  { begins, to, weight }: GroupedTies,
  packed: Uint32Array,
  lanes: Lanes,
): { readonly weights: readonly number[]; readonly counts: readonly number[] } {
  const { count, bits, low } = lanes;
  const high = low << (bits - 1);
  const mask = 2 ** bits - 1;
  // In variables, as in an array each sum would wait for the one before to be written; those beyond the lanes are dropped.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let [firsts, seconds, thirds, fourths] = [0, 0, 0, 0];
  for (let v = 0; v < packed.length; v++) {
    const own = packed[v] as number;
    const end = begins[v + 1] as number;
    for (let e = begins[v] as number; e < end; e++) {
      const apart = (packed[to[e] as number] as number) ^ own;
      // Other than 0 when a lane is 0, that is when the two have the same label there.
      if (((apart - low) & ~apart & high) === 0) continue;
      const w = weight[e] as number;
      if ((apart & mask) === 0) {
        first += w;
        firsts++;
      }
      if (((apart >>> bits) & mask) === 0) {
        second += w;
        seconds++;
      }
      if (((apart >>> (2 * bits)) & mask) === 0) {
        third += w;
        thirds++;
      }
      if (((apart >>> (3 * bits)) & mask) === 0) {
        fourth += w;
        fourths++;
      }
    }
  }
  return {
    weights: [first, second, third, fourth].slice(0, count),
    counts: [firsts, seconds, thirds, fourths].slice(0, count),
  };
}
