import { expect, test } from 'vitest';
import { buildDirected, type Graph } from '../../server/graph/graph.ts';
import { random } from '../../server/graph/random.ts';
import { type Pairs, symmetricSum } from '../../server/graph/symmetric-sum.ts';

const pairsOf = (list: readonly (readonly [number, number, number])[]): Pairs => ({
  one: Uint32Array.from(list, ([one]) => one),
  other: Uint32Array.from(list, ([, other]) => other),
  weight: Float64Array.from(list, ([, , weight]) => weight),
});

const graphOf = (n: number, arcs: readonly (readonly [number, number, number])[]): Graph => {
  const { one, other, weight } = pairsOf(arcs);
  return buildDirected(n, one, other, weight);
};

const tiesOf = ({ n, offsets, targets, weights }: Graph): [number, number, number][] =>
  Array.from({ length: n }, (_, v) => v).flatMap((v) =>
    Array.from(targets.subarray(offsets[v], offsets[v + 1]), (u, k): [number, number, number] => [
      v,
      u,
      weights[(offsets[v] as number) + k] as number,
    ]),
  );

test('adds both arcs and all pairs of two people, and leaves out what weighs nothing', () => {
  const given = graphOf(5, [
    [0, 1, 1],
    [1, 0, 2],
    [3, 0, 5],
  ]);
  const pairs = pairsOf([
    [1, 0, 4],
    [2, 4, 8],
    [0, 1, 16],
    [1, 2, 0],
  ]);
  expect(tiesOf(symmetricSum(given, pairs))).toEqual([
    [0, 1, 23],
    [0, 3, 5],
    [1, 0, 23],
    [2, 4, 8],
    [3, 0, 5],
    [4, 2, 8],
  ]);
});

test('a pair of weight 0 beside one that weighs something changes nothing, before it or after it', () => {
  const none = graphOf(2, []);
  for (const weights of [
    [0, 3],
    [3, 0],
  ]) {
    const graph = symmetricSum(none, pairsOf(weights.map((weight) => [0, 1, weight])));
    expect(tiesOf(graph)).toEqual([
      [0, 1, 3],
      [1, 0, 3],
    ]);
  }
});

test('sums are the same in whatever order their parts come', () => {
  const draw = random(11);
  const parts = Array.from({ length: 300 }, () => Math.round(draw.next() * 2 ** 50) / 2 ** 50);
  const exact = Number(parts.reduce((sum, part) => sum + BigInt(part * 2 ** 50), 0n)) / 2 ** 50;
  for (let k = 0; k < 20; k++) {
    const [given = 0, ...pairs] = parts;
    const graph = symmetricSum(graphOf(2, [[1, 0, given]]), pairsOf(pairs.map((part) => [0, 1, part])));
    expect([...graph.weights]).toEqual([exact, exact]);
    draw.shuffle(parts);
  }
});

test('nobody, and people without ties', () => {
  expect(tiesOf(symmetricSum(graphOf(0, []), pairsOf([])))).toEqual([]);
  expect([...symmetricSum(graphOf(3, []), pairsOf([])).offsets]).toEqual([0, 0, 0, 0]);
});

test('gives what adding them one by one gives', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const draw = random(seed);
    const n = 2 + draw.below(20);
    const some = (count: number) =>
      Array.from({ length: count }, (): [number, number, number] => {
        const one = draw.below(n);
        return [one, (one + 1 + draw.below(n - 1)) % n, draw.below(8)];
      });
    const [arcs, pairs] = [some(60), some(60)];
    const sums = new Map<string, number>();
    for (const [one, other, weight] of [...arcs, ...pairs]) {
      for (const key of [`${one} ${other}`, `${other} ${one}`]) sums.set(key, (sums.get(key) ?? 0) + weight);
    }
    const expected = [...sums]
      .filter(([, weight]) => weight > 0)
      .map(([key, weight]) => [...key.split(' ').map(Number), weight])
      .sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
    expect(tiesOf(symmetricSum(graphOf(n, arcs), pairsOf(pairs))), `seed ${seed}`).toEqual(expected);
  }
});
