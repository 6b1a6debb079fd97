import { departmentGroups, type Network } from '../facts/network.ts';
import { endsByGroup, groupedEnds } from '../graph/ei-ends.ts';
import { eiOfGroups } from '../graph/ei-index.ts';
import { eiJackknife } from '../graph/ei-jackknife.ts';
import type { EiPermutation, EiPermutations } from '../graph/ei-permutation.ts';
import { arcCount, type Graph } from '../graph/graph.ts';
import type { Context } from './define.ts';

/** What is read of a network. */
type Grouped = Pick<Network, 'mode' | 'undirected' | 'departments' | 'departmentOf'>;

/** Shuffles behind a p, fewer on very large networks so that they take seconds. */
const roundsFor = (arcs: number, most: number): number =>
  Math.max(100, Math.min(most, Math.floor(5e8 / Math.max(1, arcs))));

const z = 1.959963984540054;

/** The E-I index of a whole network with all that it must not be read without. */
export interface Openness {
  /** Weight of the ties across groups, and of all ties between grouped people. */
  readonly across: number;
  readonly total: number;
  readonly value: number;
  /** 95 % interval from a jackknife over people; null where it is not defined. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Exact expectation under shuffled groups, and the index rescaled so that it is 0 there. */
  readonly expected: number;
  readonly rescaled: number | null;
  /** Two-sided, from `rounds` permutations of the groups over people. */
  readonly p: number;
  readonly rounds: number;
}

/**
 * Both ways of counting; null without a tie between people of known group.
 * @param most shuffles at most; a quarter of them will do where several networks are asked at once
 */
export async function networkOpenness(
  context: Pick<Context, 'kernel'>,
  { ties, events }: { readonly ties: Grouped; readonly events: Grouped },
  most = 2000,
): Promise<{ readonly ties: Openness | null; readonly events: Openness | null }> {
  const shuffled = await shuffles(context, events, most);
  // Unless ties fade with time they are those of the exchanges: the same shuffles serve both.
  const { weighted, once } = ties.mode === 'strength' ? await shuffles(context, ties, most) : shuffled;
  return {
    ties: opennessOf(ties, ties.mode === 'raw' ? once : weighted, most),
    events: opennessOf(events, shuffled.weighted, most),
  };
}

/** Shuffles of a network that is still in memory: measures that ask for the same ones of it share them. */
interface KnownShuffles {
  readonly of: Int32Array;
  readonly rounds: number;
  readonly found: EiPermutations;
}

const known = new WeakMap<Graph, KnownShuffles[]>();

async function shuffles(context: Pick<Context, 'kernel'>, network: Grouped, most: number): Promise<EiPermutations> {
  const graph = network.undirected;
  const groups = departmentGroups(network);
  const rounds = roundsFor(arcCount(graph), most);
  const before = known.get(graph) ?? [];
  const same = before.find(({ of, rounds: made }) => made === rounds && of.every((group, v) => group === groups.of[v]));
  if (same !== undefined) return same.found;
  const found = await context.kernel('eiPermutation', { graph, groups, options: { rounds, seed: 1988 } });
  known.set(graph, [...(known.get(graph) ?? []), { of: groups.of, rounds, found }]);
  return found;
}

function opennessOf(network: Grouped, shuffled: EiPermutation | null, most: number): Openness | null {
  const groups = departmentGroups(network);
  const ends = groupedEnds(network.undirected, groups);
  const { index, expected, rescaled, external, internal } = eiOfGroups(endsByGroup(ends, groups), groups);
  if (index === null || expected === null || shuffled === null) return null;
  const error = eiJackknife(ends, groups);
  return {
    across: external,
    total: external + internal,
    value: index,
    lower: error === null ? null : Math.max(-1, index - z * error),
    upper: error === null ? null : Math.min(1, index + z * error),
    expected,
    rescaled,
    p: Math.min(1, 2 * Math.min(shuffled.pAtMost, shuffled.pAtLeast)),
    rounds: roundsFor(arcCount(network.undirected), most),
  };
}
