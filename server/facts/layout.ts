import GraphologyGraph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { components } from '../graph/components.ts';
import { degrees, type Graph, induced, strengths } from '../graph/graph.ts';
import { random } from '../graph/random.ts';
import type { Network } from './network.ts';

export interface Layout {
  /** Most connected first. `x` and `y` have no unit; the whole fits the square from -1 to 1. */
  readonly nodes: readonly LayoutNode[];
  /** Each tie once; `from` and `to` are positions in `nodes`. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly weight: number }[];
}

export interface LayoutNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly department: string | null;
  /** Contacts in the whole network, drawn or not. */
  readonly degree: number;
}

/** More people than this cannot be told apart on a screen. */
export const drawnPeople = 2000;

/**
 * Positions of the most strongly connected people in the filter's scope, at most `drawnPeople`, and the ties between
 * them; people without a tie are not drawn. ForceAtlas2 (Jacomy et al. 2014) from a seeded start: the same network
 * always gives the same drawing.
 */
export function layoutNetwork(network: Network): Layout {
  const contacts = degrees(network.undirected);
  const strength = strengths(network.undirected);
  const strongest = [...network.people.keys()]
    .filter((node) => network.inScope[node] === 1 && (contacts[node] ?? 0) > 0)
    .sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    .slice(0, drawnPeople);
  const drawn = induced(network.undirected, strongest);
  const positions = place(drawn);
  return {
    nodes: strongest.map((node, index) => ({
      id: network.people[node] ?? '',
      x: positions[index]?.x ?? 0,
      y: positions[index]?.y ?? 0,
      department: network.departments[network.departmentOf[node] ?? -1] ?? null,
      degree: contacts[node] ?? 0,
    })),
    edges: tiesOnce(drawn),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function place(drawn: Graph): Point[] {
  const draw = random(2014);
  const picture = new GraphologyGraph({ type: 'undirected' });
  // Members of one component start side by side, so that it is not torn over the picture.
  const { labels } = components(drawn);
  const corners = new Map<number, Point>();
  for (let node = 0; node < drawn.n; node++) {
    const label = labels[node] ?? 0;
    const corner = corners.get(label) ?? { x: 100 * draw.next(), y: 100 * draw.next() };
    corners.set(label, corner);
    picture.addNode(node, { x: corner.x + draw.next(), y: corner.y + draw.next() });
  }
  for (const { from, to, weight } of tiesOnce(drawn)) picture.addUndirectedEdge(from, to, { weight });
  const points = forceAtlas2(picture, {
    iterations: 200,
    getEdgeWeight: 'weight',
    settings: { ...forceAtlas2.inferSettings(drawn.n), barnesHutOptimize: drawn.n > 1000 },
  });
  return fit(Array.from({ length: drawn.n }, (_, node) => points[node] ?? { x: 0, y: 0 }));
}

/** Centres the points and scales them to the square from -1 to 1, keeping proportions. */
function fit(points: readonly Point[]): Point[] {
  const middle = (values: readonly number[]): number => (min(values) + max(values)) / 2;
  const centre = { x: middle(points.map(({ x }) => x)), y: middle(points.map(({ y }) => y)) };
  const reach = max(points.flatMap(({ x, y }) => [Math.abs(x - centre.x), Math.abs(y - centre.y)]));
  return points.map(({ x, y }) => ({
    x: reach > 0 ? (x - centre.x) / reach : 0,
    y: reach > 0 ? (y - centre.y) / reach : 0,
  }));
}

const min = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value), Infinity);
const max = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), -Infinity);

function tiesOnce(graph: Graph): { from: number; to: number; weight: number }[] {
  const edges = [];
  for (let from = 0; from < graph.n; from++) {
    for (let k = graph.offsets[from] ?? 0; k < (graph.offsets[from + 1] ?? 0); k++) {
      const to = graph.targets[k] ?? 0;
      if (from < to) edges.push({ from, to, weight: graph.weights[k] ?? 0 });
    }
  }
  return edges;
}
