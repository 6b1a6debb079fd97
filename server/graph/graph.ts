import { type Arrays, ownArrays } from './team.ts';

/**
 * A network in compressed rows. The ties that leave person `v` are
 * `targets[offsets[v]] … targets[offsets[v + 1] - 1]`, sorted by target, each target once, never `v` itself;
 * `weights` runs beside `targets` and holds finite numbers above 0.
 *
 * An undirected network is a symmetric graph: every tie stands in both rows with the same weight.
 *
 * **Undefined results.** Every kernel of this folder follows one rule. A single number that has no value (no ties,
 * zero denominator) is `null`. An array with a value per person cannot hold null and stays a Float64Array: the
 * undefined entries are NaN, the docstring of the kernel says so, and `orNull` turns an entry into `number | null`
 * before it leaves for a metric. A kernel that does not mention NaN never returns it.
 *
 * Indices are in range by construction inside the kernels, so reads of typed arrays are asserted to be numbers
 * rather than checked: a check in the innermost loops would cost more than the work.
 */
export interface Graph {
  readonly n: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** The value of one entry, or null where a kernel marks it undefined (NaN) or the index is out of range. */
export function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function checkArcs(n: number, from: Uint32Array, to: Uint32Array, weight: Float64Array | null): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`n must be a whole number of people, not ${n}`);
  if (from.length !== to.length || (weight !== null && weight.length !== from.length)) {
    throw new RangeError('from, to and weight must have the same length');
  }
  for (let e = 0; e < from.length; e++) {
    if ((from[e] as number) >= n || (to[e] as number) >= n) throw new RangeError(`arc ${e} names a person beyond n`);
    const w = weight === null ? 1 : (weight[e] as number);
    if (!(w >= 0 && w < Infinity))
      throw new RangeError(`arc ${e} has weight ${w}; weights are finite and not negative`);
  }
}

/**
 * Directed graph of `n` people from a list of arcs. Parallel arcs merge by adding their weights, self-loops and arcs
 * of weight 0 are dropped, `weight` null counts each arc as 1 (use `binary` for presence alone).
 * Throws RangeError on an index ≥ n, unequal lengths, or a weight that is negative or not finite.
 */
export function buildDirected(n: number, from: Uint32Array, to: Uint32Array, weight: Float64Array | null): Graph {
  checkArcs(n, from, to, weight);
  return mergeParallel(sortedArcs(n, from, to, weight));
}

/**
 * The rows of `n` people as of a graph, but with every arc in them, parallel ones beside each other in the order given,
 * self-loops and arcs of weight 0 too. `weight` null counts each arc as 1. Two counting sorts: O(n + arcs).
 */
export function sortedArcs(n: number, from: Uint32Array, to: Uint32Array, weight: Float64Array | null): Graph {
  const into = new Uint32Array(n + 1);
  const offsets = new Uint32Array(n + 1);
  const arcs = from.length;
  for (let e = 0; e < arcs; e++) {
    const v = (from[e] as number) + 1;
    const u = (to[e] as number) + 1;
    into[u] = (into[u] as number) + 1;
    offsets[v] = (offsets[v] as number) + 1;
  }
  cumulate(into);
  cumulate(offsets);
  // By target and then, stable, by source, each of which reads in order: rows come out sorted by target.
  const sources = new Uint32Array(arcs);
  const carried = weight === null ? null : new Float64Array(arcs);
  const place = into.slice(0, n);
  for (let e = 0; e < arcs; e++) {
    const u = to[e] as number;
    const slot = place[u] as number;
    place[u] = slot + 1;
    sources[slot] = from[e] as number;
    if (carried !== null && weight !== null) carried[slot] = weight[e] as number;
  }
  const targets = new Uint32Array(arcs);
  const weights = new Float64Array(arcs);
  const cursor = offsets.slice(0, n);
  for (let u = 0; u < n; u++) {
    const end = into[u + 1] as number;
    for (let k = into[u] as number; k < end; k++) {
      const v = sources[k] as number;
      const slot = cursor[v] as number;
      cursor[v] = slot + 1;
      targets[slot] = u;
      weights[slot] = carried === null ? 1 : (carried[k] as number);
    }
  }
  return { n, offsets, targets, weights };
}

function cumulate(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] as number) + (counts[i - 1] as number);
}

/** The graph of sorted arcs, which are overwritten: one for parallel ones, of their weights added; no self-loop and none of weight 0. */
export function mergeParallel(graph: Graph): Graph {
  const { n, targets, weights } = graph;
  const offsets = new Uint32Array(n + 1);
  let write = 0;
  for (let v = 0; v < n; v++) {
    const start = write;
    const end = graph.offsets[v + 1] as number;
    for (let k = graph.offsets[v] as number; k < end; k++) {
      const u = targets[k] as number;
      const weight = weights[k] as number;
      if (u === v || weight === 0) continue;
      if (write > start && targets[write - 1] === u) {
        weights[write - 1] = (weights[write - 1] as number) + weight;
      } else {
        targets[write] = u;
        weights[write] = weight;
        write++;
      }
    }
    offsets[v + 1] = write;
  }
  if (write === targets.length) return { n, offsets, targets, weights };
  return { n, offsets, targets: targets.slice(0, write), weights: weights.slice(0, write) };
}

