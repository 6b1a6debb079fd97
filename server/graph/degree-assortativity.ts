import type { Graph } from './graph.ts';
import { degrees } from './graph.ts';

/**
 * Correlation of the numbers of contacts at the two ends of a tie, -1 to 1 (Newman 2002), in a symmetric graph:
 * above 0, well-connected people keep together. Null without ties or when all ends have the same number.
 */
export function degreeAssortativity(graph: Graph): number | null {
  const contacts = degrees(graph);
  const ends = graph.targets.length;
  if (ends === 0) return null;
  let mean = 0;
  for (const k of contacts) mean += (k * k) / ends;
  let variance = 0;
  let covariance = 0;
  for (let v = 0; v < graph.n; v++) {
    const here = (contacts[v] as number) - mean;
    const end = graph.offsets[v + 1] as number;
    for (let k = graph.offsets[v] as number; k < end; k++) {
      variance += here * here;
      covariance += here * ((contacts[graph.targets[k] as number] as number) - mean);
    }
  }
  return variance < 1e-9 ? null : covariance / variance;
}
