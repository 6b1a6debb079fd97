import { describe, expect, test } from 'vitest';
import { betweenness, normalisedBetweenness } from '../../server/graph/betweenness.ts';
import { bridges } from '../../server/graph/bridges.ts';
import { brokerage } from '../../server/graph/brokerage.ts';
import { burt } from '../../server/graph/burt.ts';
import { clustering } from '../../server/graph/clustering.ts';
import { collectiveInfluence } from '../../server/graph/collective-influence.ts';
import { components } from '../../server/graph/components.ts';
import { degreeAssortativity } from '../../server/graph/degree-assortativity.ts';
import { distances } from '../../server/graph/distances.ts';
import { degrees, edgeCount, strengths, transpose, undirected } from '../../server/graph/graph.ts';
import { hits } from '../../server/graph/hits.ts';
import { kCore } from '../../server/graph/k-core.ts';
import { pagerank } from '../../server/graph/pagerank.ts';
import { reciprocity } from '../../server/graph/reciprocity.ts';
import { expectNear, expectPerNode, graphOf, groupsOf, readDirected, readGraph, undirectedOracles } from './oracle.ts';

describe.each(undirectedOracles)('%s', (name) => {
  const oracle = readGraph(name);
  const { nodes, metrics } = oracle;
  const graph = graphOf(oracle, false);

  test('size and degrees', () => {
    expect(graph.n).toBe(metrics.n);
    expect(edgeCount(graph)).toBe(metrics.m);
    expectPerNode(degrees(graph), nodes, metrics.degree);
  });

  test('PageRank', () => {
    const { values, converged } = pagerank(graph);
    expect(converged).toBe(true);
    expectPerNode(values, nodes, metrics.pagerank_085);
  });

  test('betweenness', () => {
    const raw = betweenness(graph);
    expectPerNode(raw, nodes, metrics.betweenness_raw);
    expectPerNode(normalisedBetweenness(raw), nodes, metrics.betweenness_norm);
    // Ties of equal weight are ties of equal length: the weighted form must give the same numbers.
    expectPerNode(betweenness(graph, { weighted: true }), nodes, metrics.betweenness_raw);
  });

  test('components, cores and distances', () => {
    expect(components(graph).count).toBe(metrics.components);
    expectPerNode(kCore(graph), nodes, metrics.core_number);
    const { diameter, mean } = distances(graph);
    if (metrics.components > 1) return; // networkx gives no distances for a network in several parts
    expect(diameter).toBe(metrics.diameter);
    expectNear(mean, metrics.avg_path_length ?? null);
  });

  test('clustering', () => {
    const { local, mean, transitivity, triangles } = clustering(graph);
    expect(triangles).toBe(metrics.triangles_total);
    expectPerNode(local, nodes, metrics.local_clustering);
    expectNear(mean, metrics.avg_clustering_zeros);
    // Without a path of length two networkx says 0 where the ratio 0 / 0 has no value.
    const paths = Object.values(metrics.degree).some((contacts) => (contacts ?? 0) > 1);
    expectNear(transitivity, paths ? metrics.transitivity : null);
  });

  test('structural holes', () => {
    const { constraint, effectiveSize, efficiency } = burt(graph);
    expectPerNode(constraint, nodes, metrics.burt_constraint);
    expectPerNode(effectiveSize, nodes, metrics.burt_effective_size);
    expectPerNode(efficiency, nodes, metrics.burt_efficiency);
  });

  test('collective influence', () => {
    expectPerNode(collectiveInfluence(graph, 1), nodes, metrics.collective_influence_l1);
    expectPerNode(collectiveInfluence(graph, 2), nodes, metrics.collective_influence_l2);
  });

  test('articulation points and bridges', () => {
    const found = bridges(graph);
    expect(nodes.filter((_, v) => found.articulation[v] === 1).sort()).toEqual(metrics.articulation_points);
    const named = (pair: string[]): string => pair.toSorted().join(' – ');
    expect(found.bridges.map(([a, b]) => named([nodes[a] ?? '', nodes[b] ?? ''])).sort()).toEqual(
      metrics.bridges.map(named).sort(),
    );
  });

  test('degree assortativity', () => {
    expectNear(degreeAssortativity(graph), metrics.degree_assortativity);
  });
});

