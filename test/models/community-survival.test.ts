import { describe, expect, it } from 'vitest';
import survival from '../../fixtures/oracle/survival.json' with { type: 'json' };
import { random } from '../../server/graph/random.ts';
import { communitySurvival, type Lifetime } from '../../server/models/community-survival.ts';

const life = (left: number, ended: boolean, entered = 0): Lifetime => ({ entered, left, ended });

/** S(age) by its definition: for each age of an end, over all lives. */
function naive(lives: readonly Lifetime[], age: number): number {
  let share = 1;
  for (const time of new Set(lives.filter(({ ended }) => ended).map(({ left }) => left))) {
    if (time > age) continue;
    const atRisk = lives.filter(({ entered, left }) => entered < time && time <= left);
    share *= 1 - atRisk.filter(({ left, ended }) => ended && left === time).length / atRisk.length;
  }
  return share;
}

describe('the life of communities', () => {
  it('has the median and interval of Freireich et al. 1963 on the log(−log) scale', () => {
    const { time, event, placebo_time_all_events: placebo } = survival.six_mp;
    const treated = communitySurvival(time.map((left, k) => life(left, event[k] === 1)));
    // As published of these data (Collett 2003; SAS PROC LIFETEST): 23 (13 to unknown), placebo 8 (4 to 11).
    expect(treated).toMatchObject({
      since: 0,
      communities: 21,
      ended: 9,
      median: 23,
      medianLower: 13,
      medianUpper: null,
    });
    expect(communitySurvival(placebo.map((left) => life(left, true)))).toMatchObject({
      median: 8,
      medianLower: 4,
      medianUpper: 11,
    });
    expect(treated?.at(9).value).toBeCloseTo(0.8067226891, 9);
    expect(treated?.at(9).lower).toBeCloseTo(0.5631465646, 9);
    expect(treated?.at(9).upper).toBeCloseTo(0.9228090192, 9);
    expect(treated?.at(5)).toEqual({ value: 1, lower: null, upper: null });
  });

  it('counts who is watched at an age, and who ends until another', () => {
    const curve = communitySurvival([life(10, true), life(20, true), life(20, false), life(30, true), life(40, false)]);
    expect([0, 9, 10, 20, 39, 40].map((age) => curve?.watched(age))).toEqual([5, 5, 4, 2, 1, 0]);
    expect([curve?.endedWithin(0, 10), curve?.endedWithin(10, 20), curve?.endedWithin(20, 90)]).toEqual([1, 1, 1]);
    expect(curve?.longest).toBe(40);
    // 4/5 × 3/4 × 1/2.
    expect(curve?.at(30).value).toBeCloseTo(0.3, 12);
    expect(curve?.median).toBe(30);
  });

  it('equals the definition on any lives, truncated or not', () => {
    const stream = random(1958);
    for (let run = 0; run < 200; run++) {
      const fromBirth = Array.from({ length: 5 }, () => life(1000, false));
      const others = Array.from({ length: 20 }, () => {
        const entered = stream.below(300);
        return life(entered + 1 + stream.below(600), stream.below(3) > 0, entered);
      });
      const lives = [...fromBirth, ...others];
      const curve = communitySurvival(lives);
      for (const age of [0, 100, 400, 899]) expect(curve?.at(age).value).toBeCloseTo(naive(lives, age), 12);
    }
  });

  it('finds the law that lives were drawn from, though the old are seen only if they lived long enough', () => {
    // Exponential lives of 500 days in the middle, born over six years, watched for the last two of them.
    const stream = random(1991);
    const truth = (age: number) => 0.5 ** (age / 500);
    let [covered, naiveTooLong] = [0, 0];
    for (let run = 0; run < 200; run++) {
      const lives: Lifetime[] = [];
      for (let k = 0; k < 300; k++) {
        const born = stream.below(6 * 365);
        const length = 1 + Math.floor((-500 * Math.log(1 - stream.next())) / Math.LN2);
        const entered = Math.max(0, 4 * 365 - born);
        if (length <= entered) continue; // it was over before anybody looked
        const left = Math.min(length, 6 * 365 - born + 1);
        lives.push(life(left, left === length, entered));
      }
      const found = communitySurvival(lives)?.at(365);
      if (found === undefined) throw new Error('no curve');
      covered += Number((found.lower ?? 0) <= truth(365) && truth(365) <= (found.upper ?? 1));
      naiveTooLong += Number(
        (communitySurvival(lives.map((each) => ({ ...each, entered: 0 })))?.at(365).lower ?? 0) > truth(365),
      );
    }
    // 190 of 200 are expected; fewer than 180 would be chance once in a thousand.
    expect(covered).toBeGreaterThanOrEqual(180);
    // As if all had been watched from birth: those that died young are missing.
    expect(naiveTooLong).toBeGreaterThan(180);
  });

  it('has no curve without five watched at one age', () => {
    expect(communitySurvival([])).toBeNull();
    expect(communitySurvival([1, 2, 3, 4].map((left) => life(left, true)))).toBeNull();
    // Six, but never five at once.
    expect(communitySurvival([0, 0, 0, 50, 50, 50].map((entered) => life(entered + 50, true, entered)))).toBeNull();
  });

  it('starts where five are watched, and tells no median of those that reach it', () => {
    const old = [life(500, true, 100), life(600, true, 200), life(700, true, 300), life(900, true, 400)];
    const curve = communitySurvival([life(50, true), life(800, false), ...old]);
    // The one that ended at 50 was alone with another: it is not in the curve.
    expect(curve).toMatchObject({ since: 400, communities: 5, ended: 4, median: null, medianLower: null });
    expect(curve?.at(500).value).toBeCloseTo(4 / 5, 12);
    // A curve that starts within four weeks is one from birth.
    const early = communitySurvival([0, 0, 0, 0, 28].map((entered) => life(100, true, entered)));
    expect(early).toMatchObject({ since: 28, median: 100 });
    expect(communitySurvival([0, 0, 0, 0, 29].map((entered) => life(100, true, entered)))?.median).toBeNull();
  });

  it('starts again where all that were watched ended before older ones were', () => {
    const young = [10, 20, 30, 40, 50].map((left) => life(left, true));
    const old = [700, 800, 900, 900, 900].map((left, k) => life(left, k < 2, 500));
    const curve = communitySurvival([...young, ...old]);
    expect(curve).toMatchObject({ since: 500, communities: 5, ended: 2 });
    expect(curve?.at(899).value).toBeCloseTo(3 / 5, 12);
  });

  it('stops there when the older ones are too few', () => {
    const young = [10, 20, 30, 40, 50].map((left) => life(left, true));
    const curve = communitySurvival([...young, life(900, false, 500)]);
    // What became of the last of them nobody can set against the one that lives.
    expect(curve).toMatchObject({ since: 0, communities: 5, ended: 4, longest: 50, median: 30 });
    expect(curve?.at(50).value).toBeCloseTo(1 / 5, 12);
  });

  it('goes to 0 when none lives longer', () => {
    const curve = communitySurvival([10, 20, 30, 40, 50].map((left) => life(left, true)));
    expect(curve?.at(50)).toEqual({ value: 0, lower: null, upper: null });
  });
});
