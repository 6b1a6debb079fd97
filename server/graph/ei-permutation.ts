import type { Graph } from './graph.ts';
import { undirected } from './graph.ts';
import type { Groups } from './groups.ts';
import { random } from './random.ts';

export interface EiPermutation {
  /** Mean and standard deviation of the index over the shuffles; the deviation is null below two rounds. */
  readonly mean: number;
  readonly sd: number | null;
  /** (1 + shuffles at or below the observed index) ÷ (1 + rounds): small = more siloed than chance. */
  readonly pAtMost: number;
  /** (1 + shuffles at or above the observed index) ÷ (1 + rounds): small = more mixed than chance. */
  readonly pAtLeast: number;
}

/**
 * The index under shuffled group labels, the network and the group sizes kept. Null without a tie between grouped
 * people. O(rounds × ties); the same seed gives the same answer.
 */
export function eiPermutation(
  graph: Graph,
  groups: Groups,
  options: { readonly rounds: number; readonly seed: number },
): EiPermutation | null {
  const { from, to, weight, total } = groupedTies(graph, groups);
  if (total === 0) return null;
  const draw = random(options.seed);
  const members = Uint32Array.from(groups.of.keys()).filter((v) => (groups.of[v] as number) >= 0);
  const labels = Int32Array.from(members, (v) => groups.of[v] as number);
  const shuffled = groups.of.slice();
  const indexNow = (): number => {
    let internal = 0;
    for (let e = 0; e < from.length; e++) {
      if (shuffled[from[e] as number] === shuffled[to[e] as number]) internal += weight[e] as number;
    }
    return 1 - (2 * internal) / total;
  };
  const observed = indexNow();
  let atMost = 0;
  let atLeast = 0;
  let sum = 0;
  let squares = 0;
  for (let round = 0; round < options.rounds; round++) {
    draw.shuffle(labels);
    for (let i = 0; i < members.length; i++) shuffled[members[i] as number] = labels[i] as number;
    const index = indexNow();
    // Sums of decayed weights in another order differ in the last digits.
    if (index <= observed + 1e-12) atMost++;
    if (index >= observed - 1e-12) atLeast++;
    sum += index - observed;
    squares += (index - observed) ** 2;
  }
  const { rounds } = options;
  return {
    mean: rounds === 0 ? observed : observed + sum / rounds,
    sd: rounds < 2 ? null : Math.sqrt(Math.max(0, squares - sum ** 2 / rounds) / (rounds - 1)),
    pAtMost: (1 + atMost) / (1 + rounds),
    pAtLeast: (1 + atLeast) / (1 + rounds),
  };
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
