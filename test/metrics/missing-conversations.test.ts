import { afterEach, describe, expect, it } from 'vitest';
import { missingConversations } from '../../server/metrics/missing-conversations.ts';
import { random } from '../../server/graph/random.ts';
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

  it('count people as their ties do, whatever the number of departments', async () => {
    const stream = random(17);
    const groups = ['P', 'Q', 'R', 'S', 'T'];
    const people = groups.flatMap((group) => Array.from({ length: 12 }, (_, k) => `${group}${k}`));
    const drawn = (of: readonly string[]): string => of[stream.below(of.length)] ?? '';
    const edges = new Map<string, [string, string]>();
    for (let k = 0; k < 700; k++) {
      const one = drawn(people);
      // Nine of ten ties stay within.
      const other = drawn(stream.below(10) === 0 ? people : people.filter((name) => name[0] === one[0]));
      if (one !== other) edges.set([one, other].sort().join(), [one, other]);
    }
    const departments = Object.fromEntries(people.map((name) => [name, name.slice(0, 1)]));
    network = await openTies([...edges.values()], { undirected: true, departments });
    const { rows } = await network.ask(missingConversations);
    expect(rows.length).toBeGreaterThan(3);
    const reached = (name: string, group: unknown): boolean =>
      [...edges.values()].some((edge) => {
        const other = edge[0] === name ? edge[1] : edge[1] === name ? edge[0] : '';
        return other.startsWith(String(group));
      });
    for (const { from, to, inside, between } of rows) {
      const isIn = (name: string, group: unknown): boolean => name.startsWith(String(group));
      expect(inside).toBe(
        people.filter((name) => (isIn(name, from) && reached(name, to)) || (isIn(name, to) && reached(name, from)))
          .length,
      );
      expect(between).toBe(
        people.filter((name) => !isIn(name, from) && !isIn(name, to) && reached(name, from) && reached(name, to))
          .length,
      );
    }
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
