import { expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { CoverageSearch } from '../../server/models/coverage-search.ts';
import type { Coverer } from '../../server/models/maximum-coverage.ts';

interface Found {
  most: number;
  best: readonly number[];
  branches: number;
}

/** The same search as it reads: all who are open put in order at every branch. */
function plainSearch(candidates: readonly Coverer[], weights: readonly number[], size: number, limit: number): Found {
  const found: Found = { most: 0, best: [], branches: 0 };
  const branch = (open: readonly number[], covered: ReadonlySet<number>, weight: number, chosen: readonly number[]) => {
    if (weight > found.most) [found.most, found.best] = [weight, chosen];
    const left = size - chosen.length;
    if (left === 0 || found.branches > limit) return;
    const coversOf = (k: number) => candidates[k]?.covers ?? [];
    const gainOf = (k: number) =>
      coversOf(k).reduce((sum, item) => sum + (covered.has(item) ? 0 : (weights[item] ?? 0)), 0);
    const order = open
      .filter((k) => gainOf(k) > 0)
      .sort((a, b) => gainOf(b) - gainOf(a) || ((candidates[a]?.id ?? '') < (candidates[b]?.id ?? '') ? -1 : 1));
    for (const [at, k] of order.entries()) {
      const reach = order.slice(at, at + left).reduce((sum, other) => sum + gainOf(other), weight);
      if (reach <= found.most) return;
      found.branches++;
      branch(order.slice(at + 1), new Set([...covered, ...coversOf(k)]), weight + gainOf(k), [...chosen, k]);
    }
  };
  branch([...candidates.keys()], new Set(), 0, []);
  return found;
}

const limit = 60;

it('looks at the same branches as the plain search, whether it comes to an end or not', () => {
  const draw = random(1962);
  let stopped = 0;
  for (let round = 0; round < 60; round++) {
    const items = 20 + draw.below(80);
    const weights = Array.from({ length: items }, () => 1 + draw.below(round % 2 === 0 ? 2 : 1000));
    const candidates = Array.from({ length: 40 }, () => ({
      id: String(draw.below(2 ** 32)),
      covers: [...Array.from({ length: items }).keys()].filter(() => draw.below(8) === 0),
    }));
    const size = 2 + draw.below(6);
    const search = new CoverageSearch(candidates, weights, [], limit);
    search.run(size);
    const { most, best, branches } = search;
    expect({ most, best, branches }).toEqual(plainSearch(candidates, weights, size, limit));
    if (branches > limit) stopped++;
  }
  expect(stopped).toBeGreaterThan(5);
  expect(stopped).toBeLessThan(55);
});
