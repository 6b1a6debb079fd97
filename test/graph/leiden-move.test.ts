import { expect, test } from 'vitest';
import { everyNode, firstLevel } from '../../server/graph/leiden-level.ts';
import { moveNodes } from '../../server/graph/leiden-move.ts';
import { random } from '../../server/graph/random.ts';
import { undirectedOf } from './networks.ts';

/** Pairs of people, each with no other contact. */
const couples = (count: number) =>
  undirectedOf(
    2 * count,
    Array.from({ length: count }, (_, i) => [i, count + i] as const),
  );

test.each([1, 2, 16, 1000])('everybody is looked at once, in shuffled stretches of %s as well', (stretch) => {
  const count = 37;
  const people = firstLevel(couples(count));
  const of = everyNode(people.n);
  // Who is looked at first in a couple joins the other, who then is at the best place.
  expect(moveNodes(people, of, 1 / (2 * count), random(1), people.n, stretch)).toBe(count);
  for (let i = 0; i < count; i++) expect(of[i]).toBe(of[count + i]);
  expect(new Set(of).size).toBe(count);
});

test('in a stretch people come in the order of their numbers; without, another seed shuffles otherwise', () => {
  const people = firstLevel(couples(50));
  const joined = (seed: number, stretch: number): number[] => {
    const of = everyNode(people.n);
    moveNodes(people, of, 1 / 100, random(seed), people.n, stretch);
    return [...of.subarray(0, 50)];
  };
  // The first fifty all come before their partners, and so take their labels.
  const partners = Array.from({ length: 50 }, (_, i) => 50 + i);
  expect(joined(1, 100)).toEqual(partners);
  expect(joined(2, 100)).toEqual(partners);
  expect(joined(1, 1)).not.toEqual(partners);
  expect(joined(1, 1)).not.toEqual(joined(2, 1));
  expect(joined(1, 4)).not.toEqual(joined(2, 4));
});
