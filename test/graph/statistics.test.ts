import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  benjaminiHochberg,
  chiSquareQuantile,
  garwood,
  incompleteGamma,
  lgamma,
  midrankPercentiles,
  normalQuantile,
  normalShare,
  poissonTwoSided,
  quantile,
  wilson,
} from '../../server/graph/statistics.ts';
import { kendallTau } from '../../server/graph/kendall-tau.ts';
import { readOracle } from './oracle.ts';

interface Functions {
  'lgamma_[x,value]': [number, number][];
  'incomplete_gamma_[a,x,lower,upper]': [number, number, number, number][];
  'chi_square_quantile_[p,df,value]': [number, number, number][];
  'normal_quantile_[p,value]': [number, number][];
  'normal_share_[x,value]': [number, number][];
  'poisson_two_sided_[events,mean,p]': [number, number, number][];
  'kendall_tau_b_[a,b,value]': [number[], number[], number][];
  'midrank_[values,percentiles]': [number[], number[]][];
  'quantile_[values,p,value]': [number[], number, number][];
}

interface Intervals {
  wilson95: [number, number, [number, number]][];
  garwood95_poisson: [number, [number, number]][];
  oe_ratio: { observed: number; expected: number; ci95: [number, number] }[];
  bh_fdr: { p: number[]; q: number[] };
}

const functions = readOracle('special-functions') as Functions;
const intervals = readOracle('intervals') as Intervals;

/** Equal to a share of the expected value, or absolutely when that is 0. */
function expectRelative(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual - expected), `${actual} is not ${expected}`).toBeLessThanOrEqual(
    tolerance * (expected === 0 ? 1 : Math.abs(expected)),
  );
}

describe('special functions against scipy', () => {
  test.each(functions['lgamma_[x,value]'])('lgamma(%d)', (x, expected) => {
    expectRelative(lgamma(x), expected, 1e-12);
  });

  test.each(functions['incomplete_gamma_[a,x,lower,upper]'])('incomplete gamma (%d, %d)', (a, x, lower, upper) => {
    expectRelative(incompleteGamma(a, x).lower, lower, 1e-10);
    expectRelative(incompleteGamma(a, x).upper, upper, 1e-10);
  });

  test.each(functions['chi_square_quantile_[p,df,value]'])('chi-square quantile (%d, %d)', (p, df, expected) => {
    expectRelative(chiSquareQuantile(p, df), expected, 1e-9);
  });

  test.each(functions['normal_quantile_[p,value]'])('normal quantile (%d)', (p, expected) => {
    expectRelative(normalQuantile(p), expected, 1e-12);
  });

  test.each(functions['normal_share_[x,value]'])('normal share (%d)', (x, expected) => {
    expectRelative(normalShare(x), expected, 1e-12);
  });

  test.each(functions['poisson_two_sided_[events,mean,p]'])('Poisson p (%d, %d)', (events, mean, expected) => {
    expectRelative(poissonTwoSided(events, mean), expected, 1e-9);
  });

  test.each(functions['kendall_tau_b_[a,b,value]'])('Kendall tau-b %j %j', (a, b, expected) => {
    expect(kendallTau(a, b)).toBeCloseTo(expected, 12);
  });

  test.each(functions['midrank_[values,percentiles]'])('mid-rank percentiles of %j', (values, expected) => {
    expect([...midrankPercentiles(values)]).toEqual(expected.map((value) => expect.closeTo(value, 12) as unknown));
  });

  test.each(functions['quantile_[values,p,value]'])('quantile of %j at %d', (values, p, expected) => {
    expect(quantile(values, p)).toBeCloseTo(expected, 12);
  });
});

describe('intervals', () => {
  test.each(intervals.wilson95)('Wilson %d of %d', (successes, trials, [low, high]) => {
    expect(wilson(successes, trials)?.[0]).toBeCloseTo(low, 6);
    expect(wilson(successes, trials)?.[1]).toBeCloseTo(high, 6);
  });

  test.each(intervals.garwood95_poisson)('Garwood %d', (events, [low, high]) => {
    expect(garwood(events)[0]).toBeCloseTo(low, 6);
    expect(garwood(events)[1]).toBeCloseTo(high, 6);
  });

  test.each(intervals.oe_ratio)('observed $observed, expected $expected', ({ observed, expected, ci95 }) => {
    expect(garwood(observed)[0] / expected).toBeCloseTo(ci95[0], 6);
    expect(garwood(observed)[1] / expected).toBeCloseTo(ci95[1], 6);
  });

  test('Benjamini–Hochberg, in any order', () => {
    const { p, q } = intervals.bh_fdr;
    benjaminiHochberg(p).forEach((value, i) => expect(value).toBeCloseTo(q[i] ?? Number.NaN, 6));
    const reversed = benjaminiHochberg(p.slice().reverse());
    reversed.reverse().forEach((value, i) => expect(value).toBeCloseTo(q[i] ?? Number.NaN, 6));
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

describe('edges', () => {
  test('nothing to measure is null', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(quantile([], 0.5)).toBeNull();
    expect(kendallTau([1], [2])).toBeNull();
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(midrankPercentiles([])).toHaveLength(0);
  });

  test('the ends of the range', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect(chiSquareQuantile(0, 4)).toBe(0);
    expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(wilson(0, 5)?.[0]).toBe(0);
    expect(wilson(5, 5)?.[1]).toBe(1);
    expect(garwood(0)[0]).toBe(0);
  });
});

describe('properties', () => {
  test('a mean lies outside the Garwood interval exactly when its p is below 0.05', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.double({ min: 0.01, max: 500, noNaN: true }), (events, mean) => {
        const [low, high] = garwood(events);
        fc.pre(Math.min(Math.abs(mean - low), Math.abs(mean - high)) > 1e-6);
        expect(poissonTwoSided(events, mean) < 0.05).toBe(mean < low || mean > high);
      }),
    );
  });

  test('chi-square quantile undoes the distribution', () => {
    const inside = fc.double({ min: 1e-8, max: 1 - 1e-8, noNaN: true });
    fc.assert(
      fc.property(inside, fc.integer({ min: 1, max: 5000 }), (p, df) => {
        expect(incompleteGamma(df / 2, chiSquareQuantile(p, df) / 2).lower).toBeCloseTo(p, 9);
      }),
    );
  });

  test('Wilson stays in [0, 1] around the share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (trials, drawn) => {
        const successes = drawn % (trials + 1);
        const [low, high] = wilson(successes, trials) ?? [2, -1];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
      }),
    );
  });
});
