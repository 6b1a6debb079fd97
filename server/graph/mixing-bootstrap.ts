import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { random } from './random.ts';
import { quantile } from './statistics.ts';

export interface MixingBootstrap {
  readonly rounds: number;
  /** 95 % limits of observed ÷ expected at `a * count + b`, symmetric; NaN where too few rounds expected anything. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Figures kept at most, four bytes each. */
const mostKept = 2e7;

/** Rounds for a network: fewer on very large ones, so that they take seconds. */
const roundsFor = (arcs: number, cells: number): number =>
  Math.min(200, Math.max(40, Math.floor(5e8 / Math.max(1, arcs))), Math.floor(mostKept / Math.max(1, cells)));

/** Rounds that one pass over the ties serves: their draws of a person stand side by side, so that a tie finds them at once. */
const together = 8;

/**
 * 95 % percentile limits of observed ÷ expected weight between groups, X_ab = S_a S_b ÷ S, when people are drawn with
 * replacement and a tie weighs the product of the draws of its ends (vertex bootstrap, Snijders & Borgatti 1999). Events of
 * a pair hang together, so no interval of counts holds for them. The graph is symmetric. O(rounds × ties). Null without
 * ties, and when there are so many groups that fewer than 40 rounds could be kept.
 */
export function mixingBootstrap(graph: Graph, groups: Groups, seed: number): MixingBootstrap | null {
  const { count } = groups;
  const arcs = groupedArcs(graph, groups);
  const cells = (count * (count + 1)) / 2;
  const rounds = roundsFor(arcs, cells);
  if (arcs === 0 || rounds < 40) return null;
  const draw = random(seed);
  const members = Uint32Array.from(groups.of.keys()).filter((v) => (groups.of[v] as number) >= 0);
  const kept = new Float32Array(rounds * cells);
  for (let first = 0; first < rounds; first += together) {
    const width = Math.min(together, rounds - first);
    // A byte each: that one of many is drawn 256 times has a chance of 1 ÷ 256!.
    const drawn = new Uint8Array(graph.n * together);
    for (let r = 0; r < width; r++) {
      for (let i = 0; i < members.length; i++) {
        const at = (members[draw.below(members.length)] as number) * together + r;
        drawn[at] = (drawn[at] as number) + 1;
      }
    }
    const between = weightsBetween(graph, groups, drawn);
    for (let r = 0; r < width; r++) keepRatios(between, r, count, kept, rounds, first + r);
  }
  return { rounds, ...limits(kept, rounds, count) };
}

/** Arcs between grouped people. */
function groupedArcs({ n, offsets, targets }: Graph, { of }: Groups): number {
  let arcs = 0;
  for (let v = 0; v < n; v++) {
    if ((of[v] as number) < 0) continue;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) if ((of[targets[k] as number] as number) >= 0) arcs++;
  }
  return arcs;
}

/**
 * Weight of ties between groups a and b in each of `together` rounds, at `(a * count + b) * together + round`: those whose
 * lower end is in a and whose higher end is in b. `drawn` at `person * together + round`. The rounds are spelt out, since a
 * loop so short takes as long again.
 */
function weightsBetween(graph: Graph, { of, count }: Groups, drawn: Uint8Array): Float64Array {
  const { n, offsets, targets, weights } = graph;
  const between = new Float64Array(count * count * together);
  for (let v = 0; v < n; v++) {
    const a = of[v] as number;
    if (a < 0) continue;
    const own = v * together;
    const v0 = drawn[own] as number;
    const v1 = drawn[own + 1] as number;
    const v2 = drawn[own + 2] as number;
    const v3 = drawn[own + 3] as number;
    const v4 = drawn[own + 4] as number;
    const v5 = drawn[own + 5] as number;
    const v6 = drawn[own + 6] as number;
    const v7 = drawn[own + 7] as number;
    const end = offsets[v + 1] as number;
    for (let k = end - 1; k >= (offsets[v] as number); k--) {
      const u = targets[k] as number;
      if (u < v) break; // sorted: each tie is met from its lower end
      const b = of[u] as number;
      if (b < 0) continue;
      const w = weights[k] as number;
      const cell = (a * count + b) * together;
      const other = u * together;
      between[cell] = (between[cell] as number) + w * v0 * (drawn[other] as number);
      between[cell + 1] = (between[cell + 1] as number) + w * v1 * (drawn[other + 1] as number);
      between[cell + 2] = (between[cell + 2] as number) + w * v2 * (drawn[other + 2] as number);
      between[cell + 3] = (between[cell + 3] as number) + w * v3 * (drawn[other + 3] as number);
      between[cell + 4] = (between[cell + 4] as number) + w * v4 * (drawn[other + 4] as number);
      between[cell + 5] = (between[cell + 5] as number) + w * v5 * (drawn[other + 5] as number);
      between[cell + 6] = (between[cell + 6] as number) + w * v6 * (drawn[other + 6] as number);
      between[cell + 7] = (between[cell + 7] as number) + w * v7 * (drawn[other + 7] as number);
    }
  }
  return between;
}

/** Observed ÷ expected weight of each pair of groups in round `r` of `between`, as round `round` of those kept. */
function keepRatios(
  between: Float64Array,
  r: number,
  count: number,
  kept: Float32Array,
  rounds: number,
  round: number,
): void {
  const sums = new Float64Array(count);
  const weight = (a: number, b: number): number =>
    (between[(a * count + b) * together + r] as number) + (between[(b * count + a) * together + r] as number);
  let total = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) sums[a] = (sums[a] as number) + weight(a, b);
    total += sums[a] as number;
  }
  let cell = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const expected = ((sums[a] as number) * (sums[b] as number)) / total;
      kept[cell++ * rounds + round] = expected > 0 ? weight(a, b) / expected : Number.NaN;
    }
  }
}

function limits(kept: Float32Array, rounds: number, count: number): Pick<MixingBootstrap, 'lower' | 'upper'> {
  const lower = new Float64Array(count * count).fill(Number.NaN);
  const upper = new Float64Array(count * count).fill(Number.NaN);
  let cell = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const known = kept.subarray(cell * rounds, ++cell * rounds).filter((ratio) => !Number.isNaN(ratio));
      if (known.length < 0.9 * rounds) continue;
      const low = quantile(known, 0.025) ?? Number.NaN;
      const high = quantile(known, 0.975) ?? Number.NaN;
      for (const at of [a * count + b, b * count + a]) {
        lower[at] = low;
        upper[at] = high;
      }
    }
  }
  return { lower, upper };
}
