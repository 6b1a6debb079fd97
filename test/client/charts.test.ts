import { describe, expect, test } from 'vitest';
import { blockOrder } from '../../client/charts/block-order.ts';
import { divergingStep } from '../../client/charts/matrix-chart.tsx';
import { outlierLabels } from '../../client/charts/outlier-labels.ts';
import { monthTicks, niceTicks, spread } from '../../client/charts/scale.ts';

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

describe('names in a plane', () => {
  const dot = (name: string, x: number, y: number) => ({ name, x, y });
  const plane = { width: 200, height: 200 };
  const cloud = [dot('a', 100, 100), dot('b', 102, 100), dot('c', 100, 102)];
  test('the farthest from the middle are named, on the side that has room', () => {
    const far = [dot('left', 0, 100), dot('right', 198, 10)];
    expect(outlierLabels([...cloud, ...far], plane, 2)).toEqual([
      { name: 'right', x: 198, y: 10, anchor: 'end' },
      { name: 'left', x: 0, y: 100, anchor: 'start' },
    ]);
  });
  test('no name covers another, nor a dot', () => {
    const corner = [dot('lowest', 20, 190), dot('hardly above it', 10, 178)];
    const names = outlierLabels([...cloud, ...corner], plane, 2).map(({ name }) => name);
    expect(names).toContain('lowest');
    expect(names).not.toContain('hardly above it');
    const behind = [dot('covered', 10, 190), dot('covering', 30, 190)];
    expect(outlierLabels([...cloud, ...behind], plane, 1).map(({ name }) => name)).toEqual(['covering']);
  });
  test('what is taken stays free', () => {
    const taken = [{ left: 0, right: 200, top: 0, bottom: 50 }];
    expect(
      outlierLabels([...cloud, dot('high', 10, 20)], { ...plane, taken }, 1).map(({ name }) => name),
    ).not.toContain('high');
  });
});
