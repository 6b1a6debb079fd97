import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { higherContacts } from './higher-contacts.ts';
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
  /** The weight of the ties within groups in each shuffle. */
  readonly internal: Float64Array;
  /** The same as observed, and the weight of all ties between grouped people. */
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
    const found = (): Found => ({ internal: arrays.f64(options.rounds), observed: arrays.f64(2) });
    return { weighted: found(), once: found() };
  },
  run({ graph, groups, options }, { weighted, once }, team) {
    const members = Uint32Array.from(groups.of.keys()).filter((v) => (groups.of[v] as number) >= 0);
    const original = Uint32Array.from(members, (v) => groups.of[v] as number);
    const lanes = lanesFor(groups.count);
    const starts = higherContacts(graph);
    // Who has no group keeps a label that nobody with a group has.
    const packed = new Uint32Array(graph.n).fill(lanes.low * groups.count);
    const pack = (labels: Uint32Array, lane: number): void => {
      const shift = lane * lanes.bits;
      for (let i = 0; i < members.length; i++) {
        const v = members[i] as number;
        packed[v] = (packed[v] as number) | ((labels[i] as number) << shift);
      }
    };
    const empty = (): void => {
      for (let i = 0; i < members.length; i++) packed[members[i] as number] = 0;
    };
    if (team.member === 0) {
      empty();
      pack(original, 0);
      const internal = internalTies(graph, starts, members, packed, lanes);
      const all = groupedTies(graph, starts, groups);
      weighted.observed.set([internal.weights[0] ?? 0, all.weight]);
      once.observed.set([internal.counts[0] ?? 0, all.count]);
    }
    const streams = random(options.seed);
    const seeds = Uint32Array.from({ length: parts }, () => streams.below(2 ** 32));
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      const draw = random(seeds[part] as number);
      const labels = original.slice();
      for (let first = part; first < options.rounds; first += parts * lanes.count) {
        const rounds = Math.min(lanes.count, Math.ceil((options.rounds - first) / parts));
        empty();
        for (let lane = 0; lane < rounds; lane++) {
          draw.shuffle(labels);
          pack(labels, lane);
        }
        const internal = internalTies(graph, starts, members, packed, lanes);
        for (let lane = 0; lane < rounds; lane++) {
          weighted.internal[first + lane * parts] = internal.weights[lane] as number;
          once.internal[first + lane * parts] = internal.counts[lane] as number;
        }
      }
    }
  },
  output: (_input, { weighted, once }) => ({ weighted: summary(weighted), once: summary(once) }),
};

function summary({ internal, observed: [within = 0, total = 0] }: Found): EiPermutation | null {
  if (total === 0) return null;
  const indexOf = (weight: number): number => 1 - (2 * weight) / total;
  const observed = indexOf(within);
  const rounds = internal.length;
  let atMost = 0;
  let atLeast = 0;
  let sum = 0;
  let squares = 0;
  for (const weight of internal) {
    const index = indexOf(weight);
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

/** Weight and number of the ties between grouped people, each pair once. */
function groupedTies(
  { offsets, targets, weights }: Graph,
  starts: Uint32Array,
  { of }: Groups,
): { weight: number; count: number } {
  let weight = 0;
  let count = 0;
  for (let v = 0; v < starts.length; v++) {
    if ((of[v] as number) < 0) continue;
    const end = offsets[v + 1] as number;
    for (let k = starts[v] as number; k < end; k++) {
      const isGrouped = Number((of[targets[k] as number] as number) >= 0);
      weight += (weights[k] as number) * isGrouped;
      count += isGrouped;
    }
  }
  return { weight, count };
}

/** Labels of several shuffles side by side in a word: people are read at random once for all of them. */
interface Lanes {
  readonly count: number;
  readonly bits: number;
  /** The lowest bit of each lane. */
  readonly low: number;
}

/** As many lanes as labels of so many groups, and one that is no group, leave room for. */
function lanesFor(groups: number): Lanes {
  if (groups < 0x100) return { count: 4, bits: 8, low: 0x01010101 };
  if (groups < 0x10000) return { count: 2, bits: 16, low: 0x00010001 };
  return { count: 1, bits: 32, low: 1 };
}

/**
 * Weight and number of the ties within groups, under the labels of each lane. Without a branch: with few groups it would be
 * guessed wrong at every second tie.
 */
function internalTies(
  { offsets, targets, weights }: Graph,
  starts: Uint32Array,
  members: Uint32Array,
  packed: Uint32Array,
  { count, bits, low }: Lanes,
): { readonly weights: readonly number[]; readonly counts: readonly number[] } {
  const highest = low << (bits - 1);
  const lower = ~highest;
  // In variables, as in an array each sum would wait for the one before to be written; those beyond the lanes are dropped.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let [firsts, seconds, thirds, fourths] = [0, 0, 0, 0];
  for (let i = 0; i < members.length; i++) {
    const v = members[i] as number;
    const own = packed[v] as number;
    const end = offsets[v + 1] as number;
    for (let k = starts[v] as number; k < end; k++) {
      const apart = (packed[targets[k] as number] as number) ^ own;
      // The highest bit of each lane that is 0, where the two have the same label, brought down to the lowest.
      const alike = ~(((apart & lower) + lower) | apart | lower) >>> (bits - 1);
      const w = weights[k] as number;
      const one = alike & 1;
      const two = (alike >>> bits) & 1;
      const three = (alike >>> (2 * bits)) & 1;
      const four = (alike >>> (3 * bits)) & 1;
      first += w * one;
      second += w * two;
      third += w * three;
      fourth += w * four;
      firsts += one;
      seconds += two;
      thirds += three;
      fourths += four;
    }
  }
  return {
    weights: [first, second, third, fourth].slice(0, count),
    counts: [firsts, seconds, thirds, fourths].slice(0, count),
  };
}
