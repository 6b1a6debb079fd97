import type { Graph } from './graph.ts';
import { rootOf } from './union-find.ts';

export interface Components {
  readonly count: number;
  /** Component of each person, numbered from 0 in the order of their first member. */
  readonly labels: Uint32Array;
  /** People in each component. */
  readonly sizes: Uint32Array;
  /** People in the largest one; 0 for an empty graph. */
  readonly largest: number;
}

/** Renumbers component representatives in the order of their first member and counts members. */
export function numberComponents(representatives: Uint32Array): Components {
  const n = representatives.length;
  const numberOf = new Uint32Array(n);
  const labels = new Uint32Array(n);
  const sizes = new Uint32Array(n);
  let count = 0;
  let largest = 0;
  for (let v = 0; v < n; v++) {
    const root = representatives[v] as number;
    // 0 means not yet numbered, so numbers are kept one higher.
    if (numberOf[root] === 0) numberOf[root] = ++count;
    const label = (numberOf[root] as number) - 1;
    labels[v] = label;
    sizes[label] = (sizes[label] as number) + 1;
    largest = Math.max(largest, sizes[label]);
  }
  return { count, labels, sizes: sizes.slice(0, count), largest };
}

/** Weakly connected components: people joined by ties whatever their direction. An isolate is one of its own. */
export function components(graph: Graph): Components {
  const { n, offsets, targets } = graph;
  const parent = Uint32Array.from({ length: n }, (_, v) => v);
  for (let v = 0; v < n; v++) {
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const a = rootOf(parent, v);
      const b = rootOf(parent, targets[k] as number);
      if (a < b) parent[b] = a;
      else parent[a] = b;
    }
  }
  for (let v = 0; v < n; v++) parent[v] = rootOf(parent, v);
  return numberComponents(parent);
}
