import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { ascendingOrder, groupedBy, sortedBy } from '../../server/models/counting-sort.ts';

const source = random(11);
const draws = (count: number, below: number) => Array.from({ length: count }, () => source.below(below));

describe('things grouped by key', () => {
  it('stand in the order of a stable sort, groups without any included', () => {
    const key = [2, 0, 4, 2, 0];
    const { order, begins } = groupedBy(key, 6);
    expect([...order]).toEqual([1, 4, 0, 3, 2]);
    expect([...begins]).toEqual([0, 2, 2, 4, 4, 5, 5]);
    expect([...groupedBy([], 0).begins]).toEqual([0]);
  });

  it('are sorted by two keys when gone through in the order of the second', () => {
    const first = draws(500, 20);
    const second = draws(500, 30);
    const { order } = groupedBy(first, 20, groupedBy(second, 30).order);
    const expected = [...first.keys()].sort(
      (a, b) => (first[a] ?? 0) - (first[b] ?? 0) || (second[a] ?? 0) - (second[b] ?? 0) || a - b,
    );
    expect([...order]).toEqual(expected);
  });
});

describe('the ascending order', () => {
  it('is that of a stable sort, and none for what stands so already', () => {
    expect([...(ascendingOrder([3, -1, 3, 0]) ?? [])]).toEqual([1, 3, 0, 2]);
    expect(ascendingOrder([-1, 0, 0, 7])).toBeUndefined();
    expect(ascendingOrder([])).toBeUndefined();
  });
});

describe('columns sorted by key', () => {
  it.each([false, true])('are those looked up in the order of their groups (another order within: %s)', (isOrdered) => {
    const key = draws(300, 12);
    const columns = [draws(300, 1000), draws(300, 1000)];
    const within = isOrdered ? groupedBy(columns[1] ?? [], 1000).order : undefined;
    const grouped = groupedBy(key, 15, within);
    const sorted = sortedBy(key, 15, columns, within);
    expect([...sorted.begins]).toEqual([...grouped.begins]);
    expect(sorted.columns.map((column) => [...column])).toEqual(
      columns.map((column) => [...grouped.order].map((k) => column[k])),
    );
  });
});
