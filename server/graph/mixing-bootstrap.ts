import { arcList } from './arcs.ts';
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

/**
 * 95 % percentile limits of observed ÷ expected weight between groups, X_ab = S_a S_b ÷ S, when people are drawn with
 * replacement and a tie weighs the product of the draws of its ends (vertex bootstrap, Snijders & Borgatti 1999). Events of
 * a pair hang together, so no interval of counts holds for them. O(rounds × ties). Null without ties, and when there are
 * so many groups that fewer than 40 rounds could be kept.
 */
export function mixingBootstrap(graph: Graph, groups: Groups, seed: number): MixingBootstrap | null {
  const { count } = groups;
  const { from, to, weight } = groupedArcs(graph, groups);
  const rounds = roundsFor(from.length, (count * (count + 1)) / 2);
  if (from.length === 0 || rounds < 40) return null;
  // Arcs stand in rows, one after the other, of the people they start from.
  const rowEnds = new Uint32Array(graph.n);
  from.forEach((v, k) => (rowEnds[v] = k + 1));
  const toGroup = Int32Array.from(to, (u) => groups.of[u] as number);
  const draw = random(seed);
  const members = [...groups.of.keys()].filter((v) => (groups.of[v] as number) >= 0);
  const drawn = new Uint16Array(graph.n);
  const cells = (count * (count + 1)) / 2;
  const kept = new Float32Array(rounds * cells);
  const matrix = new Float64Array(count * count);
  const sums = new Float64Array(count);
  for (let round = 0; round < rounds; round++) {
    drawn.fill(0);
    for (let i = 0; i < members.length; i++) {
      const v = members[draw.below(members.length)] as number;
      drawn[v] = (drawn[v] as number) + 1;
    }
    matrix.fill(0);
    sums.fill(0);
    let total = 0;
    for (let k = 0; k < from.length; ) {
      const v = from[k] as number;
      const end = rowEnds[v] as number;
      const times = drawn[v] as number;
      if (times === 0) {
        k = end;
        continue;
      }
      const a = groups.of[v] as number;
      for (; k < end; k++) {
        const w = times * (drawn[to[k] as number] as number) * (weight[k] as number);
        const cell = a * count + (toGroup[k] as number);
        matrix[cell] = (matrix[cell] as number) + w;
        sums[a] = (sums[a] as number) + w;
        total += w;
      }
    }
    let cell = 0;
    for (let a = 0; a < count; a++) {
      for (let b = a; b < count; b++) {
        const expected = ((sums[a] as number) * (sums[b] as number)) / total;
        kept[cell++ * rounds + round] = expected > 0 ? (matrix[a * count + b] as number) / expected : Number.NaN;
      }
    }
  }
  return { rounds, ...limits(kept, rounds, count) };
}

/** The arcs of a symmetric graph between grouped people. */
function groupedArcs(graph: Graph, groups: Groups) {
  const { from, to, weight } = arcList(graph);
  const kept = from.map((v, k) => Number((groups.of[v] as number) >= 0 && (groups.of[to[k] as number] as number) >= 0));
  const isKept = (_: number, k: number): boolean => kept[k] === 1;
  return { from: from.filter(isKept), to: to.filter(isKept), weight: weight.filter(isKept) };
}

function limits(kept: Float32Array, rounds: number, count: number): Pick<MixingBootstrap, 'lower' | 'upper'> {
  const lower = new Float64Array(count * count).fill(Number.NaN);
  const upper = new Float64Array(count * count).fill(Number.NaN);
  let cell = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const known = kept.subarray(cell * rounds, ++cell * rounds).filter((ratio) => !Number.isNaN(ratio));
      if (known.length < 0.9 * rounds) continue;
      for (const at of [a * count + b, b * count + a]) {
        lower[at] = quantile(known, 0.025) ?? Number.NaN;
        upper[at] = quantile(known, 0.975) ?? Number.NaN;
      }
    }
  }
  return { lower, upper };
}
