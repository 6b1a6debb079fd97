import GraphologyGraph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Graph } from './graph.ts';
import { leiden } from './leiden.ts';
import { random } from './random.ts';
import type { TeamKernel } from './team.ts';

export interface ForceLayoutInput {
  /** Symmetric; a heavier tie pulls more. */
  readonly graph: Graph;
  readonly seed: number;
}

/** Where each node is, in the square from -1 to 1 that the whole fills in its longer direction. */
export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * ForceAtlas2 (Jacomy et al. 2014, PLoS ONE 9(6)) from a seeded start: the same graph always gives the same places. One
 * member does it all; what matters is that it does so beside the server's own thread.
 */
export const forceLayoutKernel: TeamKernel<ForceLayoutInput, Places, Places> = {
  memory: ({ graph }, _, arrays) => ({ x: arrays.f64(graph.n), y: arrays.f64(graph.n) }),
  run: (input, places, team) => {
    if (team.member === 0) fit(forced(input), places);
  },
  output: (_, places) => places,
};

interface Point {
  readonly x: number;
  readonly y: number;
}

function forced({ graph, seed }: ForceLayoutInput): Point[] {
  const draw = random(seed);
  const picture = new GraphologyGraph({ type: 'undirected' });
  // Who exchange together start side by side: the forces find good places from there sooner than from a heap.
  const { of, count } = leiden(graph, { seed });
  for (let node = 0; node < graph.n; node++) {
    const angle = (2 * Math.PI * (of[node] ?? 0)) / count;
    picture.addNode(node, { x: 100 * Math.cos(angle) + 30 * draw.next(), y: 100 * Math.sin(angle) + 30 * draw.next() });
  }
  for (let from = 0; from < graph.n; from++) {
    for (let k = graph.offsets[from] ?? 0; k < (graph.offsets[from + 1] ?? 0); k++) {
      const to = graph.targets[k] ?? 0;
      if (from < to) picture.addUndirectedEdge(from, to, { weight: graph.weights[k] ?? 0 });
    }
  }
  const points = forceAtlas2(picture, {
    iterations: 200,
    getEdgeWeight: 'weight',
    settings: {
      ...forceAtlas2.inferSettings(graph.n),
      barnesHutOptimize: graph.n > 1000,
      // Whom everybody knows is pushed aside rather than drawing all into one heap.
      outboundAttractionDistribution: true,
    },
  });
  return Array.from({ length: graph.n }, (_, node) => points[node] ?? { x: 0, y: 0 });
}

/** Centres the points and scales them to the square, keeping proportions. */
function fit(points: readonly Point[], places: Places): void {
  const middle = (values: readonly number[]): number => (least(values) + most(values)) / 2;
  const centre = { x: middle(points.map(({ x }) => x)), y: middle(points.map(({ y }) => y)) };
  const reach = most(points.flatMap(({ x, y }) => [Math.abs(x - centre.x), Math.abs(y - centre.y)]));
  points.forEach(({ x, y }, node) => {
    places.x[node] = reach > 0 ? (x - centre.x) / reach : 0;
    places.y[node] = reach > 0 ? (y - centre.y) / reach : 0;
  });
}

const least = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value), Infinity);
const most = (values: readonly number[]): number => values.reduce((high, value) => Math.max(high, value), -Infinity);
