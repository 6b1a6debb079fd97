import type { Graph } from './graph.ts';
import { transpose } from './graph.ts';
import { random } from './random.ts';
import { alone, type TeamKernel } from './team.ts';

interface DistancesInput {
  readonly graph: Graph;
  /** Whose distances to everybody are measured; everyone unless it is said. */
  readonly origins?: Uint32Array;
  /** Whether every arc of the graph is there both ways; it is then not turned round. */
  readonly isSymmetric?: boolean;
}

/** Distances from the origins: "pairs" are those of an origin and anybody. */
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
 * One traversal serves 32 people, a bit each, so those near one another share the work (Then et al. 2014, The More the
 * Merrier).
 */
export const distancesKernel: TeamKernel<DistancesInput, readonly Float64Array[], Distances> = {
  // Of each member: pairs found at each distance, the longest possible being n - 1.
  memory: ({ graph: { n } }, members, arrays) => Array.from({ length: members }, () => arrays.f64(n)),
  run({ graph, origins = everyone(graph), isSymmetric = false }, memory, team) {
    const { n } = graph;
    const pairs = memory[team.member] as Float64Array;
    const traversal: Traversal = {
      graph,
      back: isSymmetric ? graph : transpose(graph),
      seen: new Uint32Array(n),
      frontier: new Uint32Array(n),
      arriving: new Uint32Array(n),
      active: new Uint32Array(n),
      touched: new Uint32Array(n),
    };
    const parts = Math.ceil(origins.length / 32);
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      gather(traversal, origins.subarray(32 * part, 32 * part + 32), pairs);
    }
  },
  output({ graph: { n } }, memory) {
    const all = Float64Array.from({ length: n }, (_, d) =>
      memory.reduce((sum, found) => sum + (found[d] as number), 0),
    );
    const diameter = all.findLastIndex((found) => found > 0);
    const pairs = all.slice(0, diameter + 1);
    let reachable = 0;
    let sum = 0;
    for (let d = 1; d <= diameter; d++) {
      reachable += pairs[d] as number;
      sum += d * (pairs[d] as number);
    }
    return {
      diameter: n === 0 ? null : diameter,
      effectiveDiameter90: reachable === 0 ? null : effectiveDiameter(pairs, 0.9 * reachable),
      mean: reachable === 0 ? null : sum / reachable,
      pairs,
    };
  },
};

/** `distancesKernel` in the calling thread. */
export function distances(graph: Graph, origins: Uint32Array = everyone(graph)): Distances {
  return alone(distancesKernel, { graph, origins });
}

const everyone = ({ n }: Graph): Uint32Array => Uint32Array.from({ length: n }, (_, v) => v);

/**
 * As many different people as asked for (everyone, where there are fewer), all choices as likely; the same seed gives the
 * same ones.
 */
export function drawOrigins(graph: Graph, wanted: number, seed: number): Uint32Array {
  const drawn = everyone(graph);
  random(seed).shuffle(drawn);
  return drawn.subarray(0, wanted).sort();
}

interface Traversal {
  readonly graph: Graph;
  /** The graph with its arrows turned. */
  readonly back: Graph;
  /** Per person, the bits of those they are known to reach, and of those they reached at the last distance. */
  readonly seen: Uint32Array;
  readonly frontier: Uint32Array;
  readonly arriving: Uint32Array;
  /** People with bits in `frontier`, and in `arriving`. */
  readonly active: Uint32Array;
  readonly touched: Uint32Array;
}

/** Finds who reaches up to 32 people, distance by distance; adds the pairs at each to `pairs`. */
function gather(traversal: Traversal, origins: Uint32Array, pairs: Float64Array): void {
  const width = origins.length;
  const { graph, back, seen, frontier, arriving, active, touched } = traversal;
  seen.fill(0);
  frontier.fill(0);
  const all = width === 32 ? 0xffffffff : (1 << width) - 1;
  for (let i = 0; i < width; i++) {
    const v = origins[i] as number;
    seen[v] = (1 << i) >>> 0;
    frontier[v] = (1 << i) >>> 0;
    active[i] = v;
  }
  let activeCount = width;
  let found = width;
  for (let distance = 0; found > 0; distance++) {
    pairs[distance] = (pairs[distance] as number) + found;
    let work = 0;
    for (let i = 0; i < activeCount; i++) {
      const v = active[i] as number;
      work += (back.offsets[v + 1] as number) - (back.offsets[v] as number);
    }
    // A narrow frontier tells its neighbours; once it is wide, asking from the other side can stop early.
    const touchedCount = 8 * work < graph.targets.length ? tell(traversal, activeCount) : ask(traversal, all);
    for (let i = 0; i < activeCount; i++) frontier[active[i] as number] = 0;
    found = 0;
    activeCount = 0;
    for (let i = 0; i < touchedCount; i++) {
      const v = touched[i] as number;
      const known = seen[v] as number;
      const fresh = ((arriving[v] as number) & ~known) >>> 0;
      arriving[v] = 0;
      if (fresh === 0) continue;
      seen[v] = known | fresh;
      frontier[v] = fresh;
      active[activeCount++] = v;
      found += bitCount(fresh);
    }
  }
}

/** Passes the bits of the active people on to those with a tie to them; returns how many were touched. */
function tell({ back, frontier, arriving, active, touched }: Traversal, activeCount: number): number {
  const { offsets, targets } = back;
  let touchedCount = 0;
  for (let i = 0; i < activeCount; i++) {
    const v = active[i] as number;
    const bits = frontier[v] as number;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      const before = arriving[w] as number;
      if (before === 0) touched[touchedCount++] = w;
      arriving[w] = before | bits;
    }
  }
  return touchedCount;
}

/** Collects the bits of everyone's contacts until there is nothing left to learn; returns how many were touched. */
function ask({ graph, seen, frontier, arriving, touched }: Traversal, all: number): number {
  const { n, offsets, targets } = graph;
  let touchedCount = 0;
  for (let v = 0; v < n; v++) {
    const missing = all & ~(seen[v] as number);
    if (missing === 0) continue;
    let bits = 0;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      bits |= frontier[targets[k] as number] as number;
      if ((missing & ~bits) === 0) break;
    }
    if ((bits & missing) === 0) continue;
    arriving[v] = bits;
    touched[touchedCount++] = v;
  }
  return touchedCount;
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
