import { describe, expect, it } from 'vitest';
import { rank } from '../../server/metrics/rank.ts';

const of = (values: Record<string, number | null>) =>
  rank(Object.entries(values).map(([id, value]) => ({ subject_id: id, name: id, value }))).map((row) => [
    row.subject_id,
    row.rank,
  ]);

describe('ranks', () => {
  it('gives equal values the same rank and skips the next: 1, 2, 2, 4', () => {
    expect(of({ d: 1, c: 5, b: 5, a: 9 })).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
      ['d', 4],
    ]);
  });

  it('takes values that differ by rounding for equal, whatever their size', () => {
    expect(of({ b: 0.1 + 0.2, a: 0.3 })).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(of({ b: 3e6 + 1e-9, a: 3e6 })).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(of({ b: 1 + 1e-11, a: 1 })).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  it('puts undefined values last, without a rank, in the order of ids', () => {
    expect(of({ z: null, a: null, m: -3 })).toEqual([
      ['m', 1],
      ['a', null],
      ['z', null],
    ]);
  });

  it('keeps the value of what is too uncertain to be ordered, and gives it no rank', () => {
    const rows = rank([
      { subject_id: 'a', name: 'a', value: 0.1, isOrdered: false },
      { subject_id: 'b', name: 'b', value: 0.2, isOrdered: false },
      { subject_id: 'c', name: 'c', value: 0.9, columns: { raw: 7 } },
    ]);
    expect(rows).toEqual([
      { subject_id: 'c', name: 'c', value: 0.9, rank: 1, raw: 7 },
      { subject_id: 'b', name: 'b', value: 0.2, rank: null },
      { subject_id: 'a', name: 'a', value: 0.1, rank: null },
    ]);
  });

  it('has no rows for nobody', () => {
    expect(rank([])).toEqual([]);
  });
});
