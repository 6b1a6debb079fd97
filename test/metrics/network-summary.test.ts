import { afterEach, describe, expect, it } from 'vitest';
import { networkSummary } from '../../server/metrics/network-summary.ts';
import { readDirected, readGraph, undirectedOracles } from '../graph/oracle.ts';
import { openToyLog, toyLog } from '../facts/toy-log.ts';
import { expectValue, type NamedNetwork, openOracle, openTies, valueOf } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const keys =
  'people, isolates, directed_ties, undirected_ties, self_loops, components, strong_components, largest_component_people, triangles, clustering_mean, transitivity, closed_fraction, diameter, effective_diameter_90, reciprocity_arcs, reciprocity_dyads, articulation_points, bridges, ei_index, ei_expected, ties_across, ties_within, modularity, departments, department_pairs, department_pairs_with_ties';

describe('the network in figures', () => {
  it('has the same rows in the same order for every network', async () => {
    network = await openTies([['a', 'b']]);
    const { rows } = await network.ask(networkSummary);
    expect(rows.map(({ key }) => key).join(', ')).toBe(keys);
  });

  it.each(undirectedOracles)('equals the reference of %s', async (name) => {
    network = await openOracle(name);
    const { metrics } = readGraph(name);
    const result = await network.ask(networkSummary);
    const value = (key: string) => valueOf(result, key);
    expect(value('people')).toBe(metrics.n);
    expect(value('isolates')).toBe(Object.values(metrics.degree).filter((degree) => degree === 0).length);
    expect(value('undirected_ties')).toBe(metrics.m);
    expect(value('directed_ties')).toBe(2 * metrics.m);
    expect(value('components')).toBe(metrics.components);
    expect(value('strong_components')).toBe(metrics.components);
    expect(value('triangles')).toBe(metrics.triangles_total);
    expectValue(value('clustering_mean'), metrics.avg_clustering_zeros);
    expectValue(value('transitivity'), metrics.transitivity);
    if (metrics.diameter !== undefined) expect(value('diameter')).toBe(metrics.diameter);
    expect(value('reciprocity_arcs')).toBe(1);
    expect(value('reciprocity_dyads')).toBe(1);
    expect(value('articulation_points')).toBe(metrics.articulation_points.length);
    expect(value('bridges')).toBe(metrics.bridges.length);
    const partition = Object.values(metrics.partition ?? {})[0];
    if (partition === undefined) return;
    expectValue(value('ei_index'), partition.EI_network);
    expectValue(value('ei_expected'), partition.EI_permutation_mean_exact);
    expect(value('ties_across')).toBe(partition.external);
    expect(value('ties_within')).toBe(partition.internal);
    expectValue(value('modularity'), partition.modularity);
    expect(value('departments')).toBe(2);
    expect(value('department_pairs')).toBe(1);
    expect(value('department_pairs_with_ties')).toBe(1);
  });

  it('closes the fraction of open paths, and interpolates the distance that 90 % of pairs are within', async () => {
    // Zachary: 45 triangles and 528 paths of length two (3 × 45 / 528 is the published transitivity), so 393 stay open.
    network = await openOracle('zachary-karate');
    const karate = await network.ask(networkSummary);
    expectValue(valueOf(karate, 'closed_fraction'), 45 / (45 + 393));
    expect(valueOf(karate, 'largest_component_people')).toBe(34);
    network.snapshot.close();
    // A ring of six: 6 pairs at distance 1, 6 at 2, 3 at 3. 90 % of 15 is 13.5, half of the way from 12 to 15.
    network = await openOracle('cycle-6');
    expectValue(valueOf(await network.ask(networkSummary), 'effective_diameter_90'), 2.5);
  });

  it('tells directions apart', async () => {
    network = await openOracle('toy-rse-directed');
    const { metrics, edges } = readDirected();
    const result = await network.ask(networkSummary);
    expect(valueOf(result, 'directed_ties')).toBe(edges.length);
    expect(valueOf(result, 'undirected_ties')).toBe(metrics.undirected_projection.edges.length);
    expectValue(valueOf(result, 'reciprocity_arcs'), metrics.reciprocity_edges);
    expectValue(valueOf(result, 'reciprocity_dyads'), metrics.two_way_dyad_ratio);
    expect(valueOf(result, 'departments')).toBe(4);
    expect(valueOf(result, 'department_pairs')).toBe(6);
    // A–B, A–C and B–C; D has one person without ties.
    expect(valueOf(result, 'department_pairs_with_ties')).toBe(3);
  });

  it('counts self-loops by person, apart from ties', async () => {
    network = await openTies([
      ['a', 'a'],
      ['a', 'a'],
      ['a', 'b'],
      ['solo', 'solo'],
    ]);
    const result = await network.ask(networkSummary);
    expect(valueOf(result, 'self_loops')).toBe(2);
    expect(valueOf(result, 'directed_ties')).toBe(1);
    expect(valueOf(result, 'isolates')).toBe(1);
  });

  it('leaves the rows on departments empty when they are not known', async () => {
    network = await openTies([['a', 'b']]);
    const result = await network.ask(networkSummary);
    for (const key of keys.split(', ').slice(18)) expect(valueOf(result, key), key).toBeNull();
    expect(valueOf(result, 'people')).toBe(2);
  });

  it('has no ties, bots or deleted accounts that a person cannot have', async () => {
    network = await openToyLog();
    const result = await network.ask(networkSummary);
    expect(valueOf(result, 'people')).toBe(toyLog.people.filter(([, , kind]) => /human|external/.test(kind)).length);
    expect(valueOf(result, 'directed_ties')).toBe(toyLog.directed.length);
    // Pairs in dialogue as in the reference, and two that only reacted: one across departments, one inside.
    expect(valueOf(result, 'ties_across')).toBe(toyLog.ei.external + 1);
    expect(valueOf(result, 'ties_within')).toBe(toyLog.ei.internal + 1);
    expectValue(valueOf(result, 'ei_index'), (5 - 2) / (5 + 2));
  });

  it('shows only the ties inside a department', async () => {
    network = await openOracle('toy-rse-directed');
    const result = await network.ask(networkSummary, { department: 'A' });
    // a1 → a2, a2 → a1, a2 → a3.
    expect(valueOf(result, 'people')).toBe(3);
    expect(valueOf(result, 'directed_ties')).toBe(3);
    expect(valueOf(result, 'undirected_ties')).toBe(2);
    expect(valueOf(result, 'ties_across')).toBe(0);
    expect(valueOf(result, 'departments')).toBe(1);
  });

  it('keeps to the members and exchanges of a community', async () => {
    network = await openToyLog();
    const result = await network.ask(networkSummary, { community: 'phoenix' });
    // ext1 and fay answer each other.
    expect(valueOf(result, 'people')).toBe(2);
    expect(valueOf(result, 'directed_ties')).toBe(2);
    expect(valueOf(result, 'departments')).toBe(1);
  });
});
