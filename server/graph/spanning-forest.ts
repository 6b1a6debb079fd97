import type { Graph } from './graph.ts';
import { reversePositions } from './graph.ts';
import { rootOf } from './union-find.ts';

/**
 * Maximum spanning forest of a symmetric graph: in each connected part, the ties that hold it together with the largest
 * total weight, one less than its people; of equal ties the first in row order (Borůvka 1926, O(ties × log people)).
 * @returns 1 for both arcs of each tie of the forest, 0 for the others
 */
export function maximumSpanningForest(graph: Graph): Uint8Array {
  const { n, offsets, targets, weights } = graph;
  const reverse = reversePositions(graph);
  const kept = new Uint8Array(targets.length);
  const part = Uint32Array.from({ length: n }, (_, v) => v);
  // The heaviest arc out of each part; `none` where there is none.
  const none = targets.length;
  const heaviest = new Uint32Array(n);
  const isHeavier = (k: number, than: number): boolean =>
    than === none || (weights[k] as number) > (weights[than] as number);
  for (let joined = true; joined; ) {
    joined = false;
    heaviest.fill(none);
    for (let v = 0; v < n; v++) {
      const own = part[v] as number;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const other = part[targets[k] as number] as number;
        // Each tie is seen once, from its lower end, and may be the heaviest of both parts.
        if (other === own || (targets[k] as number) < v) continue;
        if (isHeavier(k, heaviest[own] as number)) heaviest[own] = k;
        if (isHeavier(k, heaviest[other] as number)) heaviest[other] = k;
      }
    }
    for (let v = 0; v < n; v++) {
      const k = heaviest[v] as number;
      if (k === none) continue;
      joined = true;
      kept[k] = 1;
      kept[reverse[k] as number] = 1;
      const [a, b] = [rootOf(part, targets[k] as number), rootOf(part, targets[reverse[k] as number] as number)];
      part[Math.max(a, b)] = Math.min(a, b);
    }
    for (let v = 0; v < n; v++) part[v] = rootOf(part, v);
  }
  return kept;
}
