import { describe, expect, it } from 'vitest';
import survival from '../../fixtures/oracle/survival.json' with { type: 'json' };
import { logRank, type Waits } from '../../server/models/log-rank.ts';
import { truncatedLives } from '../support/truncated-lives.ts';

const waits = (durations: readonly number[], ended: readonly number[], entered?: readonly number[]): Waits => ({
  durations: Float64Array.from(durations),
  ended,
  ...(entered === undefined ? {} : { entered: Float64Array.from(entered) }),
});

/** The three groups of the lives, with or without the ages from which they were looked at. */
const threeGroups = (isTruncated: boolean): Waits[] =>
  [0, 1, 2].map((group) => {
    const own = [...truncatedLives.group.keys()].filter((k) => truncatedLives.group[k] === group);
    const of = (values: readonly number[]) => own.map((k) => values[k] ?? Number.NaN);
    return waits(
      of(truncatedLives.left),
      of(truncatedLives.ended),
      isTruncated ? of(truncatedLives.entered) : undefined,
    );
  });

describe('log-rank', () => {
  it('equals R survival on both arms of Freireich et al. 1963', () => {
    const { time, event, placebo_time_all_events: placebo, logrank_chisq } = survival.six_mp;
    const test = logRank([
      waits(time, event),
      waits(
        placebo,
        placebo.map(() => 1),
      ),
    ]);
    expect(test?.chiSquare).toBeCloseTo(logrank_chisq, 9);
    expect(test?.degrees).toBe(1);
    expect(test?.p).toBeCloseTo(4.1688091093394775e-5, 12); // statsmodels 0.15
  });

  it.each([
    [false, 17.79235840524457, 0.00013691103774016167],
    [true, 11.22237253180062, 0.0036567289309523687],
  ])('equals statsmodels 0.15 (survdiff) on three groups, left-truncated: %s', (isTruncated, chiSquare, p) => {
    const groups = threeGroups(isTruncated);
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      const test = logRank(order.flatMap((group) => groups[group] ?? []));
      expect(test?.chiSquare).toBeCloseTo(chiSquare, 9);
      expect(test?.degrees).toBe(2);
      expect(test?.p).toBeCloseTo(p, 12);
    }
  });

  it('is worked out by hand on two against two', () => {
    // At 1: two of four at risk are of the first, 1 − 2/4 too many, variance 1/4. At 2: one of three, 1 − 1/3, variance 2/9.
    // At 3 both left are of the second: nothing more. χ² = (1/2 + 2/3)² ÷ (1/4 + 2/9).
    const test = logRank([waits([1, 2], [1, 1]), waits([3, 4], [1, 0])]);
    expect(test?.chiSquare).toBeCloseTo((7 / 6) ** 2 / (17 / 36), 12);
  });

  it('is 0 for groups that wait alike, whatever unit they wait in', () => {
    const same = waits([1, 2, 3], [1, 0, 1]);
    expect(logRank([same, same])).toMatchObject({ p: 1 });
    const [one, two] = [threeGroups(false), threeGroups(false)];
    const inHours = two.map((group) => ({ ...group, durations: group.durations.map((days) => days * 24) }));
    expect(logRank(inHours)?.chiSquare).toBeCloseTo(logRank(one)?.chiSquare ?? 0, 9);
  });

  it('says nothing of one group, of groups in which nothing ended, nor counts a group never at risk', () => {
    const [first, second] = [waits([1, 2], [1, 1]), waits([3, 4], [1, 0])];
    expect(logRank([])).toBeNull();
    expect(logRank([first])).toBeNull();
    expect(logRank([waits([1], [0]), waits([2], [0])])).toBeNull();
    const late = waits([90], [0], [80]);
    expect(logRank([first, late, second])).toEqual(logRank([first, second]));
  });
});
