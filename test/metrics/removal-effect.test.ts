import { afterEach, describe, expect, it } from 'vitest';
import { removalEffect } from '../../server/metrics/removal-effect.ts';
import { expectValue, type NamedNetwork, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const members = (letter: string) => Array.from({ length: 10 }, (_, i) => `${letter}${i}`);
const bothWays = (a: string, b: string): [string, string][] => [
  [a, b],
  [b, a],
];
const star = (letter: string) =>
  members(letter)
    .slice(1)
    .flatMap((leaf) => bothWays(`${letter}0`, leaf));
const departments = Object.fromEntries(['a', 'b'].flatMap((letter) => members(letter).map((who) => [who, letter])));

describe('what falls when the first leave', () => {
  it('is what is left connected after those whose leaving scatters most, beside leavers at random', async () => {
    // Two stars of ten, their centres tied, and two more ties across: three in all, so the departments are in touch.
    network = await openTies(
      [...star('a'), ...star('b'), ...bothWays('a0', 'b0'), ...bothWays('a1', 'b1'), ...bothWays('a2', 'b2')],
      { departments },
    );
    const { rows, meta } = await network.ask(removalEffect);
    // A tenth of the 20 people leave. First one centre: the other star and the two beyond it are left, 12 people; then the
    // other: pairs.
    expect(rows.map(({ leavers, value, pairs, people }) => [leavers, value, pairs, people])).toEqual([
      [0, 1, 1, 20],
      [1, 0.6, 0, 20],
      [2, 0.1, 0, 20],
    ]);
    expect(rows[0]).toMatchObject({ by_chance: 1, pairs_by_chance: 1 });
    // At random a centre goes first twice in twenty, leaving 12, and anybody else leaves 19: 0.915, 20 draws.
    expectValue(rows[1]?.['by_chance'], 0.915, 'by chance', 4 * (0.105 / Math.sqrt(20)));
    // Fourteen leaves hang by one tie each, on two centres.
    expect(meta.warnings[0]?.en).toMatch(/^Of 21 two-way ties, 14 are the only thread .* and 2 people are/);
  });

  it('has no pairs of departments where departments are unknown, and nothing to show without a tie both ways', async () => {
    network = await openTies([...star('a'), ...star('b')]);
    const { rows } = await network.ask(removalEffect);
    expect(rows.map(({ value, pairs, pairs_by_chance }) => [value, pairs, pairs_by_chance])).toEqual([
      [0.5, null, null],
      [0.5, null, null],
      [0.05, null, null],
    ]);
    network.snapshot.close();
    network = await openTies([['a', 'b']]);
    expect((await network.ask(removalEffect)).rows).toEqual([]);
  });
});
