import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { groupSizes } from './groups.ts';

export interface EiIndex {
  /** (external - internal) ÷ (external + internal), -1 to 1; null without a tie between grouped people. */
  readonly index: number | null;
  /** Weight of the ties between groups, and within them; each tie once. */
  readonly external: number;
  readonly internal: number;
  /**
   * Expected index when groups are shuffled over people: 1 - 2 Σ n_g(n_g - 1) ÷ n(n - 1), exact.
   * Null with fewer than two grouped people.
   */
  readonly expected: number | null;
  /**
   * Where the index stands between its expectation (0) and the extreme on its side, -1 to 1: (index - expected) ÷
   * (1 + expected) below, ÷ (1 - expected) above. Comparable between organisations with few or many groups.
   * Null when either part is, and when no tie could be on the other side (a single group, or all groups of one).
   */
  readonly rescaled: number | null;
  readonly perGroup: readonly GroupEi[];
  /** Index of each person's own ties; NaN for people without a group or without ties to grouped people. */
  readonly perPerson: Float64Array;
}

export interface GroupEi {
  readonly people: number;
  /** Weight of tie ends that leave the group. */
  readonly external: number;
  /** Weight of tie ends inside it: twice its internal ties, so that groups add up to twice the network. */
  readonly internalEnds: number;
  /** (external - internalEnds) ÷ (external + internalEnds); null without ties. */
  readonly index: number | null;
}

/**
 * Krackhardt & Stern's E-I index (1988) of a network, its groups and its people: the balance of ties across and
 * within groups, weighted by the graph. The index says little without `expected`: with many small groups nearly all
 * ties would cross by chance. Ties of people without a group are left out.
 * A symmetric graph counts each tie once; pass `directed` for a graph whose arcs are ties of their own.
 */
export function eiIndex(graph: Graph, groups: Groups, directed = false): EiIndex {
  const { ends, own } = directed ? endsOfArcs(graph, groups) : endsOfTies(graph, groups);
  const external = ends.external.reduce((sum, value) => sum + value, 0) / 2;
  const internal = ends.internal.reduce((sum, value) => sum + value, 0) / 2;
  const index = balance(external, internal);
  const sizes = groupSizes(groups);
  const expected = expectedEi(sizes);
  return {
    index,
    external,
    internal,
    expected,
    rescaled: rescaledEi(index, expected),
    perGroup: Array.from(sizes, (people, g) => {
      const groupExternal = ends.external[g] as number;
      const internalEnds = ends.internal[g] as number;
      return { people, external: groupExternal, internalEnds, index: balance(groupExternal, internalEnds) };
    }),
    perPerson: own.external.map((weight, v) => balance(weight, own.internal[v] as number) ?? Number.NaN),
  };
}

/** Weight that leaves a group and that stays inside it: by group, and of each person's own ties. */
interface Ends {
  readonly ends: { readonly external: Float64Array; readonly internal: Float64Array };
  readonly own: { readonly external: Float64Array; readonly internal: Float64Array };
}

const noEnds = ({ n }: Graph, { count }: Groups): Ends => ({
  ends: { external: new Float64Array(count), internal: new Float64Array(count) },
  own: { external: new Float64Array(n), internal: new Float64Array(n) },
});

/** A symmetric graph shows each tie from both ends: the sums of a person and of their group stay in variables meanwhile. */
function endsOfTies(graph: Graph, groups: Groups): Ends {
  const { n, offsets, targets, weights } = graph;
  const { of } = groups;
  const { ends, own } = noEnds(graph, groups);
  for (let v = 0; v < n; v++) {
    const a = of[v] as number;
    if (a < 0) continue;
    let external = 0;
    let internal = 0;
    let groupExternal = ends.external[a] as number;
    let groupInternal = ends.internal[a] as number;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const b = of[targets[k] as number] as number;
      if (b < 0) continue;
      // Without a branch, which would often be guessed wrong: one of the two is 0.
      const inside = (weights[k] as number) * Number(a === b);
      const outside = (weights[k] as number) * Number(a !== b);
      internal += inside;
      groupInternal += inside;
      external += outside;
      groupExternal += outside;
    }
    own.external[v] = external;
    own.internal[v] = internal;
    ends.external[a] = groupExternal;
    ends.internal[a] = groupInternal;
  }
  return { ends, own };
}

/** An arc is seen once only, and counts for both of its ends. */
function endsOfArcs(graph: Graph, groups: Groups): Ends {
  const { n, offsets, targets, weights } = graph;
  const { ends, own } = noEnds(graph, groups);
  for (let v = 0; v < n; v++) {
    const a = groups.of[v] as number;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      const b = groups.of[w] as number;
      if (a < 0 || b < 0) continue;
      const ownSide = a === b ? own.internal : own.external;
      const groupSide = a === b ? ends.internal : ends.external;
      const weight = weights[k] as number;
      for (const person of [v, w]) ownSide[person] = (ownSide[person] as number) + weight;
      for (const group of [a, b]) groupSide[group] = (groupSide[group] as number) + weight;
    }
  }
  return { ends, own };
}

function balance(external: number, internal: number): number | null {
  return external + internal > 0 ? (external - internal) / (external + internal) : null;
}

function expectedEi(sizes: Uint32Array): number | null {
  let people = 0;
  let together = 0;
  for (const size of sizes) {
    people += size;
    together += size * (size - 1);
  }
  return people < 2 ? null : 1 - (2 * together) / (people * (people - 1));
}

/**
 * Where an index stands between its expectation (0) and the extreme on its side (-1 or 1); null when either is null or
 * nothing could be on the other side.
 */
export function rescaledEi(index: number | null, expected: number | null): number | null {
  if (index === null || expected === null || Math.abs(expected) === 1) return null;
  return (index - expected) / (index < expected ? 1 + expected : 1 - expected);
}
