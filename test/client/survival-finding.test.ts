import { describe, expect, test } from 'vitest';
import type { Result, Row } from '../../server/contract/results.ts';
import { ticksTo } from '../../client/pages/communities/survival-curve.tsx';
import { curvesOf, rowAt, survivalFinding, wholeMonths } from '../../client/pages/communities/survival-finding.ts';

/** Keys in place of texts, with what they are given. */
const tools = {
  t: (key: string, values: Record<string, unknown> = {}) =>
    [
      key.replace('communitiesPage.survival.', ''),
      ...Object.entries(values).flatMap(([name, value]) => (name === 'count' || value === '' ? [] : [String(value)])),
    ].join(' '),
  format: { integer: String, percent: (share: number) => `${Math.round(100 * share)}%` },
  groupName: (code: string) => code,
};
const finding = (rows: readonly Row[]) => survivalFinding({ rows } as unknown as Result, tools as never);

/** The rows of one type: its share alive at some months of age. */
const curve = (type: string, shares: Record<number, number>, more: Row = {}): Row[] =>
  Object.entries(shares).map(([months, value]) => ({
    type,
    months: Number(months),
    value,
    at_risk: 9,
    since: 0,
    median: null,
    p: null,
    ...more,
  }));

const p = 0.01;

describe('the sentence on the life of communities', () => {
  test('names the types that live shortest and longest, where they differ by more than chance', () => {
    const all = curve('all', { 0: 1 }, { p });
    const project = curve('project', { 0: 1 }, { p, median: 426 });
    const sector = curve('sector', { 0: 1 }, { p, median: 900 });
    const practice = curve('practice', { 0: 1 }, { p });
    expect(finding([...all, ...sector, ...project, ...practice])).toBe('byMedianUnseen project practice months 14');
    expect(finding([...all, ...sector, ...project])).toBe('byMedian project sector months 14 months 30');
  });

  test('tells shares at the greatest age that two types have reached, when no median is', () => {
    const rows = [
      ...curve('all', { 0: 1, 12: 0.8 }, { p }),
      ...curve('project', { 0: 1, 12: 0.62 }, { p }),
      ...curve('practice', { 0: 1, 12: 0.95, 24: 0.9 }, { p }),
      // Of those that reached nine months: nothing to set beside the others.
      ...curve('sector', { 9: 1, 12: 0.99, 24: 0.5 }, { p, since: 270 }),
    ];
    expect(finding(rows)).toBe('byShare after.one project practice 62% 95%');
  });

  test('tells how long all of them live, where types do not differ or there is one', () => {
    expect(finding(curve('all', { 0: 1 }, { median: 365 }))).toBe('median months 12');
    expect(finding(curve('all', { 0: 1, 6: 0.9, 12: 0.8 }))).toBe('share 80% after.one');
    const types = [...curve('all', { 0: 1, 6: 0.9 }, { p: 0.4 }), ...curve('sector', { 0: 1 }, { p: 0.4, median: 90 })];
    expect(finding(types)).toBe('share 90% after.half alike');
  });

  test('says nothing of an age that fewer than five are watched at, nor of a curve that does not start at birth', () => {
    const few = curve('all', { 0: 1, 6: 0.9, 12: 0.5 }).map((row) =>
      row.months === 12 ? { ...row, at_risk: 4 } : row,
    );
    expect(finding(few)).toBe('share 90% after.half');
    expect(finding(curve('all', { 2: 1, 3: 0.9 }))).toBeNull();
    expect(finding(curve('all', { 3: 1, 12: 0.9 }, { since: 80 }))).toBeNull();
    expect(finding([])).toBeNull();
  });
});

describe('the curves', () => {
  test('are one for each type, in the order of the rows', () => {
    const rows = [...curve('all', { 0: 1, 1: 0.9 }), ...curve('sector', { 2: 1 })];
    const [all, sector] = curvesOf({ rows } as unknown as Result);
    expect([all?.type, all?.rows.length, sector?.type]).toEqual(['all', 2, 'sector']);
    expect(sector === undefined ? null : rowAt(sector, 2)?.value).toBe(1);
  });

  test('have about five ages below them', () => {
    expect(ticksTo(12)).toEqual([0, 3, 6, 9, 12]);
    expect(ticksTo(37)).toEqual([0, 12, 24, 36]);
    expect(ticksTo(86)).toEqual([0, 24, 48, 72]);
    expect(wholeMonths(10)).toBe(1);
  });
});
