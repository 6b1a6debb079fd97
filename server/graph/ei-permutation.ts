import type { Graph } from './graph.ts';
import { undirected } from './graph.ts';
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

interface PermutationInput {
  readonly graph: Graph;
  readonly groups: Groups;
  readonly options: { readonly rounds: number; readonly seed: number };
}

interface PermutationMemory {
  /** The index of each shuffle. */
  readonly indices: Float64Array;
  /** The observed index, and the weight of all ties between grouped people. */
  readonly observed: Float64Array;
}

/** Divides the shuffles, each part with its own stream of random numbers. */
const parts = 32;

/**
 * The index under shuffled group labels, the network and the group sizes kept. Null without a tie between grouped
 * people. O(rounds × ties); the same seed gives the same answer.
 */
export const eiPermutationKernel: TeamKernel<PermutationInput, PermutationMemory, EiPermutation | null> = {
  memory: ({ options }, _members, arrays) => ({ indices: arrays.f64(options.rounds), observed: arrays.f64(2) }),
  run({ graph, groups, options }, memory, team) {
    const { from, to, weight, total } = groupedTies(graph, groups);
    if (total === 0) return;
    const members = Uint32Array.from(groups.of.keys()).filter((v) => (groups.of[v] as number) >= 0);
    const original = Int32Array.from(members, (v) => groups.of[v] as number);
    const shuffled = groups.of.slice();
    const indexNow = (): number => {
      let internal = 0;
      for (let e = 0; e < from.length; e++) {
        if (shuffled[from[e] as number] === shuffled[to[e] as number]) internal += weight[e] as number;
      }
      return 1 - (2 * internal) / total;
    };
    if (team.member === 0) memory.observed.set([indexNow(), total]);
    const streams = random(options.seed);
    const seeds = Uint32Array.from({ length: parts }, () => streams.below(2 ** 32));
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      const draw = random(seeds[part] as number);
      const labels = original.slice();
      for (let round = part; round < options.rounds; round += parts) {
        draw.shuffle(labels);
        for (let i = 0; i < members.length; i++) shuffled[members[i] as number] = labels[i] as number;
        memory.indices[round] = indexNow();
      }
    }
  },
  output({ options: { rounds } }, { indices, observed: [observed = 0, total = 0] }) {
    if (total === 0) return null;
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
  },
};

/** `eiPermutationKernel` in the calling thread. */
export function eiPermutation(
  graph: Graph,
  groups: Groups,
  options: PermutationInput['options'],
): EiPermutation | null {
  return alone(eiPermutationKernel, { graph, groups, options });
}

/** Ties between grouped people, each pair once with the weight of both directions. */
function groupedTies(graph: Graph, groups: Groups) {
  const { n, offsets, targets, weights } = undirected(graph, 'sum');
  const from = new Uint32Array(targets.length / 2);
  const to = new Uint32Array(targets.length / 2);
  const weight = new Float64Array(targets.length / 2);
  let count = 0;
  let total = 0;
  for (let v = 0; v < n; v++) {
    if ((groups.of[v] as number) < 0) continue;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      if (w < v || (groups.of[w] as number) < 0) continue;
      from[count] = v;
      to[count] = w;
      weight[count++] = weights[k] as number;
      total += weights[k] as number;
    }
  }
  return { from: from.subarray(0, count), to: to.subarray(0, count), weight: weight.subarray(0, count), total };
}
