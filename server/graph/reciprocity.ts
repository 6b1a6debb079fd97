import type { Graph } from './graph.ts';
import { arcCount, edgeCount, transpose } from './graph.ts';

export interface Reciprocity {
  /** Share of arcs that are returned, 0–1; null without arcs. */
  readonly arcs: number | null;
  /** Share of the weight that is returned, Σ min(w_ij, w_ji) ÷ Σ w (Squartini et al. 2013); null without arcs. */
  readonly weighted: number | null;
  /** Share of connected pairs with an arc both ways, 0–1; null without arcs. */
  readonly dyads: number | null;
  /** Pairs with an arc both ways. */
  readonly mutualDyads: number;
  /** Pairs with an arc at least one way. */
  readonly connectedDyads: number;
}

/** How far the ties of a directed graph are returned. */
export function reciprocity(graph: Graph): Reciprocity {
  const { n, offsets, targets, weights } = graph;
  const back = transpose(graph);
  let returned = 0;
  let total = 0;
  let shared = 0;
  for (let v = 0; v < n; v++) {
    const end = offsets[v + 1] as number;
    const stop = back.offsets[v + 1] as number;
    let j = back.offsets[v] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      total += weights[k] as number;
      while (j < stop && (back.targets[j] as number) < w) j++;
      if (j < stop && back.targets[j] === w) {
        returned++;
        shared += Math.min(weights[k] as number, back.weights[j] as number);
      }
    }
  }
  const arcs = targets.length;
  const mutualDyads = returned / 2;
  const connectedDyads = arcs - mutualDyads;
  return {
    arcs: arcs === 0 ? null : returned / arcs,
    weighted: arcs === 0 ? null : shared / total,
    dyads: arcs === 0 ? null : mutualDyads / connectedDyads,
    mutualDyads,
    connectedDyads,
  };
}

/**
 * The same shares where the pairs with an arc at least one way are at hand as a symmetric graph: the arcs beyond one for each
 * pair are those returned. O(1).
 */
export function reciprocityOver(graph: Graph, pairs: Graph): Pick<Reciprocity, 'arcs' | 'dyads'> {
  const arcs = arcCount(graph);
  const connected = edgeCount(pairs);
  const mutual = arcs - connected;
  return { arcs: arcs === 0 ? null : (2 * mutual) / arcs, dyads: connected === 0 ? null : mutual / connected };
}
