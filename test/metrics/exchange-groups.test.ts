import { afterEach, describe, expect, it } from 'vitest';
import { exchangeGroups } from '../../server/metrics/exchange-groups.ts';
import { readGraph } from '../graph/oracle.ts';
import { expectValue, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('exchange groups', () => {
  it('are the optimum of the karate club, which partly follows its two camps', async () => {
    network = await openOracle('zachary-karate');
    const { rows } = await network.ask(exchangeGroups, { ties: 'raw' });
    expect(rows.map(({ resolution }) => resolution)).toEqual([1, 2, 4]);
    const [coarse] = rows;
    expect(coarse).toMatchObject({ groups: 4, people: 34, compared: 34, runs: 20 });
    expectValue(coarse?.modularity, readGraph('zachary-karate').metrics.optimal_modularity);
    // scikit-learn 1.2.1 on the published optimal partition and the two camps.
    expectValue(coarse?.agreement, 0.5666658781);
    expect(coarse?.largest).toBe(12);
  });

  it('are the two sides of the barbell, every time; at detail 4 nobody is held together', async () => {
    network = await openOracle('barbell-4-4');
    const { rows, meta } = await network.ask(exchangeGroups, { ties: 'raw' });
    // Best of all 4,140 partitions of eight people, by enumeration: one for each level of detail.
    const optimum = [0.4230769231, -0.0769230769, -0.5088757396];
    rows.forEach(({ modularity }, i) => expectValue(modularity, optimum[i]));
    expect(rows.map(({ groups, largest }) => [groups, largest])).toEqual([
      [2, 4],
      [2, 4],
      [0, 1],
    ]);
    rows.forEach(({ stability }) => expectValue(stability, 1));
    [1, 1, 0].forEach((agreement, i) => expectValue(rows[i]?.agreement, agreement));
    expect(meta.warnings).toEqual([]);
  });

  it('have blurred borders where every cut is as good', async () => {
    network = await openTies(
      ['ab', 'bc', 'cd', 'de', 'ef', 'fa'].map((pair) => [pair.charAt(0), pair.charAt(1)]),
      { undirected: true },
    );
    const { rows, meta } = await network.ask(exchangeGroups, { ties: 'raw' });
    // Arcs of two or three: 1/6. No department is known: the groups agree with nothing.
    expectValue(rows[0]?.modularity, 1 / 6);
    expect(rows[0]).toMatchObject({ agreement: null, compared: null });
    expect(rows[0]?.stability).toBeLessThan(0.8);
    expect(meta.warnings[0]?.en).toMatch(/^Detail 1: the groups change from one search to the next/);
  });

  it('compare only people of known department, from half of them on', async () => {
    const ties: [string, string][] = [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
      ['d', 'e'],
      ['e', 'f'],
      ['d', 'f'],
    ];
    network = await openTies(ties, { undirected: true, departments: { a: 'S', b: 'S', d: 'T', e: 'T' } });
    const known = await network.ask(exchangeGroups, { ties: 'raw' });
    expect(known.rows[0]).toMatchObject({ groups: 2, people: 6, compared: 4, agreement: 1 });
    expect(known.meta.warnings.map(({ en }) => en)).toContain(
      'The department is known for only 66% of people: import a directory (CSV) to complete it.',
    );
    network.snapshot.close();
    network = await openTies(ties, { undirected: true, departments: { a: 'S', d: 'T' } });
    const unknown = await network.ask(exchangeGroups, { ties: 'raw' });
    expect(unknown.rows[0]).toMatchObject({ groups: 2, people: 6, compared: null, agreement: null });
    expect(unknown.meta.warnings.map(({ en }) => en)).toContain(
      'The department is known for only 33% of people: import a directory (CSV) to complete it.',
    );
  });

  it('are those of the whole network', async () => {
    network = await openOracle('barbell-4-4');
    expect((await network.ask(exchangeGroups, { department: 'L' })).reason?.code).toBe('whole_network_only');
  });

  it('follow published weights', async () => {
    network = await openOracle('zachary-karate');
    const { rows } = await network.ask(exchangeGroups, { ties: 'counts' });
    expectValue(rows[0]?.modularity, readGraph('zachary-karate').metrics.optimal_modularity_weighted);
  });
});
