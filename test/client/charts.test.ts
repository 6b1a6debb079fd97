import { describe, expect, test } from 'vitest';
import { blockOrder } from '../../client/charts/block-order.ts';
import { divergingStep } from '../../client/charts/matrix-chart.tsx';
import { monthTicks, niceTicks, quietPeriods, spread } from '../../client/charts/scale.ts';

describe('axes', () => {
  test('round numbers that hold the values', () => {
    expect(niceTicks(0, 955, true)).toEqual([0, 250, 500, 750, 1000]);
    expect(niceTicks(0, 0.71, false)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(niceTicks(0, 3, true)).toEqual([0, 1, 2, 3]);
    expect(niceTicks(-0.5, 0.9, false)).toEqual([-0.5, 0, 0.5, 1]);
    expect(niceTicks(0, 0, true)).toEqual([0, 1]);
  });
  test('months, fewer as the period grows', () => {
    expect(monthTicks('2026-01-15', '2026-04-02')).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
    expect(monthTicks('2024-11-01', '2026-10-31')).toEqual([
      '2025-01-01',
      '2025-04-01',
      '2025-07-01',
      '2025-10-01',
      '2026-01-01',
      '2026-04-01',
      '2026-07-01',
      '2026-10-01',
    ]);
  });
  test('August and the turn of the year, cut to the period', () => {
    expect(quietPeriods('2025-08-10', '2026-01-01')).toEqual([
      { from: '2025-08-10', to: '2025-08-31', name: 'august' },
      { from: '2025-12-22', to: '2026-01-01', name: 'yearEnd' },
    ]);
  });
  test('labels keep their order and their distance', () => {
    expect(spread([100, 104, 300], 20, 0, 300)).toEqual([100, 120, 300]);
    expect(spread([295, 300], 20, 0, 300)).toEqual([280, 300]);
  });
});

describe('matrix', () => {
  test('a ratio of 1 is neutral, none at all is the coldest, doublings make the steps', () => {
    expect([0, 0.3, 0.5, 0.8, 1, 1.3, 2, 3].map(divergingStep)).toEqual([-3, -3, -2, -1, 0, 1, 2, 3]);
  });
  test('those who talk together stand together', () => {
    const ties: Record<string, number> = { ac: 9, bd: 8 };
    const order = blockOrder(['a', 'b', 'c', 'd'], (x, y) => ties[[x, y].toSorted().join('')] ?? 1);
    expect(Math.abs(order.indexOf('a') - order.indexOf('c'))).toBe(1);
    expect(Math.abs(order.indexOf('b') - order.indexOf('d'))).toBe(1);
    expect(order.toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });
});
