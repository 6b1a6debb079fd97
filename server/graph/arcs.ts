import { buildDirected, type Graph, undirected } from './graph.ts';

/** The arcs of a graph in the order of their rows, as `buildDirected` takes them. */
export interface ArcList {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
}

/** The arcs of a graph; `to` and `weight` are the graph's own arrays. */
export function arcList({ n, offsets, targets, weights }: Graph): ArcList {
  const from = new Uint32Array(targets.length);
  for (let v = 0; v < n; v++) from.fill(v, offsets[v], offsets[v + 1]);
  return { from, to: targets, weight: weights };
}

/** Weight of the arc from one person to another, by binary search; 0 when there is none. */
export function weightOf(graph: Graph, from: number, to: number): number {
  let low = graph.offsets[from] as number;
  let high = (graph.offsets[from + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const target = graph.targets[middle] as number;
    if (target === to) return graph.weights[middle] as number;
    if (target < to) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** Symmetric graph of the pairs with an arc both ways, each tie weighing both arcs together. */
export function mutualTies(graph: Graph): Graph {
  const { from, to, weight } = arcList(graph);
  const returned = weight.map((w, k) => (weightOf(graph, to[k] as number, from[k] as number) > 0 ? w : 0));
  return undirected(buildDirected(graph.n, from, to, returned), 'sum');
}
