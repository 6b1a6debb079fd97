import type { Graph } from './graph.ts';
import { alone, type TeamKernel } from './team.ts';
import { weightedDependencies } from './weighted-betweenness.ts';

export interface BetweennessOptions {
  /** Follow the arrows and count ordered pairs. Otherwise the graph must be symmetric and pairs count once. */
  readonly directed?: boolean;
  /** Distance of a tie is 1 / weight instead of 1. */
  readonly weighted?: boolean;
}

interface BetweennessInput {
  readonly graph: Graph;
  readonly options: BetweennessOptions;
}

interface BetweennessMemory {
  /** Of each part of the sources: what its paths add to each person. */
  readonly sums: readonly Float64Array[];
  readonly total: Float64Array;
}

/** Adds to `total` what the shortest paths from one source add to each person. */
export type Dependencies = (source: number, total: Float64Array) => void;

/** Divides the sources; each part keeps sums of its own, which are added in order. */
const parts = 64;

/**
 * Number of shortest paths between two others that pass through each person; a pair with several shortest paths is
 * shared between them and endpoints don't count (Freeman 1977, by Brandes 2001). Raw: each unordered pair once
 * (ordered pairs when directed). O(people × ties), so sample above a few billions.
 */
export const betweennessKernel: TeamKernel<BetweennessInput, BetweennessMemory, Float64Array> = {
  memory: ({ graph: { n } }, _members, arrays) => ({
    sums: Array.from({ length: Math.min(n, parts) }, () => arrays.f64(n)),
    total: arrays.f64(n),
  }),
  run({ graph, options }, { sums, total }, team) {
    const add = options.weighted === true ? weightedDependencies(graph) : dependencies(graph);
    for (let part = team.next(sums.length); part !== -1; part = team.next(sums.length)) {
      const sum = sums[part] as Float64Array;
      for (let source = part; source < graph.n; source += sums.length) add(source, sum);
    }
    team.meet();
    if (team.member !== 0) return;
    const times = options.directed === true ? 1 : 0.5;
    for (const sum of sums) {
      for (let v = 0; v < graph.n; v++) total[v] = (total[v] as number) + times * (sum[v] as number);
    }
  },
  output: (_input, { total }) => total,
};

/** `betweennessKernel` in the calling thread. */
export function betweenness(graph: Graph, options: BetweennessOptions = {}): Float64Array {
  return alone(betweennessKernel, { graph, options });
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

/**
 * Ordered pairs, every tie of length 1. Instead of asking each tie whether it leads one level on, which
 * processors predict badly, both sweeps add along all ties: going out, a person's paths are read off when the level
 * is complete and what arrives later is ignored; coming back, no tie leads further than the next level and only
 * levels already done hold anything to add.
 */
function dependencies(graph: Graph): Dependencies {
  const { n, offsets, targets } = graph;
  const arrived = new Float64Array(n); // 0 = not yet reached
  const paths = new Float64Array(n);
  const share = new Float64Array(n); // (1 + dependency) / paths where done, 0 elsewhere
  const pending = new Float64Array(n);
  const queue = new Uint32Array(n);
  const levels = new Uint32Array(n + 1); // where each level begins in the queue
  return (source, total) => {
    let reached = 1;
    let depth = 0;
    queue[0] = source;
    arrived[source] = 1;
    for (let begin = 0; begin < reached; depth++) {
      const end = reached;
      levels[depth] = begin;
      for (let i = begin; i < end; i++) paths[queue[i] as number] = arrived[queue[i] as number] as number;
      for (let i = begin; i < end; i++) {
        const v = queue[i] as number;
        const through = paths[v] as number;
        const last = offsets[v + 1] as number;
        for (let k = offsets[v] as number; k < last; k++) {
          const w = targets[k] as number;
          const before = arrived[w] as number;
          arrived[w] = before + through;
          if (before === 0) queue[reached++] = w;
        }
      }
      begin = end;
    }
    levels[depth] = reached;
    for (let level = depth - 1; level > 0; level--) {
      const begin = levels[level] as number;
      const end = levels[level + 1] as number;
      for (let i = begin; i < end; i++) {
        const v = queue[i] as number;
        let sum = 0;
        const last = offsets[v + 1] as number;
        for (let k = offsets[v] as number; k < last; k++) sum += share[targets[k] as number] as number;
        const through = paths[v] as number;
        total[v] = (total[v] as number) + sum * through;
        pending[v] = 1 / through + sum;
      }
      for (let i = begin; i < end; i++) share[queue[i] as number] = pending[queue[i] as number] as number;
    }
    for (let i = 0; i < reached; i++) {
      arrived[queue[i] as number] = 0;
      share[queue[i] as number] = 0;
    }
  };
}
