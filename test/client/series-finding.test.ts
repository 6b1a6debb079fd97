import { describe, expect, test } from 'vitest';
import { changeOf } from '../../client/panels/series-finding.ts';

const line = (...points: [date: string, value: number | null][]) => points.map(([date, value]) => ({ date, value }));

const august = { isQuiet: (day: string) => day.slice(5, 7) === '08' };

describe('how a series moved', () => {
  test('against 91 days earlier, from 5 % on', () => {
    expect(changeOf(line(['2026-03-01', 100], ['2026-05-31', 106]), false, august)).toMatchObject({
      verdict: 'up',
      difference: 6,
    });
    expect(changeOf(line(['2026-03-01', 100], ['2026-05-31', 104]), false, august)).toMatchObject({
      verdict: 'steady',
    });
    expect(changeOf(line(['2026-03-01', 100], ['2026-05-31', 90]), false, august)).toMatchObject({ verdict: 'down' });
  });
  test('a share from two points on, however small it is', () => {
    expect(changeOf(line(['2026-03-01', 0.1], ['2026-05-31', 0.11]), true, august)).toMatchObject({
      verdict: 'steady',
    });
    expect(changeOf(line(['2026-03-01', 0.1], ['2026-05-31', 0.13]), true, august)).toMatchObject({ verdict: 'up' });
  });
  test('a rise out of August is compared with the year before', () => {
    const change = changeOf(line(['2025-10-31', 100], ['2026-08-01', 20], ['2026-10-31', 101]), false, august);
    expect(change).toMatchObject({ span: 'year', verdict: 'steady', difference: 1 });
  });
  test('without a year of data August has to do', () => {
    expect(changeOf(line(['2026-08-01', 20], ['2026-10-31', 101]), false, august)).toMatchObject({
      span: 'quarter',
      verdict: 'up',
    });
  });
  test('nothing to compare with is no verdict, and nulls are skipped', () => {
    expect(changeOf(line(['2026-05-31', 5], ['2026-06-01', null]), false, august)).toMatchObject({
      verdict: 'unknown',
      difference: null,
      last: { value: 5 },
    });
    expect(changeOf(line(['2026-05-31', null]), false, august)).toBeNull();
  });
});