test.each(['zachary-karate', 'les-miserables'])('%s, weighted', (name) => {
  const oracle = readGraph(name);
  const { nodes } = oracle;
  const { weighted } = oracle.metrics;
  if (weighted === undefined) throw new Error(`no weighted values for ${name}`);
  const ties = graphOf(oracle, true);
  expectPerNode(strengths(ties), nodes, weighted.strength);
  expectPerNode(pagerank(ties).values, nodes, weighted.pagerank_085);
  expectPerNode(betweenness(ties, { weighted: true }), nodes, weighted.betweenness_raw_dist_inv_weight_exact);
  expectPerNode(burt(ties).constraint, nodes, weighted.burt_constraint);
  expectPerNode(burt(ties).effectiveSize, nodes, weighted.burt_effective_size);
});

describe('three departments, directed', () => {
  const oracle = readDirected();
  const { nodes, metrics } = oracle;
  const graph = graphOf(oracle, false);
  const weighted = graphOf(oracle, true);

  test('degrees and strengths', () => {
    expectPerNode(degrees(graph), nodes, metrics.out_degree);
    expectPerNode(degrees(transpose(graph)), nodes, metrics.in_degree);
    expectPerNode(strengths(weighted), nodes, metrics.out_strength);
    expectPerNode(strengths(transpose(weighted)), nodes, metrics.in_strength);
  });

  test('PageRank', () => {
    expectPerNode(pagerank(graph).values, nodes, metrics.pagerank_085);
    expectPerNode(pagerank(weighted).values, nodes, metrics.pagerank_085_weighted);
  });

  test('betweenness', () => {
    expectPerNode(betweenness(graph, { directed: true }), nodes, metrics.betweenness_raw_directed);
    expectPerNode(
      betweenness(weighted, { directed: true, weighted: true }),
      nodes,
      metrics.betweenness_raw_directed_dist_inv_weight,
    );
  });

  test('reciprocity', () => {
    expectNear(reciprocity(graph).arcs, metrics.reciprocity_edges);
    expectNear(reciprocity(weighted).weighted, metrics.reciprocity_weighted_squartini);
    expectNear(reciprocity(graph).dyads, metrics.two_way_dyad_ratio);
  });

  test('structural holes', () => {
    expectPerNode(burt(graph).constraint, nodes, metrics.constraint);
    expectPerNode(burt(weighted).constraint, nodes, metrics.constraint_weighted);
    expectPerNode(burt(graph).effectiveSize, nodes, metrics.effective_size);
    expectPerNode(burt(weighted).effectiveSize, nodes, metrics.effective_size_weighted);
  });

  test.each([
    ['counts', graph, metrics.hits_unweighted],
    ['weights', weighted, metrics.hits_weighted],
  ])('hubs and authorities by %s', (_, ties, expected) => {
    const found = hits(ties);
    const toLargest = (values: Float64Array = new Float64Array(0)): Float64Array =>
      values.map((value) => value / Math.max(...values));
    expectPerNode(toLargest(found?.authority), nodes, expected.authority_max1);
    expectPerNode(toLargest(found?.hub), nodes, expected.hub_max1);
  });

  test('brokerage roles', () => {
    const groups = groupsOf(nodes, oracle.attributes.dept, ['A', 'B', 'C', 'D']);
    const roles = brokerage(graph, groups);
    nodes.forEach((node, v) => {
      const expected = metrics.gould_fernandez_raw[node];
      expect(roles.coordinator[v]).toBe(expected?.w_I);
      expect(roles.itinerant[v]).toBe(expected?.w_O);
      expect(roles.representative[v]).toBe(expected?.b_IO);
      expect(roles.gatekeeper[v]).toBe(expected?.b_OI);
      expect(roles.liaison[v]).toBe(expected?.b_O);
    });
    const { edges, gould_fernandez_unordered: unordered } = metrics.undirected_projection;
    const both = brokerage(graphOf({ directed: false, nodes, edges }, false), groups);
    nodes.forEach((node, v) => {
      expect((both.coordinator[v] ?? 0) / 2).toBe(unordered[node]?.coordinator);
      expect((both.itinerant[v] ?? 0) / 2).toBe(unordered[node]?.itinerant);
      expect(both.representative[v]).toBe(unordered[node]?.gatekeeper_or_representative);
      expect(both.gatekeeper[v]).toBe(unordered[node]?.gatekeeper_or_representative);
      expect((both.liaison[v] ?? 0) / 2).toBe(unordered[node]?.liaison);
    });
  });

  test('its undirected projection adds both directions', () => {
    const edges = metrics.undirected_projection.edges;
    expect(undirected(weighted, 'sum')).toEqual(graphOf({ directed: false, nodes, edges }, true));
  });
});
