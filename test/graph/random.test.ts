import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { random, xoshiro128 } from '../../server/graph/random.ts';

test('xoshiro128** gives the outputs of the reference C code for state 1, 2, 3, 4', () => {
  const next = xoshiro128([1, 2, 3, 4]);
  // Also the test vector of the Rust crate rand_xoshiro.
  expect(Array.from({ length: 10 }, next)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test('the same seed gives the same stream and another seed another', () => {
  const take = (seed: number): number[] => {
    const draw = random(seed);
    return Array.from({ length: 5 }, () => draw.next());
  };
  expect(take(0)).toEqual(take(0));
  expect(take(0)).not.toEqual(take(1));
});

test('next stays in [0, 1) and is even: mean and variance of a uniform number', () => {
  const draw = random(11);
  const count = 100_000;
  const values = Array.from({ length: count }, () => draw.next());
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  // Four standard errors: 1/√(12 n) for the mean, √(1/180 n) for the variance.
  expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 / Math.sqrt(12 * count));
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 / Math.sqrt(180 * count));
});

test('below hits every number equally often', () => {
  const draw = random(5);
  const counts = Array.from({ length: 7 }, () => 0);
  for (let i = 0; i < 70_000; i++) {
    const hit = draw.below(7);
    counts[hit] = (counts[hit] ?? 0) + 1;
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(22.46); // 99.9 % quantile with 6 degrees of freedom
});

test('below is even where words do not divide into whole blocks', () => {
  const draw = random(6);
  const third = 2 ** 30;
  const count = 30_000;
  let low = 0;
  for (let i = 0; i < count; i++) if (draw.below(3 * third) < third) low++;
  // A plain remainder would put half of the results there.
  expect(Math.abs(low / count - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / count));
});

test('shuffle keeps every element and makes all orders of three equally likely', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (values, seed) => {
      const shuffled = values.slice();
      random(seed).shuffle(shuffled);
      const ascending = (list: number[]): number[] => list.slice().sort((a, b) => a - b);
      expect(ascending(shuffled)).toEqual(ascending(values));
    }),
  );
  const draw = random(9);
  const orders = new Map<string, number>();
  for (let i = 0; i < 60_000; i++) {
    const order = Int32Array.of(1, 2, 3);
    draw.shuffle(order);
    orders.set(order.join(''), (orders.get(order.join('')) ?? 0) + 1);
  }
  expect(orders.size).toBe(6);
  const chiSquare = [...orders.values()].reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(20.52); // 99.9 % quantile with 5 degrees of freedom
});
