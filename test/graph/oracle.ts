import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { buildDirected, type Graph, undirected } from '../../server/graph/graph.ts';
import type { Groups } from '../../server/graph/groups.ts';
import { recordedOracle } from '../support/recorded-oracle.ts';

/** A value per person, keyed by the name of the node. */
export type PerNode = Record<string, number | null>;

export interface OraclePartition {
  groups: string[];
  mixing_matrix_sum2m: number[][];
  external: number;
  internal: number;
  EI_network: number;
  EI_group: Record<string, { external_ties: number; EI_endpoints: number }>;
  EI_node: PerNode;
  attribute_assortativity: number;
  modularity: number;
  modularity_max_given_margins: number;
  OE_ratio_chung_lu: number[][];
  OE_ratio_stub_matching: number[][] | null;
  EI_permutation: { mean: number; sd: number; p_le_obs: number };
  EI_permutation_mean_exact: number;
}

export interface OracleGraph {
  directed: boolean;
  nodes: string[];
  edges: [string, string, number?][];
  attributes?: Record<string, Record<string, string>>;
  metrics: {
    n: number;
    m: number;
    degree: PerNode;
    triangles_total: number;
    transitivity: number | null;
    avg_clustering_zeros: number;
    local_clustering: PerNode;
    components: number;
    /** Only for a network in one part. */
    diameter?: number;
    avg_path_length?: number;
    betweenness_raw: PerNode;
    betweenness_norm: PerNode;
    pagerank_085: PerNode;
    core_number: PerNode;
    burt_constraint: PerNode;
    burt_effective_size: PerNode;
    burt_efficiency: PerNode;
    collective_influence_l1: PerNode;
    collective_influence_l2: PerNode;
    articulation_points: string[];
    bridges: [string, string][];
    degree_assortativity: number | null;
    optimal_modularity?: number;
    optimal_modularity_weighted?: number;
    partition?: Record<string, OraclePartition>;
    partition_weighted?: Record<string, OraclePartition>;
    weighted?: {
      strength: PerNode;
      pagerank_085: PerNode;
      betweenness_raw_dist_inv_weight_exact: PerNode;
      burt_constraint: PerNode;
      burt_effective_size: PerNode;
    };
  };
}

interface OracleHits {
  authority_max1: PerNode;
  hub_max1: PerNode;
}

/** Roles as R sna names them: coordinator, itinerant, representative, gatekeeper, liaison. */
type OracleRoles = Record<'w_I' | 'w_O' | 'b_IO' | 'b_OI' | 'b_O', number>;

type UnorderedRole = 'coordinator' | 'itinerant' | 'gatekeeper_or_representative' | 'liaison';

export interface DirectedOracle extends Omit<OracleGraph, 'metrics'> {
  attributes: { dept: Record<string, string> };
  metrics: {
    in_degree: PerNode;
    out_degree: PerNode;
    in_strength: PerNode;
    out_strength: PerNode;
    pagerank_085: PerNode;
    pagerank_085_weighted: PerNode;
    betweenness_raw_directed: PerNode;
    betweenness_raw_directed_dist_inv_weight: PerNode;
    reciprocity_edges: number;
    reciprocity_weighted_squartini: number;
    two_way_dyad_ratio: number;
    constraint: PerNode;
    constraint_weighted: PerNode;
    effective_size: PerNode;
    effective_size_weighted: PerNode;
    hits_weighted: OracleHits;
    hits_unweighted: OracleHits;
    gould_fernandez_raw: Record<string, OracleRoles>;
    mixing_directed_counts: { groups: string[]; matrix: number[][] };
    mixing_directed_weighted: { groups: string[]; matrix: number[][] };
    attribute_assortativity_directed: number;
    attribute_assortativity_directed_weighted: number;
    EI_directed_counts: number;
    EI_directed_weighted: number;
    undirected_projection: {
      edges: [string, string, number][];
      gould_fernandez_unordered: Record<string, Record<UnorderedRole, number>>;
    };
  };
}

export const undirectedOracles = [
  'krackhardt-kite',
  'zachary-karate',
  'florentine-marriage',
  'les-miserables',
  'star-6',
  'path-5',
  'cycle-6',
  'complete-5',
  'barbell-4-4',
  'dyad-plus-isolate',
] as const;

/** A file of fixtures/oracle by its path without extension; the caller names the shape it knows it to have. */
export function readOracle(path: string): unknown {
  const file = new URL(`../../fixtures/oracle/${path}.json`, import.meta.url);
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return recordedOracle(path, content);
}

export function readGraph(name: string): OracleGraph {
  return readOracle(`graphs/${name}`) as OracleGraph;
}

export function readDirected(): DirectedOracle {
  return readOracle('graphs/toy-rse-directed') as DirectedOracle;
}

/** The graph of an oracle: its arcs, or for an undirected one its ties in both directions. */
export function graphOf(oracle: Pick<OracleGraph, 'directed' | 'nodes' | 'edges'>, weighted: boolean): Graph {
  const index = new Map(oracle.nodes.map((name, v) => [name, v]));
  const end = (name: string): number => index.get(name) ?? Number.NaN;
  const arcs = buildDirected(
    oracle.nodes.length,
    Uint32Array.from(oracle.edges, ([a]) => end(a)),
    Uint32Array.from(oracle.edges, ([, b]) => end(b)),
    weighted ? Float64Array.from(oracle.edges, ([, , weight]) => weight ?? 1) : null,
  );
  return oracle.directed ? arcs : undirected(arcs, 'max');
}

/** Groups numbered in the order of `names`. */
export function groupsOf(nodes: string[], attribute: Record<string, string>, names: string[]): Groups {
  return { of: Int32Array.from(nodes, (node) => names.indexOf(attribute[node] ?? '')), count: names.length };
}

/** Every person's value equals the oracle's within 1e-6, and is undefined exactly where the oracle says null. */
export function expectPerNode(actual: ArrayLike<number>, nodes: string[], expected: PerNode): void {
  expect(actual.length).toBe(nodes.length);
  nodes.forEach((node, v) => {
    const value = expected[node];
    if (value === null) expect(actual[v], node).toBeNaN();
    else expect(Math.abs((actual[v] ?? Number.NaN) - (value ?? Number.NaN)), node).toBeLessThan(1e-6);
  });
}

/** Equal within 1e-6, or both null. */
export function expectNear(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(Math.abs((actual ?? Number.NaN) - expected), `${actual} is not ${expected}`).toBeLessThan(1e-6);
}
