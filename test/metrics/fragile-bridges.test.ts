import { afterEach, describe, expect, it } from 'vitest';
import { fragileBridges } from '../../server/metrics/fragile-bridges.ts';
import { expectValue, type NamedNetwork, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const members = (letter: string) => [0, 1, 2, 3, 4].map((i) => `${letter}${i}`);
type Tie = [string, string, number];
const bothWays = (a: string, b: string, weight = 1): Tie[] => [
  [a, b, weight],
  [b, a, weight],
];
const clique = (people: string[]) => people.flatMap((a, i) => people.slice(i + 1).flatMap((b) => bothWays(a, b)));

/** Three departments of five: S and T exchange within and over s0 (three times) and s1; U has one tie, and one unanswered. */
const open = () =>
  openTies(
    [
      ...clique(members('s')),
      ...clique(members('t')),
      ...bothWays('s0', 't0'),
      ...bothWays('s0', 't1'),
      ...bothWays('s0', 't2'),
      ...bothWays('s1', 't3', 3),
      ...bothWays('u0', 's4'),
      ['u1', 't4', 1],
    ],
    {
      departments: Object.fromEntries(['s', 't', 'u'].flatMap((letter) => members(letter).map((who) => [who, letter]))),
    },
  );

describe('the strength of the links between departments', () => {
  it('is how few people hold half of the two-way exchange, and the share of the first', async () => {
    network = await open();
    const { rows } = await network.ask(fragileBridges);
    expect(rows.map(({ from, to }) => [from, to])).toEqual([
      ['s', 't'],
      ['s', 'u'],
    ]);
    const [held, thin] = rows;
    // 25 two-way ties, 50 ends: 25 of S, 24 of T, 1 of U. 25 × 24 / 50 = 12 and 25 × 1 / 50 = 0.5 expected.
    expect(held).toMatchObject({ value: 1, two_way_ties: 4, expected: 12, fragile: true });
    // Strengths ln 3 three times through s0, ln 7 through s1.
    expectValue(held?.['top_share'], (3 * Math.log(3)) / (3 * Math.log(3) + Math.log(7)));
    // One person holds it all, but no more was to be expected.
    expect(thin).toMatchObject({ value: 1, top_share: 1, two_way_ties: 1, expected: 0.5, fragile: false });
  });

  it('is shown for one department when asked', async () => {
    network = await open();
    const { rows } = await network.ask(fragileBridges, { department: 'u' });
    expect(rows.map(({ from, to }) => [from, to])).toEqual([['s', 'u']]);
  });

  it('says nothing of a department too small to be shown, not even to the data’s steward', async () => {
    network = await openTies([...bothWays('a', 'b'), ...bothWays('a', 'c')], {
      departments: { a: 'A', b: 'B', c: 'B' },
    });
    expect((await network.ask(fragileBridges)).rows).toEqual([]);
  });
});
