import type { Graph } from './graph.ts';
import { type Groups, groupSizes } from './groups.ts';
import { higherContacts } from './higher-contacts.ts';
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
  const ties = tiesByCell(graph, groups, arcs / 2);
  const kept = new Float32Array(rounds * cells);
  // A byte each: that one of many is drawn 256 times has a chance of 1 ÷ 256!.
  const drawn = new Uint8Array(graph.n * together);
  for (let first = 0; first < rounds; first += together) {
    const width = Math.min(together, rounds - first);
    drawn.fill(0);
    for (let r = 0; r < width; r++) {
      for (let i = 0; i < members.length; i++) {
        const at = (members[draw.below(members.length)] as number) * together + r;
        drawn[at] = (drawn[at] as number) + 1;
      }
    }
    const between = weightsBetween(ties, new Uint32Array(drawn.buffer));
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
    for (let k = offsets[v] as number; k < end; k++) arcs += Number((of[targets[k] as number] as number) >= 0);
  }
  return arcs;
}

/** Grouped people, those of a group side by side. */
function membersByGroup(groups: Groups): Uint32Array {
  const sizes = groupSizes(groups);
  const next = new Uint32Array(groups.count);
  for (let g = 1; g < groups.count; g++) next[g] = (next[g - 1] as number) + (sizes[g - 1] as number);
  const members = new Uint32Array(sizes.reduce((sum, size) => sum + size, 0));
  for (let v = 0; v < groups.of.length; v++) {
    const g = groups.of[v] as number;
    if (g < 0) continue;
    members[next[g] as number] = v;
    next[g] = (next[g] as number) + 1;
  }
  return members;
}

/** Ties between grouped people, each once: those from group a, of the lower end, to group b are of cell `a * count + b`. */
interface TiesByCell {
  /** Those of a cell are at `begins[cell]` to `begins[cell + 1]` (out). */
  readonly begins: Uint32Array;
  readonly lower: Uint32Array;
  readonly higher: Uint32Array;
  readonly weight: Float64Array;
}

/** A counting sort. O(ties + groups²). */
function tiesByCell(graph: Graph, groups: Groups, ties: number): TiesByCell {
  const { offsets, targets, weights } = graph;
  const { of, count } = groups;
  const starts = higherContacts(graph);
  const inGroups = membersByGroup(groups);
  const begins = new Uint32Array(count * count + 2);
  // Group after group, so that what is counted and written stays near.
  for (const v of inGroups) {
    const row = (of[v] as number) * count + 2;
    const end = offsets[v + 1] as number;
    for (let k = starts[v] as number; k < end; k++) {
      const b = of[targets[k] as number] as number;
      if (b >= 0) begins[row + b] = (begins[row + b] as number) + 1;
    }
  }
  for (let cell = 2; cell < begins.length; cell++)
    begins[cell] = (begins[cell] as number) + (begins[cell - 1] as number);
  const lower = new Uint32Array(ties);
  const higher = new Uint32Array(ties);
  const weight = new Float64Array(ties);
  for (const v of inGroups) {
    const row = (of[v] as number) * count + 1;
    const end = offsets[v + 1] as number;
    for (let k = starts[v] as number; k < end; k++) {
      const u = targets[k] as number;
      const b = of[u] as number;
      if (b < 0) continue;
      const at = begins[row + b] as number;
      begins[row + b] = at + 1;
      lower[at] = v;
      higher[at] = u;
      weight[at] = weights[k] as number;
    }
  }
  return { begins: begins.subarray(0, count * count + 1), lower, higher, weight };
}

/**
 * Weight of the ties of each cell in each of `together` rounds, at `cell * together + round`. `drawn`: the eight draws of
 * person v in the bytes of `2 * v` and `2 * v + 1`. The rounds are spelt out, since a loop so short takes as long again, and
 * summed in variables, as in an array each sum would wait for the one before to be written.
 */
function weightsBetween({ begins, lower, higher, weight }: TiesByCell, drawn: Uint32Array): Float64Array {
  const cells = begins.length - 1;
  const between = new Float64Array(cells * together);
  for (let cell = 0; cell < cells; cell++) {
    let [w0, w1, w2, w3, w4, w5, w6, w7] = [0, 0, 0, 0, 0, 0, 0, 0];
    const end = begins[cell + 1] as number;
    for (let k = begins[cell] as number; k < end; k++) {
      const v = 2 * (lower[k] as number);
      const u = 2 * (higher[k] as number);
      const w = weight[k] as number;
      const [a, b] = [drawn[v] as number, drawn[u] as number];
      const [c, d] = [drawn[v + 1] as number, drawn[u + 1] as number];
      w0 += w * ((a & 255) * (b & 255));
      w1 += w * (((a >>> 8) & 255) * ((b >>> 8) & 255));
      w2 += w * (((a >>> 16) & 255) * ((b >>> 16) & 255));
      w3 += w * ((a >>> 24) * (b >>> 24));
      w4 += w * ((c & 255) * (d & 255));
      w5 += w * (((c >>> 8) & 255) * ((d >>> 8) & 255));
      w6 += w * (((c >>> 16) & 255) * ((d >>> 16) & 255));
      w7 += w * ((c >>> 24) * (d >>> 24));
    }
    between.set([w0, w1, w2, w3, w4, w5, w6, w7], cell * together);
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
