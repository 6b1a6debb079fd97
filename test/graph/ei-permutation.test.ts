import { expect, test } from 'vitest';
import { eiIndex } from '../../server/graph/ei-index.ts';
import { eiPermutation } from '../../server/graph/ei-permutation.ts';
import { binary } from '../../server/graph/graph.ts';
import { random } from '../../server/graph/random.ts';
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

/** Ties that weigh 1 to 6. */
const uneven = { ...graph, weights: graph.weights.slice() };
for (let v = 0; v < n; v++) {
  for (let k = graph.offsets[v] ?? 0; k < (graph.offsets[v + 1] ?? 0); k++) {
    uneven.weights[k] = 1 + ((v * (graph.targets[k] ?? 0)) % 6);
  }
}

test('each tie once is the same shuffles of a network whose ties weigh 1', () => {
  const options = { rounds: 101, seed: 3 };
  const found = eiPermutation(uneven, groupsOf(1), options);
  expect(found.once).toEqual(eiPermutation(binary(graph), groupsOf(1), options).weighted);
  expect(found.once?.mean).not.toBe(found.weighted?.mean);
});

test('the figures are those of the index of each shuffle', () => {
  const rounds = 64;
  const { of, count } = groupsOf(1);
  const members = [...of.keys()].filter((v) => of[v] !== -1);
  // A stream for each of 32 parts, which take the rounds in turn.
  const streams = random(3);
  const parts = Array.from({ length: 32 }, () => ({
    draw: random(streams.below(2 ** 32)),
    labels: members.map((v) => of[v] ?? -1),
  }));
  const indices = Array.from({ length: rounds }, (_, round) => {
    const part = parts[round % 32];
    part?.draw.shuffle(part.labels);
    const shuffled = new Int32Array(n).fill(-1);
    members.forEach((v, i) => {
      shuffled[v] = part?.labels[i] ?? -1;
    });
    return eiIndex(uneven, { of: shuffled, count }).index ?? Number.NaN;
  });
  const { weighted } = eiPermutation(uneven, { of, count }, { rounds, seed: 3 });
  const observed = eiIndex(uneven, { of, count }).index ?? Number.NaN;
  expect(weighted?.mean).toBeCloseTo(indices.reduce((sum, index) => sum + index, 0) / rounds, 12);
  expect(weighted?.pAtMost).toBe((1 + indices.filter((index) => index <= observed + 1e-12).length) / (1 + rounds));
});

test('without shuffles the mean is the index itself', () => {
  const found = eiPermutation(graph, groupsOf(1), { rounds: 0, seed: 3 });
  expect(found.weighted?.mean).toBeCloseTo(eiIndex(graph, groupsOf(1)).index ?? Number.NaN, 12);
});
