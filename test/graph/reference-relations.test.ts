import { describe, expect, it } from 'vitest';
import { saturate } from '../../server/facts/tie-strength.ts';
import { eiIndex } from '../../server/graph/ei-index.ts';
import { arcCount, buildDirected, type Graph } from '../../server/graph/graph.ts';
import { groupSizes } from '../../server/graph/groups.ts';
import { hits } from '../../server/graph/hits.ts';
import { leiden } from '../../server/graph/leiden.ts';
import { mixing } from '../../server/graph/mixing.ts';
import { modularity } from '../../server/graph/modularity.ts';
import { partitionAgreement } from '../../server/graph/partition-agreement.ts';
import { reciprocity } from '../../server/graph/reciprocity.ts';
import { averagePrecision, rankCases } from '../../server/models/average-precision.ts';
import { effectiveNumber } from '../../server/models/effective-number.ts';
import { brierScore } from '../../server/models/forecast-scores.ts';
import { isotonic } from '../../server/models/isotonic.ts';
import {
  type DirectedOracle,
  expectNear,
  expectPerNode,
  graphOf,
  groupsOf,
  type OracleGraph,
  type OraclePartition,
  type PerNode,
  readDirected,
  readGraph,
  readOracle,
} from './oracle.ts';

interface MoreOfDirected {
  n: number;
  m: number;
  two_way_dyads: [string, string][];
  'sna_grecip_dyadic.nonnull_edgewise': [number, number];
  ego_department_diversity: Record<string, { shannon_nats: number | null; dept_counts: Record<string, number> }>;
  hits_weighted: Record<'authority_sum1' | 'hub_sum1', PerNode>;
}

interface MoreOfPartition {
  EI_expected_random_dyads: number;
  EI_group: Record<string, { external_ties: number; internal_ties_dyads: number; EI_dyads: number }>;
}

/** An arc-by-arc list of the graph. */
function arcsOf(graph: Graph): [from: number, to: number][] {
  return Array.from({ length: graph.n }, (_, v) => v).flatMap((v) =>
    Array.from(graph.targets.subarray(graph.offsets[v], graph.offsets[v + 1]), (w): [number, number] => [v, w]),
  );
}

describe('the directed reference network', () => {
  const oracle = readDirected() as DirectedOracle & { metrics: MoreOfDirected };
  const { nodes, metrics } = oracle;
  const graph = graphOf(oracle, false);
  const weighted = graphOf(oracle, true);

  it('has its size, its pairs in both directions and both shares of reciprocity of R sna', () => {
    expect([graph.n, arcCount(graph)]).toEqual([metrics.n, metrics.m]);
    const arcs = new Set(arcsOf(graph).map(([a, b]) => `${nodes[a]} ${nodes[b]}`));
    const both = [...arcs].filter((arc) => arcs.has(arc.split(' ').toReversed().join(' ')));
    expect(both.toSorted()).toEqual(metrics.two_way_dyads.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]).toSorted());
    const [dyadic, edgewise] = metrics['sna_grecip_dyadic.nonnull_edgewise'];
    const found = reciprocity(graph);
    expectNear(found.dyads, dyadic);
    expectNear(found.arcs, edgewise);
  });

  it('shares hubs and authorities out to 1', () => {
    const found = hits(weighted);
    expectPerNode(found?.authority ?? [], nodes, metrics.hits_weighted.authority_sum1);
    expectPerNode(found?.hub ?? [], nodes, metrics.hits_weighted.hub_sum1);
  });

  it('counts the weight between departments in each direction', () => {
    const { groups, matrix } = metrics.mixing_directed_weighted;
    const found = mixing(weighted, groupsOf(nodes, oracle.attributes.dept, groups));
    expect(Array.from(found.matrix)).toEqual(matrix.flat());
  });

  it('has as many departments around a person as their entropy says', () => {
    for (const [node, { shannon_nats, dept_counts }] of Object.entries(metrics.ego_department_diversity)) {
      const found = effectiveNumber(Object.values(dept_counts));
      if (shannon_nats === null) expect(found, node).toBe(0);
      else expect(found, node).toBeCloseTo(Math.exp(shannon_nats), 6);
    }
  });
});

describe.each([
  ['barbell-4-4', 'side', 'partition'],
  ['zachary-karate', 'club', 'partition'],
  ['zachary-karate', 'club', 'partition_weighted'],
] as const)('the departments of %s by %s, %s', (name, attribute, which) => {
  const oracle = readGraph(name);
  const partition = oracle.metrics[which]?.[attribute] as OraclePartition & MoreOfPartition;
  const groups = groupsOf(oracle.nodes, oracle.attributes?.[attribute] ?? {}, partition.groups);
  const found = eiIndex(graphOf(oracle, which === 'partition_weighted'), groups);

  it('hold the internal ties that the reference counts once, and the index that follows', () => {
    partition.groups.forEach((group, k) => {
      const expected = partition.EI_group[group];
      const { external, internalEnds } = found.perGroup[k] ?? { external: Number.NaN, internalEnds: Number.NaN };
      const internal = internalEnds / 2;
      expect(internal).toBe(expected?.internal_ties_dyads);
      expectNear((external - internal) / (external + internal), expected?.EI_dyads ?? Number.NaN);
    });
  });

  it('have the index expected by chance', () => expectNear(found.expected, partition.EI_expected_random_dyads));
});

