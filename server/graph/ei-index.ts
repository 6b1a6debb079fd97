import { endsByGroup, groupedEnds } from './ei-ends.ts';
import type { Graph } from './graph.ts';
import { type Groups, groupSizes } from './groups.ts';

export interface EiOfGroups {
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
}

export interface EiIndex extends EiOfGroups {
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
  const perPerson = Float64Array.from(
    { length: graph.n },
    (_, v) => balance(own[2 * v] as number, own[2 * v + 1] as number) ?? Number.NaN,
  );
  return { ...eiOfGroups(ends, groups), perPerson };
}

/**
 * The same of the network and its groups alone. O(people).
 * @param ends weight of the ends of ties that leave group g at `2 * g`, and of those inside it at `2 * g + 1`
 */
export function eiOfGroups(ends: Float64Array, groups: Groups): EiOfGroups {
  const sizes = groupSizes(groups);
  let [external, internal] = [0, 0];
  for (let g = 0; g < groups.count; g++) {
    external += (ends[2 * g] as number) / 2;
    internal += (ends[2 * g + 1] as number) / 2;
  }
  const index = balance(external, internal);
  const expected = expectedEi(sizes);
  return {
    index,
    external,
    internal,
    expected,
    rescaled: rescaledEi(index, expected),
    perGroup: Array.from(sizes, (people, g) => {
      const groupExternal = ends[2 * g] as number;
      const internalEnds = ends[2 * g + 1] as number;
      return { people, external: groupExternal, internalEnds, index: balance(groupExternal, internalEnds) };
    }),
  };
}

/** Weight across and, one further, within groups: by group, and of each person's own ties. */
interface Ends {
  readonly ends: Float64Array;
  readonly own: Float64Array;
}

/** A symmetric graph shows each tie from both ends. */
function endsOfTies(graph: Graph, groups: Groups): Ends {
  const found = groupedEnds(graph, groups);
  return { ends: endsByGroup(found, groups), own: found.own };
}

/** An arc is seen once only, and counts for both of its ends. */
function endsOfArcs({ n, offsets, targets, weights }: Graph, { of, count }: Groups): Ends {
  const ends = new Float64Array(2 * count);
  const own = new Float64Array(2 * n);
  for (let v = 0; v < n; v++) {
    const a = of[v] as number;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      const b = of[w] as number;
      if (a < 0 || b < 0) continue;
      const side = Number(a === b);
      const weight = weights[k] as number;
      for (const person of [2 * v + side, 2 * w + side]) own[person] = (own[person] as number) + weight;
      for (const group of [2 * a + side, 2 * b + side]) ends[group] = (ends[group] as number) + weight;
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
