import type { Graph } from './graph.ts';

export interface Orientation {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Position of each oriented tie among the arcs of the symmetric graph. */
  readonly positions: Uint32Array;
}

/**
 * Keeps each tie of a symmetric graph once, from the person with fewer contacts to the one with more (then by index).
 * Rows are then at most √(2 ties) long, which bounds listing triangles by ties^1.5 (Chiba & Nishizeki 1985).
 */
export function orient(graph: Graph): Orientation {
  const { n, offsets, targets } = graph;
  const oriented = new Uint32Array(n + 1);
  const kept = new Uint32Array(targets.length / 2);
  const positions = new Uint32Array(targets.length / 2);
  let write = 0;
  for (let v = 0; v < n; v++) {
    const begin = offsets[v] as number;
    const end = offsets[v + 1] as number;
    for (let k = begin; k < end; k++) {
      const w = targets[k] as number;
      const other = (offsets[w + 1] as number) - (offsets[w] as number);
      if (end - begin < other || (end - begin === other && v < w)) {
        kept[write] = w;
        positions[write++] = k;
      }
    }
    oriented[v + 1] = write;
  }
  return { offsets: oriented, targets: kept, positions };
}
