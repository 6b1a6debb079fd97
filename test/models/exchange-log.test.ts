import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupOn, inTimeOrder } from '../../server/models/exchange-log.ts';

it('exchanges come in the order of time, those of one moment by who, to whom and where', () => {
  // Each as [from, to, community, day, at], in the order expected.
  const expected = [
    [2, 1, -1, 0, 0.25],
    [0, 1, 3, 1, 86_400],
    [0, 2, -1, 1, 86_400],
    [0, 2, 1, 1, 86_400],
    [1, 0, 0, 1, 86_400],
    [1, 0, 0, 1, 86_400.5],
  ] as const;
  fc.assert(
    fc.property(fc.shuffledSubarray([...expected], { minLength: expected.length }), (rows) => {
      const column = (k: 0 | 1 | 2 | 3) => Int32Array.from(rows, (row) => row[k]);
      const log = { from: column(0), to: column(1), community: column(2), day: column(3) };
      const { from, to, community, day, at } = inTimeOrder({ ...log, at: Float64Array.from(rows, (row) => row[4]) });
      expect([...at.keys()].map((e) => [from[e], to[e], community[e], day[e], at[e]])).toEqual(expected);
    }),
  );
});

it('the group of a person on a day is that of the last spell to have begun', () => {
  // Person 1 joins group 4 on day 10 and leaves it for an unknown one on day 20; person 2 is in none, 3 in group 0 since ever.
  const group = groupOn(4, { person: [1, 1, 3], since: [10, 20, -719_162], group: [4, -1, 0] });
  expect([9, 10, 19, 20].map((day) => group(1, day))).toEqual([-1, 4, 4, -1]);
  expect([0, 2, 3].map((person) => group(person, 15))).toEqual([-1, -1, 0]);
});
