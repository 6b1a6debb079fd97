import type { Dependencies } from './betweenness.ts';
import type { Graph } from './graph.ts';

/** Two lengths that differ by less than this share are the same length: 1/3 + 1/6 must equal 1/2. */
const TIE = 1 + 1e-9;

/**
 * What the shortest paths from a source add to each person, a tie being as long as 1 / weight (Brandes 2001 on Dijkstra's order). Shortest paths
 * are counted after all distances are final, so that paths of equal length tie whatever order rounding found them in.
 */
export function weightedDependencies(graph: Graph): Dependencies {
  const { n, offsets, targets, weights } = graph;
  const lengths = weights.map((weight) => 1 / weight);
  const distance = new Float64Array(n).fill(Infinity);
  const rank = new Int32Array(n);
  const paths = new Float64Array(n);
  const share = new Float64Array(n);
  const order = new Uint32Array(n);
  const search = dijkstra({ ...graph, weights: lengths }, distance, order);
  return (source, total) => {
    const reached = search(source);
    for (let i = 0; i < reached; i++) {
      rank[order[i] as number] = i;
      paths[order[i] as number] = 0;
    }
    paths[source] = 1;
    for (let i = 0; i < reached; i++) {
      const v = order[i] as number;
      const from = distance[v] as number;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        if ((rank[w] as number) > i && from + (lengths[k] as number) <= (distance[w] as number) * TIE) {
          paths[w] = (paths[w] as number) + (paths[v] as number);
        }
      }
    }
    for (let i = reached - 1; i > 0; i--) {
      const v = order[i] as number;
      const from = distance[v] as number;
      let sum = 0;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        if ((rank[w] as number) > i && from + (lengths[k] as number) <= (distance[w] as number) * TIE) {
          sum += share[w] as number;
        }
      }
      const through = paths[v] as number;
      total[v] = (total[v] as number) + sum * through;
      share[v] = 1 / through + sum;
    }
    for (let i = 0; i < reached; i++) distance[order[i] as number] = Infinity;
  };
}

/**
 * Returns a function that fills `distance` from a source and `order` with the people reached, nearest first, and
 * returns how many; `weights` of the graph are lengths. `distance` must be Infinity everywhere before each call.
 */
function dijkstra(graph: Graph, distance: Float64Array, order: Uint32Array): (source: number) => number {
  const { n, offsets, targets, weights: lengths } = graph;
  const heap = new Uint32Array(n);
  const place = new Int32Array(n).fill(-1); // where in the heap; -1 = never entered, -2 = settled
  let size = 0;

  const rise = (from: number, v: number): void => {
    const key = distance[v] as number;
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as number;
      if ((distance[above] as number) <= key) break;
      heap[i] = above;
      place[above] = i;
      i = parent;
    }
    heap[i] = v;
    place[v] = i;
  };

  const sink = (v: number): void => {
    const key = distance[v] as number;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && (distance[heap[right] as number] as number) < (distance[heap[child] as number] as number)) {
        child = right;
      }
      const below = heap[child] as number;
      if ((distance[below] as number) >= key) break;
      heap[i] = below;
      place[below] = i;
      i = child;
    }
    heap[i] = v;
    place[v] = i;
  };

  return (source) => {
    let reached = 0;
    distance[source] = 0;
    heap[0] = source;
    place[source] = 0;
    size = 1;
    while (size > 0) {
      const v: number = heap[0];
      size--;
      if (size > 0) sink(heap[size] as number);
      place[v] = -2;
      order[reached++] = v;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        const at = place[w] as number;
        const length = (distance[v] as number) + (lengths[k] as number);
        if (at === -2 || length >= (distance[w] as number)) continue;
        distance[w] = length;
        rise(at === -1 ? size++ : at, w);
      }
    }
    for (let i = 0; i < reached; i++) place[order[i] as number] = -1;
    return reached;
  };
}
