import { expect, it } from 'vitest';
import { bipartiteRing } from '../synthetic/attacks.ts';
import { drawOrganisation } from '../synthetic/organisation.ts';
import { among, asked, candidatesOf, precision, rivals } from '../synthetic/top-people.ts';

// One organisation with every attack that the score is made for; test/bench/attacks.bench.ts has many, and stronger ones.
it('finds planted ambassadors among broadcasters, farmers, robots, circles and 24 colluders in two camps', async () => {
  const { house: original, truth } = drawOrganisation(9);
  const { house, gamers } = bipartiteRing(original, truth, 9, 24);
  expect(truth.ambassadors).toHaveLength(25);
  expect(gamers).toHaveLength(8 + 8 + 3 + 3 * 5 + 24);
  await asked(house, async (snapshot) => {
    // The attack is one: whoever counts interactions proposes gamers only.
    const busiest = (await rivals['all interactions']?.(house, snapshot)) ?? [];
    expect(among(busiest, gamers)).toBe(25);
    const { first, proposed } = await candidatesOf(snapshot);
    expect(precision(first, truth.ambassadors)).toBeGreaterThanOrEqual(0.88);
    expect(among(first, gamers)).toBeLessThanOrEqual(1);
    expect(among(proposed, gamers)).toBeLessThanOrEqual(2);
    expect(among(proposed, truth.ambassadors)).toBeGreaterThanOrEqual(20);
  });
}, 300_000);
