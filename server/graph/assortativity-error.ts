import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { mixing } from './mixing.ts';

/**
 * Standard error of the assortativity of groups in a symmetric graph, by leaving out one tie after the other:
 * √Σ (r without the tie - r)² (Newman 2003, Phys. Rev. E 67, equation 5). O(ties). Null when r is not defined with every
 * tie and without each.
 */
export function assortativityError(graph: Graph, groups: Groups): number | null {
  const { count, matrix, rowSums, total } = mixing(graph, groups);
  let within = 0;
  let squares = 0;
  for (let g = 0; g < count; g++) {
    within += matrix[g * count + g] as number;
    squares += (rowSums[g] as number) ** 2;
  }
  const assortativity = (inside: number, margins: number, all: number): number | null => {
    const chance = margins / (all * all);
    return all <= 0 || 1 - chance < 1e-12 ? null : (inside / all - chance) / (1 - chance);
  };
  const whole = assortativity(within, squares, total);
  if (whole === null) return null;
  let sum = 0;
  for (let v = 0; v < graph.n; v++) {
    const a = groups.of[v] as number;
    const end = graph.offsets[v + 1] as number;
    for (let k = graph.offsets[v] as number; k < end; k++) {
      const other = graph.targets[k] as number;
      const b = groups.of[other] as number;
      if (other < v || a < 0 || b < 0) continue;
      const w = graph.weights[k] as number;
      const [sumA, sumB] = [rowSums[a] as number, rowSums[b] as number];
      const less =
        a === b ? sumA ** 2 - (sumA - 2 * w) ** 2 : sumA ** 2 - (sumA - w) ** 2 + sumB ** 2 - (sumB - w) ** 2;
      const without = assortativity(within - (a === b ? 2 * w : 0), squares - less, total - 2 * w);
      if (without === null) return null;
      sum += (without - whole) ** 2;
    }
  }
  return Math.sqrt(sum);
}
