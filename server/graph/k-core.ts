import type { Graph } from './graph.ts';
import { degrees } from './graph.ts';

/**
 * Core number of each person in a symmetric graph: the largest k such that the person belongs to a group whose
 * members all have at least k contacts inside it (Batagelj & Zaversnik 2003, O(ties)). An isolate has 0.
 */
export function kCore(graph: Graph): Uint32Array {
  const { n, offsets, targets } = graph;
  const core = degrees(graph);
  const deepest = core.reduce((most, degree) => Math.max(most, degree), 0);
  // People sorted by degree; start[d] = where degree d begins, kept true while degrees shrink.
  const start = new Uint32Array(deepest + 2);
  for (let v = 0; v < n; v++) start[(core[v] as number) + 1] = (start[(core[v] as number) + 1] as number) + 1;
  for (let d = 1; d < start.length; d++) start[d] = (start[d] as number) + (start[d - 1] as number);
  const sorted = new Uint32Array(n);
  const position = new Uint32Array(n);
  const cursor = start.slice();
  for (let v = 0; v < n; v++) {
    const slot = cursor[core[v] as number] as number;
    cursor[core[v] as number] = slot + 1;
    sorted[slot] = v;
    position[v] = slot;
  }
  for (let i = 0; i < n; i++) {
    const v = sorted[i] as number;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      const degree = core[w] as number;
      if (degree <= (core[v] as number)) continue;
      // Swap w with the first person of its degree, then move the border past it.
      const first = start[degree] as number;
      const held = sorted[first] as number;
      const slot = position[w] as number;
      sorted[slot] = held;
      position[held] = slot;
      sorted[first] = w;
      position[w] = first;
      start[degree] = first + 1;
      core[w] = degree - 1;
    }
  }
  return core;
}
