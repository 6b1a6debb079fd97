import { expect, it } from 'vitest';
import {
  chanceDiscoveries,
  communityDeaths,
  departmentRatios,
  fragilePairs,
  groupAgreement,
} from '../synthetic/recovery.ts';

// A few of the many draws of test/bench/planted.bench.ts, with other seeds.
const seeds = (count: number): number[] => Array.from({ length: count }, (_, k) => 9001 + k);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

it('has the true ratio of two departments in its interval, and finds both silos', () => {
  const runs = seeds(6).map(departmentRatios);
  expect(sum(runs.map(({ intervals }) => intervals))).toBe(6 * 36);
  const covering = sum(runs.map((run) => run.covering)) / (6 * 36);
  expect(covering).toBeGreaterThanOrEqual(0.93);
  // Intervals that are far too wide would cover as well.
  expect(covering).toBeLessThan(1);
  expect(sum(runs.map(({ silosFound }) => silosFound))).toBe(12);
});

it('finds silos by chance in one shuffled organisation of ten at most', () => {
  const runs = seeds(20).map((seed) => chanceDiscoveries(seed));
  expect(sum(runs.map(({ judged }) => judged))).toBe(20 * 28);
  expect(runs.filter(({ found }) => found > 0).length).toBeLessThanOrEqual(2);
});

it('finds the one pair of departments that one person holds together', () => {
  for (const seed of seeds(2)) expect(fragilePairs(seed)).toEqual(['0,1']);
});

it('finds the planted groups when a fifth of all ties leave them', () => {
  for (const seed of seeds(2)) expect(groupAgreement(seed, 0.2)).toBeGreaterThanOrEqual(0.9);
  // And not when there are none to find.
  expect(Math.abs(groupAgreement(9001, 1 - 1 / 12))).toBeLessThan(0.1);
});

it('calls dead those that died, seven times in ten at least, on the last days of the holidays too', async () => {
  const runs = [await communityDeaths(9001, 87), await communityDeaths(9002, 77)];
  const rightly = sum(runs.map(({ verdict }) => verdict.rightly));
  expect(rightly / (rightly + sum(runs.map(({ verdict }) => verdict.wrongly)))).toBeGreaterThanOrEqual(0.7);
  expect(sum(runs.map(({ verdict }) => verdict.missed))).toBeLessThanOrEqual(2);
  expect(runs.map(({ stillborn }) => stillborn)).toEqual([1, 1]);
});
