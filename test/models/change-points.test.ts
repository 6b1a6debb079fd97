import { describe, expect, it } from 'vitest';
import { random, type Random } from '../../server/graph/random.ts';
import {
  changePoints,
  type ExposedCounts,
  poissonCost,
  scatteredChangePoints,
  successiveDispersion,
} from '../../server/models/change-points.ts';
import { readOracle } from '../graph/oracle.ts';

interface Pelt {
  readonly series: number[];
  readonly cases: readonly {
    readonly cost: string;
    readonly penalty: number;
    readonly min_size: number;
    readonly breakpoints_end_exclusive: readonly number[];
    readonly objective_sum_cost_plus_pen_per_change: number;
  }[];
}
const { pelt } = readOracle('changepoint') as { readonly pelt: Pelt };

const ordinary = (counts: readonly number[]): ExposedCounts => ({ counts, exposure: counts.map(() => 1) });

/** Cost of the levels between changes, with a penalty for each change. */
function objective({ counts, exposure }: ExposedCounts, changes: readonly number[], penalty: number): number {
  const bounds = [0, ...changes, counts.length];
  return changes.reduce(
    (sum) => sum + penalty,
    bounds.slice(1).reduce((sum, end, k) => {
      const steps = Array.from({ length: end - (bounds[k] ?? 0) }, (_, i) => (bounds[k] ?? 0) + i);
      const totalOf = (values: ArrayLike<number>) => steps.reduce((all, step) => all + (values[step] ?? 0), 0);
      return sum + poissonCost(totalOf(counts), totalOf(exposure));
    }, 0),
  );
}

/** Every segmentation with levels of at least `fewest` steps. */
function* segmentations(n: number, fewest: number, from = 0): Generator<number[]> {
  yield [];
  for (let change = from + fewest; change + fewest <= n; change++) {
    for (const later of segmentations(n, fewest, change)) yield [change, ...later];
  }
}

/** A Poisson count by multiplying uniform numbers (Knuth), in parts so that a large rate does not underflow. */
function poisson(draw: Random, rate: number): number {
  if (rate > 20) return poisson(draw, 20) + poisson(draw, rate - 20);
  let count = 0;
  for (let product = draw.next(); product > Math.exp(-rate); count++) product *= draw.next();
  return count;
}

describe('the reference series', () => {
  const cases = pelt.cases.filter(({ cost }) => cost === 'poisson');

  it.each(cases)('penalty $penalty, at least $min_size steps', (given) => {
    const series = ordinary(pelt.series);
    const changes = changePoints(series, given.penalty, given.min_size);
    expect([...changes, pelt.series.length]).toEqual(given.breakpoints_end_exclusive);
    const reached = objective(series, changes, given.penalty);
    expect(Math.abs(reached - given.objective_sum_cost_plus_pen_per_change)).toBeLessThan(1e-6);
  });

  it('has a case with the usual choices: 3 ln n and 3 weeks', () => {
    const usual = cases.find(({ penalty }) => Math.abs(penalty - 3 * Math.log(30)) < 1e-6);
    expect(usual?.min_size).toBe(3);
    expect(changePoints(ordinary(pelt.series))).toEqual(usual?.breakpoints_end_exclusive.slice(0, -1));
  });
});

describe('by hand', () => {
  it('one change of 4 to 1 costs 2 × 12 ln 1.6 + 2 × 3 ln 0.4 less than none', () => {
    // Sums 12 and 3 over 3 steps each, 15 over 6: 2 × (12 ln(4 ÷ 2.5) + 3 ln(1 ÷ 2.5)) = 5.7824.
    const gain = 2 * (12 * Math.log(1.6) + 3 * Math.log(0.4));
    const series = ordinary([4, 4, 4, 1, 1, 1]);
    expect(changePoints(series, gain - 0.001)).toEqual([3]);
    expect(changePoints(series, gain + 0.001)).toEqual([]);
  });

  it('counts that fall as their exposure does have not changed', () => {
    const counts = [20, 20, 20, 20, 7, 7, 7, 7, 20, 20, 20, 20];
    const exposure = counts.map((count) => count / 20);
    expect(changePoints({ counts, exposure })).toEqual([]);
    expect(changePoints(ordinary(counts))).toEqual([4, 8]);
  });

  it('too few steps for two levels, or nothing counted: no change', () => {
    expect(changePoints(ordinary([]))).toEqual([]);
    expect(changePoints(ordinary([9]))).toEqual([]);
    expect(changePoints(ordinary([50, 50, 0, 0, 0]))).toEqual([]);
    expect(changePoints(ordinary([0, 0, 0, 0, 0, 0, 0, 0]))).toEqual([]);
  });
});

