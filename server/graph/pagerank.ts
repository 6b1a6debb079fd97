import type { Graph } from './graph.ts';
import { strengths, transpose } from './graph.ts';

export interface PagerankOptions {
  /** Probability of following a tie rather than jumping to anyone. */
  readonly damping?: number;
  /** Stops when the values of two rounds differ by less than this in all (L1). */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

export interface Pagerank {
  /** One value per person, summing to 1; empty for an empty graph. */
  readonly values: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Weighted PageRank of a directed graph (Brin & Page 1998): attention from people who get attention. An arc passes
 * on a share of its source's value in proportion to its weight; the value of people without outgoing arcs is spread
 * over everyone. Not converged means that `maxIterations` came first.
 */
export function pagerank(graph: Graph, options: PagerankOptions = {}): Pagerank {
  const { damping = 0.85, tolerance = 1e-12, maxIterations = 500 } = options;
  const { n } = graph;
  if (n === 0) return { values: new Float64Array(0), iterations: 0, converged: true };
  const given = strengths(graph);
  // Pulling along the transpose reads weights in order and writes each value once.
  const { offsets, targets: sources, weights } = transpose(graph);
  let values = new Float64Array(n).fill(1 / n);
  let next = new Float64Array(n);
  const passed = new Float64Array(n);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    let dangling = 0;
    for (let v = 0; v < n; v++) {
      const strength = given[v] as number;
      if (strength > 0) passed[v] = (values[v] as number) / strength;
      else dangling += values[v] as number;
    }
    const base = (1 - damping + damping * dangling) / n;
    let change = 0;
    let total = 0;
    for (let v = 0; v < n; v++) {
      let sum = 0;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        sum += (passed[sources[k] as number] as number) * (weights[k] as number);
      }
      const value = base + damping * sum;
      change += Math.abs(value - (values[v] as number));
      total += value;
      next[v] = value;
    }
    // Rounding drifts by about 1e-16 a round; without this the sum would slowly leave 1.
    for (let v = 0; v < n; v++) next[v] = (next[v] as number) / total;
    [values, next] = [next, values];
    if (change < tolerance) return { values, iterations: iteration, converged: true };
  }
  return { values, iterations: maxIterations, converged: false };
}
