import type { Graph } from './graph.ts';

export interface Distances {
  /** Longest shortest path; null without people, 0 without ties. */
  readonly diameter: number | null;
  /**
   * Distance within which 90 % of the pairs of different people who reach each other lie, interpolated between whole
   * distances as SNAP does; null without such a pair.
   */
  readonly effectiveDiameter90: number | null;
  /** Mean distance over pairs of different people who reach each other; null without such a pair. */
  readonly mean: number | null;
  /** Ordered pairs at distance 0 (each person with themselves), 1, 2 … diameter. */
  readonly pairs: Float64Array;
}

/**
 * Distances between all pairs along the ties, each of length 1 (along the arrows if the graph is directed).
 * One traversal serves 32 sources, a bit each, so people near one another share the work
 * (Then et al. 2014, The More the Merrier).
 */
export function distances(graph: Graph): Distances {
  const { n } = graph;
  const pairs: number[] = [];
  const seen = new Uint32Array(n);
  const frontier = new Uint32Array(n);
  const arriving = new Uint32Array(n);
  const state = { seen, frontier, arriving, active: new Uint32Array(n), touched: new Uint32Array(n) };
  for (let first = 0; first < n; first += 32) {
    seen.fill(0);
    frontier.fill(0);
    spread(graph, first, Math.min(32, n - first), state, pairs);
  }
  const counts = Float64Array.from(pairs);
  let reachable = 0;
  let sum = 0;
  for (let d = 1; d < counts.length; d++) {
    reachable += counts[d] as number;
    sum += d * (counts[d] as number);
  }
  return {
    diameter: n === 0 ? null : counts.length - 1,
    effectiveDiameter90: reachable === 0 ? null : effectiveDiameter(counts, 0.9 * reachable),
    mean: reachable === 0 ? null : sum / reachable,
    pairs: counts,
  };
}

interface Traversal {
  readonly seen: Uint32Array;
  readonly frontier: Uint32Array;
  readonly arriving: Uint32Array;
  readonly active: Uint32Array;
  readonly touched: Uint32Array;
}

/** Breadth first from `width` neighbouring sources at once; adds the pairs found at each distance to `pairs`. */
function spread(graph: Graph, first: number, width: number, state: Traversal, pairs: number[]): void {
  const { offsets, targets } = graph;
  const { seen, frontier, arriving, active, touched } = state;
  let activeCount = width;
  for (let i = 0; i < width; i++) {
    seen[first + i] = frontier[first + i] = (1 << i) >>> 0;
    active[i] = first + i;
  }
  let found = width;
  for (let distance = 0; found > 0; distance++) {
    pairs[distance] = (pairs[distance] ?? 0) + found;
    let touchedCount = 0;
    for (let i = 0; i < activeCount; i++) {
      const v = active[i] as number;
      const bits = frontier[v] as number;
      frontier[v] = 0;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        const before = arriving[w] as number;
        if (before === 0) touched[touchedCount++] = w;
        arriving[w] = before | bits;
      }
    }
    found = 0;
    activeCount = 0;
    for (let i = 0; i < touchedCount; i++) {
      const w = touched[i] as number;
      const known = seen[w] as number;
      const fresh = ((arriving[w] as number) & ~known) >>> 0;
      arriving[w] = 0;
      if (fresh === 0) continue;
      seen[w] = known | fresh;
      frontier[w] = fresh;
      active[activeCount++] = w;
      found += bitCount(fresh);
    }
  }
}

function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}

function effectiveDiameter(pairs: Float64Array, wanted: number): number {
  let within = 0;
  for (let d = 1; d < pairs.length; d++) {
    const count = pairs[d] as number;
    if (within + count > wanted) return d - 1 + (wanted - within) / count;
    within += count;
  }
  return pairs.length - 1;
}
