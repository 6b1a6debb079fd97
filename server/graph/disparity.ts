import { degrees, type Graph, strengths, transpose } from './graph.ts';

/**
 * Disparity filter (Serrano, Boguñá & Vespignani 2009): for each arc, how likely its weight is if each person spread
 * theirs over their ties at random: (1 - w/s)^(k - 1) for who gives (k ties, s together) and for who receives, whichever
 * is smaller. 0 to 1, 1 where both have no other tie; keep arcs under a threshold such as 0.05. Networks of few ties each
 * keep next to nothing. On a symmetric graph both arcs of a tie are equal.
 */
export function disparity(graph: Graph): Float64Array {
  const { n, offsets, targets, weights } = graph;
  const back = transpose(graph);
  const [given, received] = [strengths(graph), strengths(back)];
  const [out, into] = [degrees(graph), degrees(back)];
  const chance = new Float64Array(targets.length);
  for (let v = 0; v < n; v++) {
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const w = targets[k] as number;
      const weight = weights[k] as number;
      chance[k] = Math.min(
        (1 - weight / (given[v] as number)) ** ((out[v] as number) - 1),
        (1 - weight / (received[w] as number)) ** ((into[w] as number) - 1),
      );
    }
  }
  return chance;
}
