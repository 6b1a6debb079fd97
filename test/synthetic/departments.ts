import { tieParameters } from '../../server/contract/tie-parameters.ts';
import type { Network } from '../../server/facts/network.ts';
import { buildDirected, type Graph, undirected } from '../../server/graph/graph.ts';
import { type Draws, weighted } from './draws.ts';

/** People, their departments of power-law sizes and how sociable each is. */
export interface Staff {
  readonly departmentOf: Int32Array;
  readonly departments: number;
  readonly sociability: Float64Array;
}

export function drawStaff(stream: Draws, people: number, departments: number): Staff {
  const next = weighted(
    stream,
    Float64Array.from({ length: departments }, (_, d) => (d + 1) ** -0.8),
  );
  return {
    departmentOf: Int32Array.from({ length: people }, next),
    departments,
    sociability: Float64Array.from({ length: people }, () => Math.exp(0.7 * stream.normal())),
  };
}

/** Ties that were drawn, and how many there had to be between each two departments. */
export interface Planted {
  readonly graph: Graph;
  /** Observed over expected under the configuration model in the mean of all draws, row-major. */
  readonly ratio: Float64Array;
}

/**
 * Draws each pair of people by itself, with a probability in proportion to both their sociabilities and to the affinity of
 * their departments: a degree-corrected block model (Karrer & Newman 2011).
 * @param affinity of departments a and b, symmetric; 1 for ties that only sociability explains
 */
export function drawTies(
  stream: Draws,
  staff: Staff,
  affinity: (a: number, b: number) => number,
  meanContacts: number,
): Planted {
  const { departmentOf, departments, sociability } = staff;
  const n = departmentOf.length;
  const total = sociability.reduce((sum, value) => sum + value, 0);
  const scale = (n * meanContacts) / total ** 2;
  const between = new Float64Array(departments ** 2);
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < n; i++) {
    const a = departmentOf[i] as number;
    for (let j = i + 1; j < n; j++) {
      const b = departmentOf[j] as number;
      const p = Math.min(1, scale * (sociability[i] as number) * (sociability[j] as number) * affinity(a, b));
      for (const at of [a * departments + b, b * departments + a]) between[at] = (between[at] as number) + p;
      if (!stream.chance(p)) continue;
      from.push(i);
      to.push(j);
    }
  }
  return {
    graph: undirected(buildDirected(n, Uint32Array.from(from), Uint32Array.from(to), null), 'max'),
    ratio: ratioOf(between, departments),
  };
}

/** Each cell over the product of its margins, divided by the sum of all. */
function ratioOf(between: Float64Array, departments: number): Float64Array {
  const margins = Float64Array.from({ length: departments }, (_, a) =>
    between.subarray(a * departments, (a + 1) * departments).reduce((sum, value) => sum + value, 0),
  );
  const all = margins.reduce((sum, value) => sum + value, 0);
  return between.map((value, at) => {
    const [a, b] = [Math.floor(at / departments), at % departments];
    return (value * all) / ((margins[a] as number) * (margins[b] as number));
  });
}

/** The network of these people and ties, as if it had been loaded. */
export function networkOf({ departmentOf, departments }: Omit<Staff, 'sociability'>, graph: Graph): Network {
  return {
    mode: 'raw',
    parameters: tieParameters,
    people: Array.from(departmentOf, (_, person) => String(person)),
    departments: Array.from({ length: departments }, (_, department) => String(department)),
    departmentOf,
    changesDepartment: false,
    isExternal: new Uint8Array(graph.n),
    inScope: new Uint8Array(graph.n).fill(1),
    directed: graph,
    undirected: graph,
    hasSelfLoop: new Uint8Array(graph.n),
    selfLoops: 0,
  };
}
