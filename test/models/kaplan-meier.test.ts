import { describe, expect, it } from 'vitest';
import survival from '../../fixtures/oracle/survival.json' with { type: 'json' };
import { kaplanMeier } from '../../server/models/kaplan-meier.ts';
import { truncatedLives as lives } from '../support/truncated-lives.ts';

const curve = (durations: readonly number[], ended: readonly number[], entered?: readonly number[]) =>
  kaplanMeier(Float64Array.from(durations), ended, entered === undefined ? undefined : Float64Array.from(entered));

describe('Kaplan–Meier', () => {
  it('equals R survival on the remission times of Freireich et al. 1963', () => {
    const { time, event } = survival.six_mp;
    const published = survival.six_mp['km_[time,at_risk,events,S,greenwood_se,lo_loglog,hi_loglog]'];
    const found = curve(time, event);
    expect([...found.times]).toEqual(published.map((row) => row[0]));
    expect([...found.atRisk]).toEqual(published.map((row) => row[1]));
    expect([...found.events]).toEqual(published.map((row) => row[2]));
    found.survival.forEach((share, step) => expect(share).toBeCloseTo(published[step]?.[3] ?? Number.NaN, 9));
    found.lower.forEach((share, step) => expect(share).toBeCloseTo(published[step]?.[5] ?? Number.NaN, 9));
    found.upper.forEach((share, step) => expect(share).toBeCloseTo(published[step]?.[6] ?? Number.NaN, 9));
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

  it('is at risk from just after it is first looked at, as in statsmodels 0.15', () => {
    // SurvfuncRight(left, ended, entry), of lives written for this test.
    const found = curve(lives.left, lives.ended, lives.entered);
    expect([...found.times]).toEqual([5, 8, 9, 12, 13, 23, 27, 30, 31, 34, 43, 45, 50, 52]);
    expect([...found.atRisk]).toEqual([15, 16, 14, 14, 14, 12, 11, 9, 9, 7, 7, 6, 3, 2]);
    expect([...found.events]).toEqual([2, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
    const shares = [
      0.8666666667, 0.7583333333, 0.7041666667, 0.6538690476, 0.6071641156, 0.5059700964, 0.4599728149, 0.4088647243,
      0.3634353105, 0.3115159805, 0.2670136975, 0.2225114146, 0.1483409431, 0.0741704715,
    ];
    const errors = [
      0.0877707451, 0.1050366448, 0.1106225151, 0.1135813875, 0.1146696556, 0.1157501729, 0.1140009693, 0.1122070838,
      0.1085472746, 0.1047237665, 0.098767244, 0.0917859538, 0.0860918104, 0.0678496822,
    ];
    shares.forEach((share, step) => {
      expect(found.survival[step]).toBeCloseTo(share, 9);
      // From the standard error of S: that of ln(−ln S) is se ÷ (S |ln S|).
      const spread = Math.exp((1.959963984540054 * (errors[step] ?? 0)) / (share * -Math.log(share)));
      expect(found.lower[step]).toBeCloseTo(share ** spread, 8);
      expect(found.upper[step]).toBeCloseTo(share ** (1 / spread), 8);
    });
  });

  it('looks at all from their beginning when it is told so, and is the same', () => {
    const found = curve([3, 4, 4, 7], [1, 1, 0, 1], [0, 0, 0, 0]);
    const plain = curve([3, 4, 4, 7], [1, 1, 0, 1]);
    expect([...found.survival]).toEqual([...plain.survival]);
    expect([...found.atRisk]).toEqual([4, 3, 1]);
  });

  it('has no interval once nobody is left', () => {
    const { survival, lower, upper } = curve([1, 2], [1, 1]);
    expect([survival[1], lower[1], upper[1]]).toEqual([0, Number.NaN, Number.NaN]);
  });

  it('refuses a wait that is over when it is first looked at', () => {
    expect(() => curve([3], [1], [3])).toThrow(RangeError);
    expect(() => curve([3], [1], [Number.NaN])).toThrow(RangeError);
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
