import type { Graph } from './graph.ts';
import { type Communities, type LeidenOptions, leidenOfLevel } from './leiden.ts';
import { bySize, connectedParts, quality } from './leiden-communities.ts';
import { aggregate, everyNode, firstLevel, type Level, renumber } from './leiden-level.ts';
import { moveNodes } from './leiden-move.ts';
import { refine } from './leiden-refine.ts';
import { random } from './random.ts';
import { strongestTies } from './strongest-ties.ts';

/** How many neighbouring rows of a graph are read one after the other. */
const stretch = 16;

/** A search is the same at each resolution as far as its first groups, of some people each. */
export interface FirstGroups {
  /** A node for each group, with the strongest ties alone. */
  readonly level: Level;
  /** Group of each person. */
  readonly of: Uint32Array;
}

/**
 * Groups of some people each, found by one pass of Leiden's moves and refinement among the `keep` strongest ties of each.
 * Each person is looked at once: what a second look would put right, the levels above do.
 * @param resolution the highest of those to be searched at, whose groups are the smallest
 */
export function firstGroups(
  graph: Graph,
  { keep, resolution, seed }: { keep: number; resolution: number; seed: number },
): FirstGroups {
  const people = firstLevel(strongestTies(graph, keep, seed));
  const scale = resolution / sumOf(people.strength);
  const draw = random(seed);
  const communities = everyNode(people.n);
  moveNodes(people, communities, scale, draw, people.n, stretch);
  renumber(communities, everyNode(people.n));
  const { group, order } = refine(people, communities, scale, draw);
  return { level: aggregate(people, group, renumber(group, order)), of: group };
}

/**
 * Communities of a symmetric graph too large to be searched whole: Leiden on the groups that the strongest ties make, then,
 * on all ties, each person in turn goes where modularity gains most, up to `looks` times over. Every community is connected, and
 * modularity is that of the whole graph. O(looks × ties).
 * @param people the whole graph
 */
export function leidenOnStrongest(
  people: Level,
  groups: FirstGroups,
  options: LeidenOptions & { resolution: number; looks: number },
): Communities {
  const all = sumOf(people.strength);
  if (all === 0) return leidenOfLevel(people, options);
  const { resolution, seed, looks } = options;
  const found = leidenOfLevel(groups.level, options).of;
  const of = groups.of.map((group) => found[group] as number);
  const draw = random(seed);
  for (let look = 0; look < looks; look++) {
    if (moveNodes(people, of, resolution / all, draw, people.n, stretch) === 0) break;
  }
  const parts = connectedParts(people, of);
  return { ...bySize(parts), modularity: quality(people, parts, resolution / all) / all };
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
