import type { Graph } from './graph.ts';
import { type Arrays, ownArrays } from './team.ts';

/** Weights of pairs of people, `one[k]` and `other[k]` not the same, in any order and as many of a pair as there are. */
export interface Pairs {
  readonly one: Uint32Array;
  readonly other: Uint32Array;
  readonly weight: Float64Array;
}

/**
 * The symmetric graph in which a tie weighs what both arcs of a graph and all pairs weigh together; pairs of weight 0 make
 * none. Whole multiples of 2^-50 add up to the same in whatever order they come. Three counting sorts: O(n + arcs + pairs).
 */
export function symmetricSum(given: Graph, pairs: Pairs, arrays: Arrays = ownArrays): Graph {
  const { n } = given;
  const byHigher = lowerOfEach(given, pairs);
  const upper = merged(higherOfEach(byHigher));
  const offsets = arrays.u32(n + 1);
  for (let v = 0; v < n; v++) {
    const end = upper.ends[v] as number;
    const begin = upper.offsets[v] as number;
    offsets[v + 1] = (offsets[v + 1] as number) + end - begin;
    for (let k = begin; k < end; k++) {
      const u = (upper.targets[k] as number) + 1;
      offsets[u] = (offsets[u] as number) + 1;
    }
  }
  for (let v = 0; v < n; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
  const targets = arrays.u32(offsets[n] as number);
  const weights = arrays.f64(targets.length);
  const cursor = offsets.slice(0, n);
  // In the order of the lower node, the row of a node gets its lower neighbours first: rows come out sorted.
  for (let v = 0; v < n; v++) {
    let there = cursor[v] as number;
    const end = upper.ends[v] as number;
    for (let k = upper.offsets[v] as number; k < end; k++) {
      const u = upper.targets[k] as number;
      const weight = upper.weights[k] as number;
      const back = cursor[u] as number;
      cursor[u] = back + 1;
      targets[there] = u;
      weights[there++] = weight;
      targets[back] = v;
      weights[back] = weight;
    }
  }
  return { n, offsets, targets, weights };
}

/** For each node, the lower end of every arc and pair of which it is the higher. */
function lowerOfEach(given: Graph, { one, other, weight }: Pairs): Graph {
  const { n } = given;
  const offsets = new Uint32Array(n + 1);
  for (let v = 0; v < n; v++) {
    const end = given.offsets[v + 1] as number;
    for (let k = given.offsets[v] as number; k < end; k++) {
      const slot = Math.max(v, given.targets[k] as number) + 1;
      offsets[slot] = (offsets[slot] as number) + 1;
    }
  }
  for (let k = 0; k < one.length; k++) {
    const slot = Math.max(one[k] as number, other[k] as number) + 1;
    offsets[slot] = (offsets[slot] as number) + 1;
  }
  for (let v = 0; v < n; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
  const targets = new Uint32Array(offsets[n] as number);
  const weights = new Float64Array(targets.length);
  const cursor = offsets.slice(0, n);
  for (let v = 0; v < n; v++) {
    const end = given.offsets[v + 1] as number;
    for (let k = given.offsets[v] as number; k < end; k++) {
      const u = given.targets[k] as number;
      if (u < v) continue;
      const slot = cursor[u] as number;
      cursor[u] = slot + 1;
      targets[slot] = v;
      weights[slot] = given.weights[k] as number;
    }
  }
  for (let k = 0; k < one.length; k++) {
    const a = one[k] as number;
    const b = other[k] as number;
    const higher = Math.max(a, b);
    const slot = cursor[higher] as number;
    cursor[higher] = slot + 1;
    targets[slot] = Math.min(a, b);
    weights[slot] = weight[k] as number;
  }
  for (let v = 0; v < n; v++) {
    const end = given.offsets[v + 1] as number;
    for (let k = given.offsets[v] as number; k < end && (given.targets[k] as number) < v; k++) {
      const slot = cursor[v] as number;
      cursor[v] = slot + 1;
      targets[slot] = given.targets[k] as number;
      weights[slot] = given.weights[k] as number;
    }
  }
  return { n, offsets, targets, weights };
}

/** The same turned round: rows of the lower nodes, sorted by the higher. */
function higherOfEach(byHigher: Graph): Graph {
  const { n, targets: lower } = byHigher;
  const offsets = new Uint32Array(n + 1);
  for (let k = 0; k < lower.length; k++) {
    const slot = (lower[k] as number) + 1;
    offsets[slot] = (offsets[slot] as number) + 1;
  }
  for (let v = 0; v < n; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
  const cursor = offsets.slice(0, n);
  const targets = new Uint32Array(lower.length);
  const weights = new Float64Array(lower.length);
  for (let u = 0; u < n; u++) {
    const end = byHigher.offsets[u + 1] as number;
    for (let k = byHigher.offsets[u] as number; k < end; k++) {
      const v = lower[k] as number;
      const slot = cursor[v] as number;
      cursor[v] = slot + 1;
      targets[slot] = u;
      weights[slot] = byHigher.weights[k] as number;
    }
  }
  return { n, offsets, targets, weights };
}

/** Rows in which each pair stands once, with its sum, up to `ends` of each; what lies behind is left over. */
function merged({ n, offsets, targets, weights }: Graph): Graph & { readonly ends: Uint32Array } {
  const ends = new Uint32Array(n);
  for (let v = 0; v < n; v++) {
    const begin = offsets[v] as number;
    const end = offsets[v + 1] as number;
    let write = begin;
    for (let k = begin; k < end; ) {
      const first = k++;
      const u = targets[first] as number;
      while (k < end && targets[k] === u) k++;
      const weight = k === first + 1 ? (weights[first] as number) : exactSum(weights, first, k);
      if (weight === 0) continue;
      targets[write] = u;
      weights[write++] = weight;
    }
    ends[v] = write;
  }
  return { n, offsets, targets, weights, ends };
}

const coarse = 2 ** 20;

/** The sum of weights that are whole multiples of 2^-50, rounded once: their coarse parts and the rest add up without rounding. */
function exactSum(weights: Float64Array, first: number, end: number): number {
  let large = 0;
  let small = 0;
  for (let k = first; k < end; k++) {
    const weight = weights[k] as number;
    const part = Math.floor(weight * coarse) / coarse;
    large += part;
    small += weight - part;
  }
  return large + small;
}
