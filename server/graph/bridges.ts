import type { Graph } from './graph.ts';

export interface Bridges {
  /** 1 for people whose absence would split their part of the network, else 0. */
  readonly articulation: Uint8Array;
  /** Ties whose absence would split it, as [a, b] with a < b, in ascending order. */
  readonly bridges: readonly (readonly [number, number])[];
}

/**
 * The people and ties that a symmetric graph hangs by: articulation points and bridges (Hopcroft & Tarjan 1973,
 * without recursion). O(people + ties).
 */
export function bridges(graph: Graph): Bridges {
  const { n, offsets, targets } = graph;
  const index = new Uint32Array(n); // order of discovery from 1; 0 = not yet seen
  const low = new Uint32Array(n);
  const cursor = offsets.slice(0, n);
  const path = new Uint32Array(n);
  const articulation = new Uint8Array(n);
  const found: [number, number][] = [];
  let discovered = 0;
  for (let root = 0; root < n; root++) {
    if (index[root] !== 0) continue;
    let depth = 0;
    let branches = 0;
    path[0] = root;
    index[root] = ++discovered;
    low[root] = discovered;
    while (depth >= 0) {
      const v = path[depth] as number;
      const k = cursor[v] as number;
      if (k < (offsets[v + 1] as number)) {
        cursor[v] = k + 1;
        const w = targets[k] as number;
        if (index[w] === 0) {
          index[w] = ++discovered;
          low[w] = discovered;
          path[++depth] = w;
        } else if (depth === 0 || w !== path[depth - 1]) {
          low[v] = Math.min(low[v] as number, index[w] as number);
        }
        continue;
      }
      depth--;
      if (depth < 0) break;
      const above = path[depth] as number;
      low[above] = Math.min(low[above] as number, low[v] as number);
      if ((low[v] as number) > (index[above] as number)) found.push([Math.min(v, above), Math.max(v, above)]);
      if (depth === 0) branches++;
      else if ((low[v] as number) >= (index[above] as number)) articulation[above] = 1;
    }
    if (branches > 1) articulation[root] = 1;
  }
  found.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  return { articulation, bridges: found };
}
