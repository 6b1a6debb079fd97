import GraphologyGraph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { degrees, type Graph, strengths } from '../graph/graph.ts';
import { leiden } from '../graph/leiden.ts';
import { random } from '../graph/random.ts';
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
 * them worth drawing (`drawnTies`); people without a tie are not drawn. ForceAtlas2 (Jacomy et al. 2014) on the ties drawn,
 * from a seeded start: the same network always gives the same drawing.
 * @param network with events counted on each tie
 * @param strong the strength of the same ties between the same people
 */
export function layoutNetwork(network: Network, strong: Graph): Layout {
  const degree = degrees(network.undirected);
  const strength = strengths(strong);
  const strongest = [...network.people.keys()]
    .filter((node) => network.inScope[node] === 1 && (degree[node] ?? 0) > 0)
    .sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    .slice(0, drawnPeople);
  const drawn = drawnTies(network.undirected, strong, strongest);
  const contacts = degrees(drawn.all);
  const positions = place(drawn.graph);
  return {
    nodes: strongest.map((node, index) => ({
      id: network.people[node] ?? '',
      x: positions[index]?.x ?? 0,
      y: positions[index]?.y ?? 0,
      department: network.departments[network.departmentOf[node] ?? -1] ?? null,
      degree: degree[node] ?? 0,
      contacts: contacts[index] ?? 0,
    })),
    edges: tiesOnce(drawn.graph).map(({ k, ...tie }) => ({ ...tie, standsOut: drawn.inBackbone[k] === 1 })),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const seed = 2014;

function place(drawn: Graph): Point[] {
  const draw = random(seed);
  const picture = new GraphologyGraph({ type: 'undirected' });
  // Who exchange together start side by side: the forces find good places from there sooner than from a heap.
  const { of, count } = leiden(drawn, { seed });
  for (let node = 0; node < drawn.n; node++) {
    const angle = (2 * Math.PI * (of[node] ?? 0)) / count;
    picture.addNode(node, { x: 100 * Math.cos(angle) + 30 * draw.next(), y: 100 * Math.sin(angle) + 30 * draw.next() });
  }
  for (const { from, to, weight } of tiesOnce(drawn)) picture.addUndirectedEdge(from, to, { weight });
  const points = forceAtlas2(picture, {
    iterations: 200,
    getEdgeWeight: 'weight',
    settings: {
      ...forceAtlas2.inferSettings(drawn.n),
      barnesHutOptimize: drawn.n > 1000,
      // Whom everybody knows is pushed aside rather than drawing all into one heap.
      outboundAttractionDistribution: true,
    },
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
