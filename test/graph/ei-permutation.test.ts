import { expect, test } from 'vitest';
import { eiIndex } from '../../server/graph/ei-index.ts';
import { eiPermutation } from '../../server/graph/ei-permutation.ts';
import { randomUndirected, scaled } from './networks.ts';

const n = 60;
const graph = scaled(randomUndirected(n, 300, 7), 1.5);
/** Every fifth person has no group; labels are far apart where there are to be many of them. */
const groupsOf = (apart: number) => ({
  of: Int32Array.from({ length: n }, (_, v) => (v % 5 === 4 ? -1 : apart * (v % 3))),
  count: 3 * apart,
});

test('the figures do not hang on how many labels there are, nor on how many shuffles go together', () => {
  const found = [1, 86, 20_000, 30_000].map((apart) => eiPermutation(graph, groupsOf(apart), { rounds: 101, seed: 3 }));
  for (const other of found.slice(1)) expect(other).toEqual(found[0]);
});

test('without shuffles the mean is the index itself', () => {
  const found = eiPermutation(graph, groupsOf(1), { rounds: 0, seed: 3 });
  expect(found?.mean).toBeCloseTo(eiIndex(graph, groupsOf(1)).index ?? Number.NaN, 12);
});
