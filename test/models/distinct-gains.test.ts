import { expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { DistinctGains } from '../../server/models/distinct-gains.ts';

it('reaches what the greatest gains add, fewer than asked for included', () => {
  const draw = random(7);
  const distinct = new DistinctGains(50);
  for (let round = 0; round < 200; round++) {
    const gains = Float64Array.from({ length: 50 }, () => 1 + draw.below(12));
    const count = draw.below(51);
    const left = 1 + draw.below(90);
    const greatest = [...gains.subarray(0, count)].sort((a, b) => b - a).slice(0, left);
    expect(distinct.reach(gains, count, 5, left)).toBe(greatest.reduce((sum, gain) => sum + gain, 5));
  }
});

it('orders gains from the largest to the smallest, equal ones as they stand', () => {
  const distinct = new DistinctGains(6);
  const order = new Uint32Array(6);
  const place = new Uint32Array(6);
  distinct.count(Float64Array.of(2, 5, 2, 9, 5, 100), 5);
  distinct.order(5, order, place);
  expect([...order.subarray(0, 5)]).toEqual([3, 1, 4, 0, 2]);
  expect([...place.subarray(0, 5)]).toEqual([3, 1, 4, 0, 2]);
});