/** The same ties, each of weight 1. */
export function binary(graph: Graph, arrays: Arrays = ownArrays): Graph {
  return { ...graph, weights: arrays.f64(graph.targets.length).fill(1) };
}

/** Every arc turned round, weights kept. */
export function transpose(graph: Graph): Graph {
  const { n, offsets, targets, weights } = graph;
  const reversed = new Uint32Array(n + 1);
  for (let k = 0; k < targets.length; k++) {
    const slot = (targets[k] as number) + 1;
    reversed[slot] = (reversed[slot] as number) + 1;
  }
  cumulate(reversed);
  const cursor = reversed.slice(0, n);
  const sources = new Uint32Array(targets.length);
  const carried = new Float64Array(targets.length);
  for (let v = 0; v < n; v++) {
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      const slot = cursor[w] as number;
      cursor[w] = slot + 1;
      sources[slot] = v;
      carried[slot] = weights[k] as number;
    }
  }
  return { n, offsets: reversed, targets: sources, weights: carried };
}

/**
 * Symmetric graph that forgets direction: one tie wherever there is an arc in either direction. Where both exist the
 * tie weighs the larger of the two (`max`) or both together (`sum`).
 */
export function undirected(graph: Graph, mode: 'max' | 'sum', arrays: Arrays = ownArrays): Graph {
  const { n } = graph;
  const back = transpose(graph);
  const offsets = arrays.u32(n + 1);
  const targets = arrays.u32(2 * graph.targets.length);
  const weights = arrays.f64(2 * graph.targets.length);
  let write = 0;
  for (let v = 0; v < n; v++) {
    let i = graph.offsets[v] as number;
    let j = back.offsets[v] as number;
    const iEnd = graph.offsets[v + 1] as number;
    const jEnd = back.offsets[v + 1] as number;
    while (i < iEnd || j < jEnd) {
      // Nobody has the number n: it stands for the end of a row.
      const out = i < iEnd ? (graph.targets[i] as number) : n;
      const into = j < jEnd ? (back.targets[j] as number) : n;
      const given = out <= into ? (graph.weights[i++] as number) : 0;
      const received = into <= out ? (back.weights[j++] as number) : 0;
      targets[write] = out < into ? out : into;
      weights[write++] = mode === 'sum' ? given + received : Math.max(given, received);
    }
    offsets[v + 1] = write;
  }
  // Where hardly any tie has two directions, what is left over takes less room than a copy beside it.
  if (write > 0.8 * targets.length) {
    return { n, offsets, targets: targets.subarray(0, write), weights: weights.subarray(0, write) };
  }
  const fitting = { n, offsets, targets: arrays.u32(write), weights: arrays.f64(write) };
  fitting.targets.set(targets.subarray(0, write));
  fitting.weights.set(weights.subarray(0, write));
  return fitting;
}

/** Number of arcs (directed ties; twice the number of ties of a symmetric graph). */
export function arcCount(graph: Graph): number {
  return graph.targets.length;
}

/** Number of ties of a symmetric graph, each pair once. */
export function edgeCount(graph: Graph): number {
  return graph.targets.length / 2;
}

/** Number of arcs that leave each person; in a symmetric graph, the number of contacts. */
export function degrees(graph: Graph): Uint32Array {
  return Uint32Array.from(
    { length: graph.n },
    (_, v) => (graph.offsets[v + 1] as number) - (graph.offsets[v] as number),
  );
}

/** Sum of the weights of the arcs that leave each person. */
export function strengths(graph: Graph): Float64Array {
  const sums = new Float64Array(graph.n);
  for (let v = 0; v < graph.n; v++) {
    let sum = 0;
    const end = graph.offsets[v + 1] as number;
    for (let k = graph.offsets[v] as number; k < end; k++) sum += graph.weights[k] as number;
    sums[v] = sum;
  }
  return sums;
}

/**
 * For each arc of a symmetric graph, the position of the same tie in the other person's row.
 * Arcs into `v` are met in ascending order of their source, which is the order of row `v`: one pass suffices.
 */
export function reversePositions(graph: Graph): Uint32Array {
  const cursor = graph.offsets.slice(0, graph.n);
  const reverse = new Uint32Array(graph.targets.length);
  for (let k = 0; k < reverse.length; k++) {
    const v = graph.targets[k] as number;
    const slot = cursor[v] as number;
    cursor[v] = slot + 1;
    reverse[k] = slot;
  }
  return reverse;
}

/** The graph of some people, renumbered in the order given, and the ties between them. */
export function induced(graph: Graph, nodes: readonly number[]): Graph {
  const renumbered = new Map(nodes.map((node, index) => [node, index]));
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  nodes.forEach((node, index) => {
    const end = graph.offsets[node + 1] as number;
    for (let k = graph.offsets[node] as number; k < end; k++) {
      const target = renumbered.get(graph.targets[k] as number);
      if (target === undefined) continue;
      from.push(index);
      to.push(target);
      weight.push(graph.weights[k] as number);
    }
  });
  return buildDirected(nodes.length, Uint32Array.from(from), Uint32Array.from(to), Float64Array.from(weight));
}
