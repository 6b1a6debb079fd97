import { describe, expect, it } from 'vitest';
import survival from '../../fixtures/oracle/survival.json' with { type: 'json' };
import { kaplanMeier } from '../../server/models/kaplan-meier.ts';

const curve = (durations: readonly number[], ended: readonly number[]) =>
  kaplanMeier(Float64Array.from(durations), ended);

describe('Kaplan–Meier', () => {
  it('equals R survival on the remission times of Freireich et al. 1963', () => {
    const { time, event } = survival.six_mp;
    const published = survival.six_mp['km_[time,at_risk,events,S,greenwood_se,lo_loglog,hi_loglog]'];
    const found = curve(time, event);
    expect([...found.times]).toEqual(published.map((row) => row[0]));
    expect([...found.atRisk]).toEqual(published.map((row) => row[1]));
    expect([...found.events]).toEqual(published.map((row) => row[2]));
    found.survival.forEach((share, step) => expect(share).toBeCloseTo(published[step]?.[3] ?? Number.NaN, 9));
    expect(found.timeWhenEnded(0.5)).toBe(23);
    expect(found.timeWhenEnded(0.6)).toBeNull();
    expect(found.shareEndedBy(9)).toBeCloseTo(1 - 0.8067226891, 9);
    expect(found.shareEndedBy(35)).toBeCloseTo(1 - 0.4481792717, 9);
    expect(found.shareEndedBy(36)).toBeNull();
  });

  it('is the ordinary share when nothing is censored', () => {
    const found = curve(
      survival.six_mp.placebo_time_all_events,
      Array.from({ length: 21 }, () => 1),
    );
    expect(found.timeWhenEnded(0.5)).toBe(8); // the 11th of 21 values
    expect(found.shareEndedBy(5)).toBeCloseTo(9 / 21, 12);
    expect(found.shareEndedBy(1000)).toBe(1);
    expect(found.timeWhenEnded(1)).toBe(23);
  });

  it('reaches a level that a product of fractions misses by an ulp', () => {
    // 9/10 × 8/9 × … × 5/6 is one half.
    const found = curve([1, 2, 3, 4, 5, 6, 6, 6, 6, 6], [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    expect(found.timeWhenEnded(0.5)).toBe(5);
  });

  it('keeps at risk a wait censored at the time of an event', () => {
    expect([...curve([2, 2], [1, 0]).atRisk]).toEqual([2]);
  });

  it('knows nothing from nobody, and 0 before the first event', () => {
    expect(curve([], []).shareEndedBy(1)).toBeNull();
    expect(curve([], []).timeWhenEnded(0.5)).toBeNull();
    expect(curve([3], [0]).shareEndedBy(2)).toBe(0);
    expect(curve([3], [0]).timeWhenEnded(0.5)).toBeNull();
    expect(curve([0], [1]).timeWhenEnded(0.5)).toBe(0);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d as a duration', (duration) => {
    expect(() => curve([duration], [1])).toThrow(RangeError);
  });
});
