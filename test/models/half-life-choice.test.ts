import { describe, expect, it } from 'vitest';
import { chooseHalfLife, type HalfLifeOrigin } from '../../server/models/half-life-choice.ts';

/** Forty pairs of eighty people: the evidence under each of two half-lives orders them by one of the two scores. */
function origin(scoreOfNinety: (pair: number) => number, scoreOfThirty: (pair: number) => number): HalfLifeOrigin {
  const pairs = Array.from({ length: 40 }, (_, pair) => pair);
  return {
    one: pairs.map((pair) => 2 * pair),
    other: pairs.map((pair) => 2 * pair + 1),
    evidence: [Float64Array.from(pairs, scoreOfThirty), Float64Array.from(pairs, scoreOfNinety)],
    later: Uint8Array.from(pairs, (pair) => Number(pair < 20)),
  };
}
const right = (pair: number) => 40 - pair;
const wrong = (pair: number) => pair + 1;
const choose = (origins: readonly HalfLifeOrigin[]) => chooseHalfLife(origins, 80, [30, 90], 90);

describe('the half-life', () => {
  it('changes when another one puts first those who exchange next', () => {
    const { days, trials } = choose([origin(wrong, right), origin(wrong, right)]);
    expect(days).toBe(30);
    expect(trials[0]?.averagePrecision).toBe(1);
    // Twenty wrong pairs stand before each right one: the mean of k ÷ (20 + k).
    const expected = Array.from({ length: 20 }, (_, k) => (k + 1) / (k + 21)).reduce((sum, p) => sum + p, 0) / 20;
    expect(trials[1]?.averagePrecision).toBeCloseTo(expected, 12);
    expect(trials[0]?.gain).toBeCloseTo(1 / expected - 1, 12);
  });

  it('stays when the other one is worse, equal, or better on no more than half of the origins by chance', () => {
    expect(choose([origin(right, wrong)]).days).toBe(90);
    expect(choose([origin(right, right)]).days).toBe(90);
    expect(choose([origin(right, wrong), origin(wrong, right)]).days).toBe(90);
  });

  it('stays when the gain hangs on one pair', () => {
    const almost = (pair: number) => (pair === 19 ? 0.5 : pair === 20 ? 21.5 : right(pair));
    const { days, trials } = choose([origin(almost, right)]);
    expect(trials[0]?.gain).toBeGreaterThan(0.02);
    expect(trials[0]?.lower).toBe(0);
    expect(days).toBe(90);
  });

  it('stays, with no figure, when nobody exchanged again', () => {
    const { days, trials } = choose([{ ...origin(wrong, right), later: new Uint8Array(40) }]);
    expect(days).toBe(90);
    expect(trials.map(({ averagePrecision }) => averagePrecision)).toEqual([null, null]);
  });
});
