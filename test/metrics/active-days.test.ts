import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { type ActiveDays, daysOfEach } from '../../server/metrics/active-days.ts';
import { trailing } from '../../server/metrics/trailing-active.ts';

const listed = ({ begins, days }: ActiveDays) =>
  Array.from({ length: begins.length - 1 }, (_, person) => [...days.subarray(begins[person], begins[person + 1])]);

describe('the days of each person', () => {
  it('are ascending and each once, from pairs in any order', () => {
    expect(listed(daysOfEach([2, 0, 2, 2, 0], [105, 101, 100, 105, 101]))).toEqual([[101], [], [100, 105]]);
    expect(listed(daysOfEach([], []))).toEqual([]);
    // Before 1970, day numbers are negative.
    expect(listed(daysOfEach([0, 0], [3, -2]))).toEqual([[-2, 3]]);
  });

  it('are those of a set of pairs', () => {
    const source = random(5);
    const pairs = Array.from({ length: 2000 }, () => [source.below(40), 20_000 + source.below(60)] as const);
    const found = daysOfEach(
      pairs.map(([person]) => person),
      pairs.map(([, day]) => day),
    );
    const expected = Array.from({ length: 40 }, (_, own) =>
      [...new Set(pairs.filter(([person]) => person === own).map(([, day]) => day))].sort((a, b) => a - b),
    );
    expect(listed(found)).toEqual(expected);
  });
});

describe('trailing windows', () => {
  it('hold the people and days of activity of the days that they end with', () => {
    const active = daysOfEach([0, 0, 0, 1, 1], [10, 11, 14, 11, 20]);
    const { people, personDays } = trailing(active, 11, 17, 3);
    // ]8, 11] holds 10, 11 and 11; ]11, 14] holds 14; ]13, 16] too.
    expect([...people]).toEqual([2, 2, 2, 1, 1, 1]);
    expect([...personDays]).toEqual([3, 3, 2, 1, 1, 1]);
  });
});
