import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pairsOf, twoWayContacts } from '../../server/models/exchange-pairs.ts';

type Exchange = readonly [from: number, to: number, day: number];

function logOf(exchanges: readonly Exchange[]) {
  const inOrder = exchanges.filter(([from, to]) => from !== to).sort((a, b) => a[2] - b[2]);
  const numbers = (k: 0 | 1 | 2) => Int32Array.from(inOrder, (exchange) => exchange[k]);
  return {
    people: 5,
    from: numbers(0),
    to: numbers(1),
    day: numbers(2),
    at: Float64Array.from(inOrder, ([, , day]) => day),
    community: numbers(0).fill(-1),
    groupOn: () => 0,
  };
}

it('exchanges come by pair whatever their direction, in the order of time', () => {
  const { opens, next } = pairsOf(
    logOf([
      [3, 1, 0],
      [0, 4, 1],
      [1, 3, 2],
      [4, 3, 3],
      [3, 1, 4],
    ]),
  );
  expect([...opens]).toEqual([1, 1, 0, 1, 0]);
  expect([...next]).toEqual([2, 0, 4, 0, 0]);
  expect(pairsOf(logOf([])).opens.length).toBe(0);
});

it('a contact in common turned to both and they to the contact, all in the days before', () => {
  const exchange = fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.nat({ max: 30 }));
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 40 }), (exchanges) => {
      const log = logOf(exchanges);
      const haveContact = twoWayContacts(log, pairsOf(log), 7);
      const turned = (one: number, other: number, on: number): boolean =>
        exchanges.some(([from, to, day]) => from === one && to === other && on - 7 <= day && day < on);
      const isContact = (one: number, other: number, on: number): boolean =>
        one !== other && turned(one, other, on) && turned(other, one, on);
      for (let on = 0; on <= 40; on++) {
        const expected = [2, 3, 4, 0, 1].some((contact) => isContact(0, contact, on) && isContact(1, contact, on));
        expect(haveContact(0, 1, on)).toBe(expected);
      }
    }),
  );
});
