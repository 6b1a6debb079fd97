import type { Graph } from './graph.ts';
import { weightedBetweenness } from './weighted-betweenness.ts';

export interface BetweennessOptions {
  /** Follow the arrows and count ordered pairs. Otherwise the graph must be symmetric and pairs count once. */
  readonly directed?: boolean;
  /** Distance of a tie is 1 / weight instead of 1. */
  readonly weighted?: boolean;
}

/**
 * Number of shortest paths between two others that pass through each person; a pair with several shortest paths is
 * shared between them and endpoints don't count (Freeman 1977, by Brandes 2001). Raw: each unordered pair once
 * (ordered pairs when directed). O(people × ties), so sample above a few billions.
 */
export function betweenness(graph: Graph, options: BetweennessOptions = {}): Float64Array {
  const raw = options.weighted === true ? weightedBetweenness(graph) : unweightedBetweenness(graph);
  if (options.directed !== true) for (let v = 0; v < graph.n; v++) raw[v] = (raw[v] as number) / 2;
  return raw;
}

/**
 * Raw betweenness as a share of the most that is possible, 0–1: divided by (n-1)(n-2)/2, or twice that for directed.
 * NaN (undefined) for every person when there are fewer than three.
 */
export function normalisedBetweenness(raw: Float64Array, directed = false): Float64Array {
  const n = raw.length;
  const pairs = ((n - 1) * (n - 2)) / (directed ? 1 : 2);
  return raw.map((value) => (n < 3 ? Number.NaN : value / pairs));
}

/** Ordered-pair betweenness with every tie of length 1. */
function unweightedBetweenness(graph: Graph): Float64Array {
  const { n, offsets, targets } = graph;
  const total = new Float64Array(n);
  const distance = new Int32Array(n).fill(-1);
  const paths = new Float64Array(n);
  const share = new Float64Array(n); // (1 + dependency) / paths, as the level above reads it
  const queue = new Uint32Array(n);
  for (let source = 0; source < n; source++) {
    let reached = 1;
    queue[0] = source;
    distance[source] = 0;
    paths[source] = 1;
    for (let head = 0; head < reached; head++) {
      const v = queue[head] as number;
      const level = (distance[v] as number) + 1;
      const through = paths[v] as number;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        const known = distance[w] as number;
        if (known === level) paths[w] = (paths[w] as number) + through;
        else if (known < 0) {
          distance[w] = level;
          paths[w] = through;
          queue[reached++] = w;
        }
      }
    }
    // A level test on the outgoing arcs replaces lists of predecessors.
    for (let i = reached - 1; i > 0; i--) {
      const v = queue[i] as number;
      const level = (distance[v] as number) + 1;
      let sum = 0;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        if (distance[w] === level) sum += share[w] as number;
      }
      const through = paths[v] as number;
      total[v] = (total[v] as number) + sum * through;
      share[v] = 1 / through + sum;
    }
    for (let i = 0; i < reached; i++) distance[queue[i] as number] = -1;
  }
  return total;
}
