import { degrees, type Graph, strengths } from '../graph/graph.ts';
import type { Kernels } from '../graph/workers/kernel-pool.ts';
import { drawnTies } from './drawn-ties.ts';
import type { Network } from './network.ts';

export interface Layout {
  /** Most connected first. `x` and `y` have no unit; the whole fits the square from -1 to 1. */
  readonly nodes: readonly LayoutNode[];
  /** Each tie drawn, once; `from` and `to` are positions in `nodes`, `weight` is its strength. */
  readonly edges: readonly LayoutEdge[];
}

export interface LayoutNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly department: string | null;
  /** Contacts in the whole network, drawn or not. */
  readonly degree: number;
  /** Contacts among the people drawn, by a tie drawn or not. */
  readonly contacts: number;
}

interface LayoutEdge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** False: it is drawn for nobody to stand alone. */
  readonly standsOut: boolean;
}

/** More people than this cannot be told apart on a screen. */
export const drawnPeople = 2000;

/**
 * Positions of the most strongly connected people in the filter's scope, at most `drawnPeople`, and the ties between
 * them worth drawing (`drawnTies`); people without a tie are not drawn. The same network always gives the same drawing.
 * @param network with events counted on each tie
 * @param strong the strength of the same ties between the same people
 * @param signal stops the placing when nobody waits for it any more
 */
export async function layoutNetwork(
  network: Network,
  strong: Graph,
  kernels: Kernels,
  signal?: AbortSignal,
): Promise<Layout> {
  const degree = degrees(network.undirected);
  const strength = strengths(strong);
  const strongest = [...network.people.keys()]
    .filter((node) => network.inScope[node] === 1 && (degree[node] ?? 0) > 0)
    .sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    .slice(0, drawnPeople);
  const drawn = drawnTies(network.undirected, strong, strongest);
  const contacts = degrees(drawn.all);
  const places = await kernels.run('forceLayout', { graph: drawn.graph, seed }, signal);
  return {
    nodes: strongest.map((node, index) => ({
      id: network.people[node] ?? '',
      x: places.x[index] ?? 0,
      y: places.y[index] ?? 0,
      department: network.departments[network.departmentOf[node] ?? -1] ?? null,
      degree: degree[node] ?? 0,
      contacts: contacts[index] ?? 0,
    })),
    edges: tiesOnce(drawn.graph).map(({ k, ...tie }) => ({ ...tie, standsOut: drawn.inBackbone[k] === 1 })),
  };
}

const seed = 2014;

/** Each tie of a symmetric graph once, with its position in the rows. */
function tiesOnce(graph: Graph): { from: number; to: number; weight: number; k: number }[] {
  const edges = [];
  for (let from = 0; from < graph.n; from++) {
    for (let k = graph.offsets[from] ?? 0; k < (graph.offsets[from + 1] ?? 0); k++) {
      const to = graph.targets[k] ?? 0;
      if (from < to) edges.push({ from, to, weight: graph.weights[k] ?? 0, k });
    }
  }
  return edges;
}