it('costs as little as the best of all segmentations, whatever the exposure', () => {
  const draw = random(11);
  let changed = 0;
  for (let round = 0; round < 300; round++) {
    const n = 6 + draw.below(9);
    const counts = Array.from({ length: n }, (_, k) =>
      poisson(draw, k < n / 2 ? 1 + draw.below(12) : 1 + draw.below(4)),
    );
    const exposure = counts.map(() => 0.2 + draw.next());
    const penalty = 0.5 + 8 * draw.next();
    const fewest = 1 + draw.below(3);
    const found = changePoints({ counts, exposure }, penalty, fewest);
    const best = Math.min(
      ...[...segmentations(n, fewest)].map((changes) => objective({ counts, exposure }, changes, penalty)),
    );
    expect(objective({ counts, exposure }, found, penalty)).toBeCloseTo(best, 9);
    if (found.length > 0) changed++;
  }
  expect(changed).toBeGreaterThan(100);
});

it('finds on long series what the dynamic programme without pruning finds', () => {
  const draw = random(12);
  for (let round = 0; round < 20; round++) {
    let rate = 5;
    const counts = Array.from({ length: 260 }, () => {
      if (draw.next() < 0.04) rate = 0.5 + 15 * draw.next();
      return poisson(draw, rate);
    });
    const exposure = counts.map(() => (draw.next() < 0.1 ? 0.35 : 1));
    const penalty = 3 * Math.log(260);
    const least = [-penalty];
    for (let end = 1; end <= 260; end++) {
      const choices = least.map((before, begin) =>
        end - begin < 3
          ? Number.POSITIVE_INFINITY
          : before +
            penalty +
            objective({ counts: counts.slice(begin, end), exposure: exposure.slice(begin, end) }, [], 0),
      );
      least.push(Math.min(...choices));
    }
    expect(objective({ counts, exposure }, changePoints({ counts, exposure }), penalty)).toBeCloseTo(
      least[260] ?? Number.NaN,
      7,
    );
  }
});

