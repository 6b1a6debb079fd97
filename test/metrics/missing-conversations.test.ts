import { afterEach, describe, expect, it } from 'vitest';
import { missingConversations } from '../../server/metrics/missing-conversations.ts';
import { readGraph } from '../graph/oracle.ts';
import { expectValue, type NamedNetwork, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const karate = readGraph('zachary-karate');
const club = karate.attributes?.['club'] ?? {};

describe('missing conversations', () => {
  it('are the ties that karate’s two clubs lack, with those who could close the gap', async () => {
    // Two people of no known club: one tied to both sides, the other to one.
    network = await openTies([...karate.edges, ['x', '2'], ['x', '25'], ['y', '2']], {
      undirected: true,
      departments: club,
    });
    const { rows } = await network.ask(missingConversations);
    expect(rows).toHaveLength(1);
    // 81 and 75 ends of 156: 38.94 expected, 11 observed (published).
    const expected = (81 * 75) / 156;
    expect(rows[0]).toMatchObject({ from: 'Mr. Hi', to: 'Officer', observed: 11 });
    expectValue(rows[0]?.['expected'], expected);
    expectValue(rows[0]?.['value'], expected - 11);
    // Garwood’s table: up to 19.682 for 11 events.
    expectValue(rows[0]?.['upper'], 19.682 / expected, 'upper', 1e-4);
    const across = karate.edges.filter(([a, b]) => club[a] !== club[b]);
    expect(rows[0]).toMatchObject({ inside: new Set(across.flatMap(([a, b]) => [a, b])).size, between: 1 });
  });

  it('are none where chance would have it so, nor in a department too small to be shown', async () => {
    network = await openTies(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      { departments: { a: 'A', b: 'A', c: 'B', d: 'B' } },
    );
    expect((await network.ask(missingConversations)).rows).toEqual([]);
  });
});
