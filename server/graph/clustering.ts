import type { Graph } from './graph.ts';
import { degrees } from './graph.ts';
import { type Triangles, triangles } from './triangles.ts';

export interface Clustering {
  /** Share of each person's pairs of contacts that know each other, 0–1; 0 with fewer than two contacts. */
  readonly local: Float64Array;
  /** Mean of `local` over everyone, isolates included (Watts & Strogatz 1998); null without people. */
  readonly mean: number | null;
  /** 3 × triangles ÷ paths of length two; null without such a path. */
  readonly transitivity: number | null;
  /** Triangles ÷ (triangles + open paths of length two), as SNAP reports it; null without either. */
  readonly closedFraction: number | null;
  readonly triangles: number;
}

/** How far the contacts of a person know each other, in a symmetric graph; `counted` are its triangles. */
export function clustering(graph: Graph, counted: Triangles = triangles(graph)): Clustering {
  const { n } = graph;
  const contacts = degrees(graph);
  const local = new Float64Array(n);
  let sum = 0;
  let paths = 0;
  for (let v = 0; v < n; v++) {
    const k = contacts[v] as number;
    if (k < 2) continue;
    const pairs = (k * (k - 1)) / 2;
    local[v] = (counted.perPerson[v] as number) / pairs;
    sum += local[v] as number;
    paths += pairs;
  }
  return {
    local,
    mean: n === 0 ? null : sum / n,
    transitivity: paths === 0 ? null : (3 * counted.total) / paths,
    // Each triangle closes three of the paths.
    closedFraction: paths === 0 ? null : counted.total / (paths - 2 * counted.total),
    triangles: counted.total,
  };
}
