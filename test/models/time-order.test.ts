import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { timeOrder } from '../../server/models/time-order.ts';

const compared = (at: readonly number[]): number[] =>
  [...at.keys()].sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);

it('moments come in order, equal ones as they stand', () => {
  expect([...timeOrder([3, 1.5, 1, 3, 1.5])]).toEqual([2, 1, 4, 0, 3]);
  expect([...timeOrder([])]).toEqual([]);
  expect([...timeOrder([7, 7])]).toEqual([0, 1]);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }))),
      (at) => {
        expect([...timeOrder(at)]).toEqual(compared(at));
      },
    ),
  );
});

it('is the same for thousands that stand in order, almost, crowded at one end and not at all', () => {
  const draw = random(5);
  const ascending = Array.from({ length: 9000 }, (_, k) => Math.floor(k / 3) + 0.25);
  const cases = [
    ascending,
    [...ascending.slice(4000), ...ascending.slice(0, 4000)],
    ascending.map((moment, k) => (k % 1000 === 7 ? moment - 2 : moment)),
    ascending.map((_, k) => (k < 8000 ? draw.next() : 1e6 * draw.next())),
    ascending.map(() => draw.below(500)),
  ];
  for (const at of cases) expect([...timeOrder(at)]).toEqual(compared(at));
});
