import type { Graph } from './graph.ts';
import { orient } from './orient.ts';

export interface Triangles {
  /** Triangles each person belongs to. */
  readonly perPerson: Float64Array;
  /** Triangles of the network, each once. */
  readonly total: number;
}

/** Counts the triangles of a symmetric graph: three people who all know one another. */
export function triangles(graph: Graph): Triangles {
  const { n } = graph;
  const { offsets, targets } = orient(graph);
  const perPerson = new Float64Array(n);
  const seenFrom = new Uint32Array(n); // 1 + the person whose row marked this one
  let total = 0;
  for (let u = 0; u < n; u++) {
    const begin = offsets[u] as number;
    const end = offsets[u + 1] as number;
    for (let k = begin; k < end; k++) seenFrom[targets[k] as number] = u + 1;
    let own = 0;
    for (let k = begin; k < end; k++) {
      const v = targets[k] as number;
      const stop = offsets[v + 1] as number;
      let shared = 0;
      for (let j = offsets[v] as number; j < stop; j++) {
        const w = targets[j] as number;
        if (seenFrom[w] !== u + 1) continue;
        perPerson[w] = (perPerson[w] as number) + 1;
        shared++;
      }
      perPerson[v] = (perPerson[v] as number) + shared;
      own += shared;
    }
    perPerson[u] = (perPerson[u] as number) + own;
    total += own;
  }
  return { perPerson, total };
}
