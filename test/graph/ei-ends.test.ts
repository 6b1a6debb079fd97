import { expect, test } from 'vitest';
import { endsByGroup, groupedEnds } from '../../server/graph/ei-ends.ts';
import { undirectedOf } from './networks.ts';

test('ends by hand: 0 and 1 in a group, 2 in another, 3 in none', () => {
  const graph = undirectedOf(4, [
    [0, 1, 2],
    [0, 2, 3],
    [1, 2, 0.5],
    [2, 3, 7],
  ]);
  const groups = { of: Int32Array.of(0, 0, 1, -1), count: 2 };
  const ends = groupedEnds(graph, groups);
  // Across and within, person after person; then group after group.
  expect([...ends.own]).toEqual([3, 2, 0.5, 2, 3.5, 0, 0, 0]);
  expect(ends.squares).toBe(4 + 9 + 0.25);
  expect([...endsByGroup(ends, groups)]).toEqual([3.5, 4, 3.5, 0]);
});
