import type { Graph } from './graph.ts';

/**
 * The ties of a symmetric graph that are among the `keep` strongest of either of their people, weights unchanged. Where
 * more ties are as strong as the last to be kept, the seed decides, each tie by itself: a person then keeps about `keep`.
 * O(ties).
 */
export function strongestTies(graph: Graph, keep: number, seed: number): Graph {
  const { n, targets, weights } = graph;
  const { least, chance } = lastKept(graph, keep);
  const isKept = new Uint8Array(targets.length);
  const offsets = new Uint32Array(n + 1);
  let count = 0;
  for (let v = 0; v < n; v++) {
    const mine = least[v] as number;
    const end = graph.offsets[v + 1] as number;
    for (let k = graph.offsets[v] as number; k < end; k++) {
      const weight = weights[k] as number;
      if (weight <= mine) {
        const other = targets[k] as number;
        const theirs = least[other] as number;
        if (weight < mine && weight < theirs) continue;
        if (weight <= theirs) {
          const drawn = drawOf(v, other, seed);
          const byMe = weight === mine && drawn < (chance[v] as number);
          const byThem = weight === theirs && drawn < (chance[other] as number);
          if (!byMe && !byThem) continue;
        }
      }
      isKept[k] = 1;
      count++;
    }
    offsets[v + 1] = count;
  }
  const kept = { n, offsets, targets: new Uint32Array(count), weights: new Float64Array(count) };
  let write = 0;
  for (let k = 0; k < isKept.length; k++) {
    if (isKept[k] === 0) continue;
    kept.targets[write] = targets[k] as number;
    kept.weights[write++] = weights[k] as number;
  }
  return kept;
}

/** How strong the last tie is that each person keeps, 0 if all are kept, and the chance of a tie as strong to be kept. */
function lastKept(graph: Graph, keep: number): { least: Float64Array; chance: Float64Array } {
  const { n, offsets, weights } = graph;
  const least = new Float64Array(n);
  const chance = new Float64Array(n);
  let widest = 0;
  for (let v = 0; v < n; v++) widest = Math.max(widest, (offsets[v + 1] as number) - (offsets[v] as number));
  const row = new Float64Array(widest);
  for (let v = 0; v < n; v++) {
    const begin = offsets[v] as number;
    const length = (offsets[v + 1] as number) - begin;
    if (length <= keep) continue;
    for (let i = 0; i < length; i++) row[i] = weights[begin + i] as number;
    const last = selectLargest(row, length, keep);
    let above = 0;
    let equal = 0;
    for (let i = 0; i < length; i++) {
      const weight = row[i] as number;
      if (weight > last) above++;
      else if (weight === last) equal++;
    }
    least[v] = last;
    chance[v] = (keep - above) / equal;
  }
  return { least, chance };
}

/** The `rank`-th largest of the first `length` values, which it reorders (Hoare 1961). O(length) on average. */
function selectLargest(values: Float64Array, length: number, rank: number): number {
  const wanted = rank - 1;
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] as number) > pivot) i++;
      while ((values[j] as number) < pivot) j--;
      if (i > j) break;
      const held = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = held;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted] as number;
}

/** A number in [0, 1) that a seed gives to a pair of people, in either order; its bits are mixed as SplitMix32 does. */
function drawOf(a: number, b: number, seed: number): number {
  let bits = Math.imul(Math.min(a, b), 0x9e3779b9) ^ Math.imul(Math.max(a, b) + seed, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return ((bits ^ (bits >>> 15)) >>> 0) / 0x100000000;
}
