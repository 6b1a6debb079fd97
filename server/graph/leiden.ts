import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { bySize, connectedParts, quality } from './leiden-communities.ts';
import { aggregate, everyNode, firstLevel, type Level, renumber } from './leiden-level.ts';
import { moveNodes } from './leiden-move.ts';
import { refine } from './leiden-refine.ts';
import { type Random, random } from './random.ts';

export interface LeidenOptions {
  /** Gamma: above 1, smaller communities (Reichardt & Bornholdt 2006). 1 unless given. */
  readonly resolution?: number;
  readonly seed: number;
  /** Passes over the whole network, each starting from what the one before found; fewer when nothing moves. 2 unless given. */
  readonly iterations?: number;
  /**
   * How many times, on average, a node is looked at at each level of a pass before the search goes on to the next level;
   * as often as anything moves unless given. Networks of clear communities seldom need more than two.
   */
  readonly looks?: number;
}

/** Communities, the largest first (equal ones by their first member); people without a tie are one each. */
export interface Communities extends Groups {
  /** Σ_c [ties within c ÷ all ties - resolution (strength of c ÷ strength of all)²]; null without ties. */
  readonly modularity: number | null;
}

/**
 * Communities of a symmetric graph by the Leiden algorithm on weighted modularity (Traag, Waltman & van Eck 2019).
 * Every community is connected, and the same seed gives the same communities. Around O(ties) per pass.
 */
export function leiden(graph: Graph, options: LeidenOptions): Communities {
  return leidenOfLevel(firstLevel(graph), options);
}

/** As `leiden`, of the nodes of a level, which may stand for several people. */
export function leidenOfLevel(
  people: Level,
  { resolution = 1, seed, iterations = 2, looks = Infinity }: LeidenOptions,
): Communities {
  const all = people.strength.reduce((sum, strength) => sum + strength, 0);
  const of = everyNode(people.n);
  if (all === 0) return { of: Int32Array.from(of), count: people.n, modularity: null };
  const draw = random(seed);
  let modularity = -Infinity;
  for (let i = 0; i < iterations; i++) {
    const pass = improve(people, of, resolution / all, draw, looks);
    modularity = pass.quality / all;
    if (!pass.moved) break;
  }
  return { ...bySize(of), modularity };
}

/**
 * One pass: moves, refines and aggregates until each node is a community of its own. Improves `of` in place.
 * @returns whether anything moved, and the modularity times the strength of all
 */
function improve(
  people: Level,
  of: Uint32Array,
  scale: number,
  draw: Random,
  looks: number,
): { moved: boolean; quality: number } {
  let level = people;
  // The community of each node of the level, and the node of each person.
  let communities = of.slice();
  const nodeOf = everyNode(people.n);
  let moved = false;
  for (;;) {
    if (moveNodes(level, communities, scale, draw, looks * level.n) > 0) moved = true;
    renumber(communities, everyNode(level.n));
    const { group, order } = refine(level, communities, scale, draw);
    const count = renumber(group, order);
    if (count === level.n) break;
    const above = new Uint32Array(count);
    for (let node = 0; node < level.n; node++) above[group[node] as number] = communities[node] as number;
    for (let v = 0; v < people.n; v++) nodeOf[v] = group[nodeOf[v] as number] as number;
    level = aggregate(level, group, count);
    communities = above;
  }
  const parts = connectedParts(level, communities);
  for (let v = 0; v < people.n; v++) of[v] = parts[nodeOf[v] as number] as number;
  return { moved, quality: quality(level, parts, scale) };
}
