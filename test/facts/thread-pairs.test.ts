import { describe, expect, test } from 'vitest';
import { type ThreadRows, threadPairs } from '../../server/facts/thread-pairs.ts';
import { random } from '../../server/graph/random.ts';

type Row = readonly [author: number, thread: bigint, left: number];

const rowsOf = (rows: readonly Row[]): ThreadRows => ({
  author: Float64Array.from(rows, ([author]) => author),
  high: Float64Array.from(rows, ([, thread]) => Number(thread >> 32n)),
  low: Float64Array.from(rows, ([, thread]) => Number(thread & 0xffff_ffffn)),
  left: Float64Array.from(rows, ([, , left]) => left),
});

/** What two people have of all threads together, as `one-other`. */
function sums(rows: readonly Row[], nodeOf: Int32Array, mostPeople = 20, weight = 1): Record<string, number> {
  const pairs = threadPairs(rowsOf(rows), { nodeOf, mostPeople, weight });
  const found: Record<string, number> = {};
  pairs.weight.forEach((w, k) => {
    const key = `${pairs.one[k]}-${pairs.other[k]}`;
    found[key] = (found[key] ?? 0) + w;
  });
  return found;
}

const asNumbered = (people: number) => Int32Array.from({ length: people }, (_, v) => v);

describe('pairs of a thread', () => {
  test('share what it gives, each with each of the others', () => {
    const thread: Row[] = [0, 1, 2].map((author) => [author, 7n, 1]);
    expect(sums(thread, asNumbered(3), 20, 0.5)).toEqual({ '0-1': 0.25, '0-2': 0.25, '1-2': 0.25 });
  });

  test('count from when the later of them first wrote, whatever the order of rows', () => {
    const rows: Row[] = [
      [0, 7n, 0.75],
      [1, 7n, 0.5],
      [0, 7n, 0.25],
    ];
    for (const ordered of [rows, rows.toReversed()]) expect(sums(ordered, asNumbered(2))).toEqual({ '0-1': 0.5 });
  });

  test('keep all of it when nobody knows when they wrote, and go by the other day when one is known', () => {
    const rows: Row[] = [
      [0, 7n, Number.NaN],
      [1, 7n, Number.NaN],
      [2, 7n, Number.NaN],
      [2, 7n, 0.5],
    ];
    expect(sums(rows, asNumbered(3), 20, 2)).toEqual({ '0-1': 1, '0-2': 0.5, '1-2': 0.5 });
  });

  test('are of people with a node, but others keep their place; lower node first', () => {
    const rows: Row[] = [5, 1, 0].map((author) => [author, 7n, 1]);
    expect(sums(rows, Int32Array.of(2, 0))).toEqual({ '0-2': 0.5 });
  });

  test('are none in a thread of one or of more than counted', () => {
    const alone: Row[] = [
      [0, 1n, 1],
      [0, 1n, 1],
    ];
    const crowd = Array.from({ length: 6 }, (_, author): Row => [author, 2n, 1]);
    expect(sums([...alone, ...crowd.slice(1)], asNumbered(6), 5)).toMatchObject({ '4-5': 0.25 });
    expect(sums([...alone, ...crowd], asNumbered(6), 5)).toEqual({});
    expect(sums([], asNumbered(0))).toEqual({});
  });

  test('are not of threads whose ids differ in one half alone', () => {
    const ids = [0x0000_0001_0000_0001n, 0x0000_0002_0000_0001n, 0x0000_0001_0000_0002n];
    expect(
      sums(
        ids.map((id, author) => [author, id, 1]),
        asNumbered(3),
      ),
    ).toEqual({});
  });
});

test('many threads give what each by itself gives, whether their ids are digests or in order', () => {
  const people = 300;
  const nodeOf = Int32Array.from({ length: people }, (_, number) => (number % 7 === 0 ? -1 : people - number));
  for (const idOf of [
    (k: number) => BigInt(k),
    (k: number) => BigInt.asUintN(64, BigInt(k) * 0x9e37_79b9_7f4a_7c15n),
  ]) {
    const draw = random(5);
    const rows = Array.from({ length: 70_000 }, (): Row => {
      const left = draw.below(20) === 0 ? Number.NaN : draw.below(1024) / 1024;
      return [draw.below(people), idOf(draw.below(12_000) ** 2), left];
    });
    const threads = new Map<bigint, Map<number, number>>();
    for (const [author, thread, left] of rows) {
      const seats = threads.get(thread) ?? new Map<number, number>();
      threads.set(thread, seats);
      seats.set(author, Math.min(Number.isNaN(left) ? Infinity : left, seats.get(author) ?? Infinity));
    }
    const expected: Record<string, number> = {};
    for (const seats of threads.values()) {
      if (seats.size < 2 || seats.size > 9) continue;
      for (const [one, first] of seats) {
        for (const [other, second] of seats) {
          const [a, b] = [nodeOf[one] ?? -1, nodeOf[other] ?? -1];
          if (a < 0 || b < 0 || a >= b) continue;
          const dated = [first, second].filter((left) => left !== Infinity);
          const key = `${a}-${b}`;
          expected[key] = (expected[key] ?? 0) + Math.max(...(dated.length > 0 ? dated : [1])) / (seats.size - 1);
        }
      }
    }
    const found = sums(rows, nodeOf, 9);
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted());
    expect(Object.keys(found).length).toBeGreaterThan(1000);
    const off = Object.entries(expected).map(([pair, weight]) => Math.abs((found[pair] ?? 0) - weight));
    expect(Math.max(...off)).toBeLessThan(1e-12);
  }
});
