import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { mixing } from './mixing.ts';

export interface Modularity {
  /** Share of ties within groups above what the groups' activity alone would give, -0.5 to below 1 (Newman 2003). */
  readonly modularity: number | null;
  /** Its largest value for the same activity of groups. */
  readonly maximum: number | null;
  /** modularity ÷ maximum: attribute assortativity, 1 = ties only within groups; null if all ties touch one group. */
  readonly assortativity: number | null;
}

/**
 * How far ties follow the groups, weighted by the graph; directed when the graph is not symmetric.
 * Ties of people without a group are left out; all null when none is left.
 */
export function modularity(graph: Graph, groups: Groups): Modularity {
  const { count, matrix, rowSums, columnSums, total } = mixing(graph, groups);
  if (total === 0) return { modularity: null, maximum: null, assortativity: null };
  let within = 0;
  let chance = 0;
  for (let g = 0; g < count; g++) {
    within += (matrix[g * count + g] as number) / total;
    chance += ((rowSums[g] as number) / total) * ((columnSums[g] as number) / total);
  }
  const maximum = 1 - chance;
  return {
    modularity: within - chance,
    maximum,
    // Rounding can leave 1e-16 where a single group holds every tie.
    assortativity: maximum < 1e-12 ? null : (within - chance) / maximum,
  };
}
