import { describe, expect, test } from 'vitest';
import { eiIndex } from '../../server/graph/ei-index.ts';
import { eiPermutation } from '../../server/graph/ei-permutation.ts';
import type { Groups } from '../../server/graph/groups.ts';
import { adjustedPairs, expectedMixing, mixing, mixingPairs } from '../../server/graph/mixing.ts';
import { modularity } from '../../server/graph/modularity.ts';
import { undirectedOf } from './networks.ts';
import {
  expectNear,
  expectPerNode,
  graphOf,
  groupsOf,
  type OraclePartition,
  readDirected,
  readGraph,
  readOracle,
} from './oracle.ts';

/** Row-major matrix as rows. */
function rows(values: Float64Array, count: number): number[][] {
  return Array.from({ length: count }, (_, a) => [...values.subarray(a * count, (a + 1) * count)]);
}

function expectMatrix(actual: number[][], expected: number[][]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((row, a) => row.forEach((value, b) => expect(actual[a]?.[b]).toBeCloseTo(value, 6)));
}

const partitions = [
  ['zachary-karate', 'club', false],
  ['zachary-karate', 'club', true],
  ['barbell-4-4', 'side', false],
] as const;

describe.each(partitions)('%s by %s, weighted %s', (name, attribute, weighted) => {
  const oracle = readGraph(name);
  const { nodes } = oracle;
  const graph = graphOf(oracle, weighted);
  const found = (weighted ? oracle.metrics.partition_weighted : oracle.metrics.partition)?.[attribute];
  if (found === undefined) throw new Error(`no partition ${attribute} in ${name}`);
  const expected: OraclePartition = found;
  const groups = groupsOf(nodes, oracle.attributes?.[attribute] ?? {}, expected.groups);
  const ei = eiIndex(graph, groups);

  test('E-I of the network, its groups and its people', () => {
    expect(ei.external).toBe(expected.external);
    expect(ei.internal).toBe(expected.internal);
    expectNear(ei.index, expected.EI_network);
    expectPerNode(ei.perPerson, nodes, expected.EI_node);
    expected.groups.forEach((group, g) => {
      expect(ei.perGroup[g]?.external).toBe(expected.EI_group[group]?.external_ties);
      expectNear(ei.perGroup[g]?.index ?? null, expected.EI_group[group]?.EI_endpoints ?? null);
    });
  });

  test('its expectation, exact and by shuffling', () => {
    expectNear(ei.expected, expected.EI_permutation_mean_exact);
    const rounds = 4000;
    const shuffled = eiPermutation(graph, groups, { rounds, seed: 20 }).weighted;
    const { sd, p_le_obs: p } = expected.EI_permutation;
    expect(Math.abs((shuffled?.mean ?? 9) - expected.EI_permutation_mean_exact)).toBeLessThan((3 * sd) / rounds ** 0.5);
    // The reference ran 20,000 rounds of its own: both errors count.
    const error = Math.sqrt(p * (1 - p) * (1 / rounds + 1 / 20_000)) + 1 / rounds;
    expect(Math.abs((shuffled?.pAtMost ?? 9) - p)).toBeLessThan(3 * error);
    expect(Math.abs((shuffled?.sd ?? 9) / sd - 1)).toBeLessThan(0.05);
  });

  test('mixing against chance', () => {
    const mixed = mixing(graph, groups);
    expectMatrix(rows(mixed.matrix, mixed.count), expected.mixing_matrix_sum2m);
    const ratios = (model: 'chung-lu' | 'stub-matching'): number[][] => {
      const chance = expectedMixing(mixed, model);
      return rows(
        mixed.matrix.map((value, i) => value / (chance[i] ?? 0)),
        mixed.count,
      );
    };
    expectMatrix(ratios('chung-lu'), expected.OE_ratio_chung_lu);
    if (expected.OE_ratio_stub_matching !== null)
      expectMatrix(ratios('stub-matching'), expected.OE_ratio_stub_matching);
  });

  test('modularity and assortativity', () => {
    const { modularity: q, maximum, assortativity } = modularity(graph, groups);
    expectNear(q, expected.modularity);
    expectNear(maximum, expected.modularity_max_given_margins);
    expectNear(assortativity, expected.attribute_assortativity);
  });
});

test('the barbell splits as its own sides in 2 of 70 labellings', () => {
  const exact = readOracle('permutation') as { observed: number; p_le_obs: number };
  const oracle = readGraph('barbell-4-4');
  const groups = groupsOf(oracle.nodes, oracle.attributes?.side ?? {}, ['L', 'R']);
  const graph = graphOf(oracle, false);
  const rounds = 20_000;
  expectNear(eiIndex(graph, groups).index, exact.observed);
  const p = eiPermutation(graph, groups, { rounds, seed: 3 }).weighted?.pAtMost ?? Number.NaN;
  expect(Math.abs(p - exact.p_le_obs)).toBeLessThan(3 * Math.sqrt((exact.p_le_obs * (1 - exact.p_le_obs)) / rounds));
});

