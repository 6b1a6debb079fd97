import * as fc from 'fast-check';
import { buildDirected, type Graph, undirected } from '../../server/graph/graph.ts';
import { random } from '../../server/graph/random.ts';

/** Seeded directed graph with uneven activity: a few people get most ties. Weights are whole numbers 1–9. */
export function randomDirected(n: number, arcs: number, seed: number): Graph {
  const draw = random(seed);
  const pick = (): number => Math.floor(n * draw.next() ** 2);
  const from = new Uint32Array(arcs);
  const to = new Uint32Array(arcs);
  const weight = new Float64Array(arcs);
  for (let e = 0; e < arcs; e++) {
    from[e] = draw.below(n);
    to[e] = pick();
    weight[e] = 1 + draw.below(9);
  }
  return buildDirected(n, from, to, weight);
}

export function randomUndirected(n: number, arcs: number, seed: number): Graph {
  return undirected(randomDirected(n, arcs, seed), 'sum');
}

/** Directed graph from a list of [from, to] or [from, to, weight]. */
export function directedOf(n: number, arcs: readonly (readonly [number, number, number?])[]): Graph {
  return buildDirected(
    n,
    Uint32Array.from(arcs, ([a]) => a),
    Uint32Array.from(arcs, ([, b]) => b),
    Float64Array.from(arcs, ([, , weight]) => weight ?? 1),
  );
}

/** Symmetric graph from a list of ties. */
export function undirectedOf(n: number, ties: readonly (readonly [number, number, number?])[]): Graph {
  return undirected(directedOf(n, ties), 'sum');
}

/** Arcs of a graph as [from, to, weight]. */
export function arcsOf(graph: Graph): [number, number, number][] {
  return Array.from({ length: graph.n }, (_, v) => {
    const [begin, end] = [graph.offsets[v], graph.offsets[v + 1]];
    const weights = graph.weights.subarray(begin, end);
    return Array.from(graph.targets.subarray(begin, end), (w, i): [number, number, number] => [v, w, weights[i] ?? 0]);
  }).flat();
}

/** Weight of each ordered pair as a full matrix: the plainest form of a graph. */
export function matrixOf(graph: Graph): number[][] {
  const matrix = Array.from({ length: graph.n }, () => Array.from({ length: graph.n }, () => 0));
  for (const [v, w, weight] of arcsOf(graph)) {
    const row = matrix[v];
    if (row !== undefined) row[w] = weight;
  }
  return matrix;
}

/** The same network with person v renamed to names[v]. */
export function renamed(graph: Graph, names: readonly number[]): Graph {
  return directedOf(
    graph.n,
    arcsOf(graph).map(([v, w, weight]) => [names[v] ?? 0, names[w] ?? 0, weight]),
  );
}

/** The same network with one more person, without ties. */
export function withIsolate(graph: Graph): Graph {
  return directedOf(graph.n + 1, arcsOf(graph));
}

/** The same network with every weight multiplied. */
export function scaled(graph: Graph, factor: number): Graph {
  return { ...graph, weights: graph.weights.map((weight) => weight * factor) };
}

/** Small directed networks with whole weights, from empty to dense, isolates and separate parts included. */
export const anyDirected: fc.Arbitrary<Graph> = fc.integer({ min: 0, max: 14 }).chain((n) => {
  const person = fc.nat({ max: Math.max(0, n - 1) });
  return fc
    .array(fc.tuple(person, person, fc.integer({ min: 1, max: 6 })), { maxLength: n === 0 ? 0 : 3 * n })
    .map((arcs) => directedOf(n, arcs));
});

export const anyUndirected: fc.Arbitrary<Graph> = anyDirected.map((graph) => undirected(graph, 'sum'));

/** A network and new names for its people. */
export function withRenaming(graphs: fc.Arbitrary<Graph>): fc.Arbitrary<[Graph, number[]]> {
  return graphs.chain((graph) => {
    const people = Array.from({ length: graph.n }, (_, v) => v);
    return fc.tuple(fc.constant(graph), fc.shuffledSubarray(people, { minLength: graph.n, maxLength: graph.n }));
  });
}