it('expects of two halves what all their labellings give on average', () => {
  const exact = readOracle('permutation') as { n_labelings: number; mean: number };
  const tied = buildDirected(8, Uint32Array.of(0, 1), Uint32Array.of(1, 0), null);
  const halves = { of: Int32Array.from({ length: 8 }, (_, v) => (v < 4 ? 0 : 1)), count: 2 };
  // One tie says as much as any other of what labels do by chance.
  const splits = Array.from({ length: 256 }, (_, set) => set).filter((set) => bits(set) === 4);
  expect(splits).toHaveLength(exact.n_labelings);
  const across = splits.filter((set) => ((set >> 0) & 1) !== ((set >> 1) & 1)).length / splits.length;
  expectNear(2 * across - 1, exact.mean);
  expectNear(eiIndex(tied, halves).expected, exact.mean);
});

const bits = (set: number): number => (set === 0 ? 0 : (set & 1) + bits(set >> 1));

it('saturates evidence as ln(1 + W)', () => {
  for (const [evidence, strength] of (readOracle('time-decay') as { log1p: [number, number][] }).log1p) {
    expect(saturate(evidence)).toBeCloseTo(strength, 9);
  }
});

describe('agreement of two partitions', () => {
  const reference = readOracle('partition-agreement') as Record<'a' | 'b', number[]> &
    Record<'MI_nats' | 'homogeneity' | 'completeness', number> &
    Record<'identical' | 'single_cluster_vs_split', Record<'NMI' | 'AMI' | 'ARI', number>>;
  const groups = (of: number[]) => ({ of: Int32Array.from(of), count: Math.max(...of) + 1 });
  const figures = (a: number[], b: number[]) => {
    const { nmi, ami, ari } = partitionAgreement(groups(a), groups(b)) ?? { nmi: null, ami: null, ari: null };
    return { NMI: nmi, AMI: ami, ARI: ari };
  };

  it('is whole for the same one, and none with everybody in one group', () => {
    expect(figures(reference.a, reference.a)).toEqual(reference.identical);
    const one = reference.a.map(() => 0);
    expect(figures(one, reference.a)).toEqual(reference.single_cluster_vs_split);
  });

  it('shares the information that the reference says', () => {
    // Homogeneity is the shared part of the entropy of the first, completeness that of the second.
    const found = partitionAgreement(groups(reference.a), groups(reference.b));
    const entropy = (of: number[]): number => Math.log(effectiveNumber(groupSizes(groups(of)).map((people) => people)));
    expectNear((found?.homogeneity ?? Number.NaN) * entropy(reference.a), reference.MI_nats);
    expectNear((found?.completeness ?? Number.NaN) * entropy(reference.b), reference.MI_nats);
  });
});

it.each(['zachary-karate', 'krackhardt-kite', 'florentine-marriage', 'barbell-4-4'])(
  'the best partition of %s has its modularity, and Leiden finds none that is better',
  (name) => {
    const oracle = readGraph(name);
    const { optimal_modularity, optimal_partition } = oracle.metrics as OracleGraph['metrics'] & {
      optimal_modularity: number;
      optimal_partition: Record<string, number>;
    };
    const of = Int32Array.from(oracle.nodes, (node) => optimal_partition[node] ?? -1);
    const graph = graphOf(oracle, false);
    expectNear(modularity(graph, { of, count: Math.max(...of) + 1 }).modularity, optimal_modularity);
    const found = [1, 2, 3, 4, 5].map((seed) => leiden(graph, { seed }).modularity ?? -1);
    expect(Math.max(...found)).toBeLessThanOrEqual(optimal_modularity + 1e-9);
    expect(Math.max(...found)).toBeGreaterThanOrEqual(optimal_modularity - 0.003);
  },
);

it('counts as many equal shares as the entropy of a concentration says', () => {
  const { cases } = readOracle('concentration') as { cases: { counts: number[]; shannon_nats: number }[] };
  for (const { counts, shannon_nats } of cases) expectNear(Math.log(effectiveNumber(counts)), shannon_nats);
});

describe('forecasts', () => {
  const reference = readOracle('forecast-scores') as {
    p: number[];
    y: number[];
    avg_precision: number;
    brier: number;
    brier_skill_vs_base: number;
    corp: { UNC: number };
    corp_pav_by_unique_p: [number, number][];
  };

  it('are as precise, in the mean over recall, as scikit-learn says', () => {
    const ranked = rankCases(Float64Array.from(reference.p));
    const ones = reference.p.map(() => 1);
    expectNear(averagePrecision(ranked, Uint8Array.from(reference.y), ones), reference.avg_precision);
  });

  it('are recalibrated by pooling adjacent violators', () => {
    const levels = reference.corp_pav_by_unique_p.map(([p]) => p);
    const came = levels.map((level) => reference.y.filter((_, k) => reference.p[k] === level));
    const rates = came.map((outcomes) => outcomes.reduce((sum, y) => sum + y, 0) / outcomes.length);
    const found = isotonic(
      rates,
      came.map((outcomes) => outcomes.length),
    );
    reference.corp_pav_by_unique_p.forEach(([, rate], level) => expectNear(found[level] ?? null, rate));
  });

  it('gain over the base rate what their Brier score leaves of the uncertainty', () => {
    const brier = brierScore({ p: Float64Array.from(reference.p), came: Uint8Array.from(reference.y) });
    expectNear(1 - (brier ?? Number.NaN) / reference.corp.UNC, reference.brier_skill_vs_base);
  });
});