describe('three departments, directed', () => {
  const oracle = readDirected();
  const { metrics } = oracle;
  const names = metrics.mixing_directed_counts.groups;
  const groups = groupsOf(oracle.nodes, oracle.attributes.dept, names);

  test.each([
    ['counts', false, metrics.EI_directed_counts, metrics.attribute_assortativity_directed],
    ['weights', true, metrics.EI_directed_weighted, metrics.attribute_assortativity_directed_weighted],
  ] as const)('E-I, mixing and assortativity of %s', (_, weighted, index, assortativity) => {
    const graph = graphOf(oracle, weighted);
    const expected = weighted ? metrics.mixing_directed_weighted : metrics.mixing_directed_counts;
    expectNear(eiIndex(graph, groups, true).index, index);
    expect(rows(mixing(graph, groups).matrix, groups.count)).toEqual(expected.matrix);
    expectNear(modularity(graph, groups).assortativity, assortativity);
  });

  test('an arc counts for the department at each end', () => {
    const { perGroup, external, internal } = eiIndex(graphOf(oracle, false), groups, true);
    // By hand from the matrix of counts: A 3 within, 2 + 1 out, 1 in; B 3, 2 out, 2 + 1 in; C 2, 2 out, 1 + 2 in.
    expect(perGroup.map((group) => [group.external, group.internalEnds])).toEqual([
      [4, 6],
      [5, 6],
      [5, 4],
      [0, 0],
    ]);
    expect([external, internal]).toEqual([7, 8]);
    expect(perGroup[3]).toEqual({ people: 1, external: 0, internalEnds: 0, index: null });
  });
});

describe('edges', () => {
  const square = undirectedOf(4, [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 0],
  ]);
  const grouped = (...of: number[]): Groups => ({ of: Int32Array.from(of), count: 2 });

  test('rescaling measures the way from chance to the extreme', () => {
    // Two groups of two: one of three pairings is internal, so chance gives 1/3.
    const apart = eiIndex(square, grouped(0, 1, 0, 1));
    expectNear(apart.expected, 1 / 3);
    expect(apart.index).toBe(1);
    expect(apart.rescaled).toBe(1);
    const split = eiIndex(square, grouped(0, 0, 1, 1));
    expect(split.index).toBe(0);
    expectNear(split.rescaled, -1 / 4);
  });

  test('people without a group are left out', () => {
    const { external, internal, perPerson, expected } = eiIndex(square, grouped(0, 0, 1, -1));
    expect([external, internal]).toEqual([1, 1]);
    expect(perPerson[3]).toBeNaN();
    expectNear(expected, 1 / 3);
    expect(mixing(square, grouped(0, 0, 1, -1)).total).toBe(4);
  });

  test('without ties, or a side to be on, there is no value', () => {
    const none = undirectedOf(3, []);
    const groups: Groups = { of: Int32Array.of(0, 1, 1), count: 2 };
    expect(eiIndex(none, groups)).toMatchObject({ index: null, rescaled: null, external: 0, internal: 0 });
    expect(eiPermutation(none, groups, { rounds: 10, seed: 1 })).toEqual({ weighted: null, once: null });
    expect(modularity(none, groups)).toEqual({ modularity: null, maximum: null, assortativity: null });
    expect(eiIndex(square, { of: new Int32Array(4), count: 1 })).toMatchObject({
      index: -1,
      expected: -1,
      rescaled: null,
    });
    expect(modularity(square, { of: new Int32Array(4), count: 1 }).assortativity).toBeNull();
    expect(eiIndex(undirectedOf(1, []), { of: Int32Array.of(0), count: 1 }).expected).toBeNull();
    expect(mixingPairs(mixing(none, groups), () => true)).toMatchObject([
      { observed: 0, expected: 0, ratio: null, lower: null, upper: null, p: null, q: null },
      { ratio: null },
      { ratio: null },
    ]);
  });

  test('pairs of departments carry limits and adjusted p', () => {
    const oracle = readGraph('zachary-karate');
    const groups = groupsOf(oracle.nodes, oracle.attributes?.club ?? {}, ['Mr. Hi', 'Officer']);
    const pairs = mixingPairs(mixing(graphOf(oracle, false), groups), () => true);
    expect(pairs.map(({ from, to, observed }) => [from, to, observed])).toEqual([
      [0, 0, 35],
      [0, 1, 11],
      [1, 1, 32],
    ]);
    const between = pairs[1];
    // 81 × 75 / 155 ties expected; Garwood's limits of 11 are 5.4912 and 19.6820 (published tables).
    expectNear(between?.expected ?? null, (81 * 75) / 155);
    expect(between?.lower).toBeCloseTo(5.4912 / ((81 * 75) / 155), 4);
    expect(between?.upper).toBeCloseTo(19.682 / ((81 * 75) / 155), 4);
    expect(between?.q ?? 1).toBeLessThan(0.01);
    expect(mixingPairs(mixing(graphOf(oracle, false), groups), (a, b) => a !== b)).toHaveLength(1);
  });

  test('counted once, ties of any weight are those of the network without weights', () => {
    const oracle = readGraph('zachary-karate');
    const groups = groupsOf(oracle.nodes, oracle.attributes?.club ?? {}, ['Mr. Hi', 'Officer']);
    const weighted = graphOf(oracle, true);
    expect(mixing(weighted, groups, true)).toEqual(mixing(graphOf(oracle, false), groups));
    expect(mixing(weighted, groups)).not.toEqual(mixing(weighted, groups, true));
  });

  test('p is adjusted over the pairs given alone, those without p aside', () => {
    const pairs = [0.01, null, 0.04, 0.03].map((p, to) => {
      return { from: 0, to, observed: 1, expected: 1, ratio: 1, lower: 0, upper: 2, p };
    });
    // Benjamini & Hochberg over three: 3 × 0.01, then 3 ÷ 2 × 0.03 but no more than the next, 0.04.
    const q = adjustedPairs(pairs).map((pair) => pair.q);
    expect(q[1]).toBeNull();
    expect([q[0], q[2], q[3]].map((value) => value ?? Number.NaN)).toEqual(
      [0.03, 0.04, 0.04].map((value) => expect.closeTo(value, 12)),
    );
    expect(adjustedPairs(pairs.slice(2)).map((pair) => pair.q)).toEqual(
      [0.04, 0.04].map((value) => expect.closeTo(value, 12)),
    );
  });
});