describe('the dispersion of successive counts', () => {
  it('by hand: mean χ² of two counts given their sum', () => {
    // 4 and 2, of 6: (2 − 3)² ÷ (6 × ½ × ½) = ⅔; 2 and 0: (0 − 1)² ÷ ½ = 2; 0 and 0 say nothing; 0 and 1: 1.
    expect(successiveDispersion(ordinary([4, 2, 0, 0, 1]), [])).toBeCloseTo((2 / 3 + 2 + 1) / 3, 12);
    // The fall from 4 to 2 is a change of level.
    expect(successiveDispersion(ordinary([4, 2, 0, 0, 1]), [1])).toBeCloseTo(1.5, 12);
    // 8 in an ordinary week, 2 in a quarter of one: as expected.
    expect(successiveDispersion({ counts: [8, 2], exposure: [1, 0.25] }, [])).toBeCloseTo(0, 12);
    // 8 and 7: 3 of 15 were expected; (7 − 3)² ÷ (15 × ⅕ × ⅘).
    expect(successiveDispersion({ counts: [8, 7], exposure: [1, 0.25] }, [])).toBeCloseTo(16 / 2.4, 12);
    expect(successiveDispersion(ordinary([0, 0, 0]), [])).toBeNull();
    expect(successiveDispersion(ordinary([5]), [])).toBeNull();
  });

  it.each([0.3, 2, 20])('is 1 for Poisson counts of mean %d, whatever the exposure', (rate) => {
    const draw = random(41);
    const exposure = Array.from({ length: 20_000 }, () => (draw.next() < 0.2 ? 0.35 : 1));
    const counts = exposure.map((share) => poisson(draw, rate * share));
    expect(successiveDispersion({ counts, exposure }, [])).toBeCloseTo(1, 1);
  });

  it('is never told below 1, nor the price of a change lowered', () => {
    const even = ordinary([5, 5, 5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(scatteredChangePoints(even)).toEqual({ changes: [8], dispersion: 1 });
  });
});

/** Share of drawn series in which a change is found. */
function shareChanged(seed: number, series: number, find: (counts: ExposedCounts) => readonly number[], draws: Draws) {
  const draw = random(seed);
  let changed = 0;
  for (let k = 0; k < series; k++) {
    const counts = Array.from({ length: draws.weeks }, () => draws.count(draw));
    if (find(ordinary(counts)).length > 0) changed++;
  }
  return changed / series;
}

interface Draws {
  readonly weeks: number;
  count(draw: Random): number;
}

const scattered = (counts: ExposedCounts): readonly number[] => scatteredChangePoints(counts).changes;

describe('where nothing changes', () => {
  const rates = [0.3, 1, 3, 10, 30];

  // The fewer the weeks, the lower the price: 3 ln n. Each share of 1000 series is right to about 0.4 points.
  it.each([
    [26, 0.025],
    [52, 0.02],
    [104, 0.012],
  ])('finds a change in few series of Poisson counts, over %d weeks in at most %d of them', (weeks, most) => {
    const shares = rates.map((rate) =>
      shareChanged(21, 1000, scattered, { weeks, count: (draw) => poisson(draw, rate) }),
    );
    console.info(`False changes in ${weeks} weeks at ${rates.join(', ')} a week: ${shares.join(', ')}`);
    for (const share of shares) expect(share).toBeLessThan(most);
  });

  it('finds none more often when the same members come or not, each by chance', () => {
    // 30 members, each of whom comes in 3 weeks of 10: less scattered than Poisson.
    const count = (draw: Random) => Array.from({ length: 30 }, () => draw.next()).filter((u) => u < 0.3).length;
    expect(shareChanged(22, 1000, scattered, { weeks: 52, count })).toBeLessThan(0.01);
  });

  it('is not fooled by people who come in waves, as it would be at the price for Poisson counts', () => {
    // 6 or 14 a week by chance: variance 10 + 16 with a mean of 10, more than any public log of the tests (median 2).
    const waves = { weeks: 52, count: (draw: Random) => poisson(draw, draw.next() < 0.5 ? 6 : 14) };
    const [told, atPoissonPrice] = [scattered, changePoints].map((find) =>
      shareChanged(23, 1000, (counts) => find(counts), waves),
    );
    console.info(
      `False changes in 52 weeks scattered 2.6 times as widely: ${told}, at the plain price ${atPoissonPrice}`,
    );
    expect(told).toBeLessThan(0.06);
    expect(atPoissonPrice).toBeGreaterThan(0.3);
  });
});

describe('a planted change', () => {
  // 11 contributors a week, then 4, over a year with August at 0.35 and two weeks of the turn of the year at 0.25.
  const exposure = Array.from({ length: 52 }, (_, week) => (week >= 30 && week < 34 ? 0.35 : week >= 51 ? 0.25 : 1));

  it.each([
    [11, 4],
    [4, 11],
    [20, 10],
    [8, 0],
  ])('from %d to %d a week is dated within two weeks, nine times in ten', (before, after) => {
    const draw = random(31);
    let near = 0;
    let other = 0;
    for (let round = 0; round < 300; round++) {
      const planted = 10 + draw.below(14);
      const counts = exposure.map((share, week) => poisson(draw, share * (week < planted ? before : after)));
      const found = scattered({ counts, exposure });
      if (found.some((week) => Math.abs(week - planted) <= 2)) near++;
      if (found.some((week) => Math.abs(week - planted) > 4)) other++;
    }
    console.info(`From ${before} to ${after}: ${near} of 300 dated within two weeks, ${other} with another change`);
    expect(near).toBeGreaterThan(270);
    expect(other).toBeLessThan(15);
  });
});
