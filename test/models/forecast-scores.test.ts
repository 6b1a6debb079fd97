import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/forecast-scores.json' with { type: 'json' };
import {
  auc,
  aucWithin,
  baseRate,
  brierScore,
  calibrationError,
  corpParts,
  liftOfTopTenth,
  logLoss,
  reliability,
} from '../../server/models/forecast-scores.ts';

const forecasts = (p: readonly number[], came: readonly number[]) => ({ p: Float64Array.from(p), came });
const oneDate = new Uint8Array(20);
const example = forecasts(oracle.p, oracle.y);

describe('scores of a forecast', () => {
  it('equal those of scikit-learn', () => {
    expect(brierScore(example)).toBeCloseTo(oracle.brier, 10);
    expect(auc(example)).toBeCloseTo(oracle.auc, 10);
    expect(logLoss(example)).toBeCloseTo(oracle.log_loss, 10);
    expect(baseRate(oracle.y)).toBe(0.5);
    const corp = corpParts(example);
    expect(corp?.miscalibration).toBeCloseTo(oracle.corp.MCB, 10);
    expect(corp?.discrimination).toBeCloseTo(oracle.corp.DSC, 10);
    expect(corp?.uncertainty).toBe(oracle.corp.UNC);
  });

  it('do not depend on the order of cases', () => {
    const turned = forecasts(oracle.p.toReversed(), oracle.y.toReversed());
    expect(corpParts(turned)).toEqual(corpParts(example));
    expect(auc(turned)).toBe(auc(example));
    expect(liftOfTopTenth(turned, oneDate)).toBe(liftOfTopTenth(example, oneDate));
  });

  it('are null when there is nothing to tell', () => {
    const none = forecasts([], []);
    expect([
      brierScore(none),
      logLoss(none),
      auc(none),
      corpParts(none),
      liftOfTopTenth(none, []),
      baseRate([]),
    ]).toEqual(Array.from({ length: 6 }, () => null));
    expect(calibrationError([])).toBeNull();
    expect(auc(forecasts([0.2, 0.3], [1, 1]))).toBeNull();
    expect(liftOfTopTenth(forecasts([0.2, 0.3], [0, 0]), oneDate)).toBeNull();
  });

  it('cost certainty that failed 13.8, not more', () => {
    expect(logLoss(forecasts([0, 1], [1, 1]))).toBeCloseTo(Math.log(1e6) / 2, 12);
  });

  // 20 cases: the two highest are the tenth; of them one came, of all five.
  it('measure the lift of the top tenth', () => {
    const p = Array.from({ length: 20 }, (_, k) => k / 20);
    const came = p.map((_, k) => (k === 19 || k < 4 ? 1 : 0));
    expect(liftOfTopTenth(forecasts(p, came), oneDate)).toBeCloseTo(0.5 / 0.25, 12);
    // When all forecasts are equal, the top tenth is like the rest.
    expect(
      liftOfTopTenth(
        forecasts(
          p.map(() => 0.4),
          came,
        ),
        oneDate,
      ),
    ).toBeCloseTo(1, 12);
    // Of the four at the border of the tenth half count: (1 + 1/2 of one) of 2.
    const tied = forecasts(
      [0.9, 0.5, 0.5, ...p.slice(0, 17).map(() => 0.1)],
      [1, 1, 0, ...p.slice(0, 17).map(() => 0)],
    );
    expect(liftOfTopTenth(tied, oneDate)).toBeCloseTo(0.75 / 0.1, 12);
  });
});

describe('scores within dates', () => {
  // Two dates, the second at a higher level: each tells its own apart, together they do not.
  const mixed = forecasts([0.1, 0.2, 0.6, 0.7, 0.8], [0, 1, 0, 1, 0]);
  const dates = [1, 1, 2, 2, 2];

  it('compare the cases of one date only', () => {
    // One of one pair, one of two; together three of six.
    expect(aucWithin(mixed, dates)).toBeCloseTo(2 / 3, 12);
    expect(auc(mixed)).toBeCloseTo(3 / 6, 12);
    expect(aucWithin(mixed, [1, 2, 3, 4, 5])).toBeNull();
  });

  it('take the top tenth of each date', () => {
    // 0.2 of a case of the first date, which came, and 0.3 of one of the second, which did not: 0.2 of 0.5, base 2 of 5.
    expect(liftOfTopTenth(mixed, dates)).toBeCloseTo(0.2 / 0.5 / (2 / 5), 12);
  });
});

describe('reliability', () => {
  it('has bins of equal size, equal forecasts together', () => {
    const bins = reliability(forecasts([0.1, 0.1, 0.1, 0.2, 0.8, 0.9], [0, 1, 0, 0, 1, 1]), 3);
    expect(bins.map(({ cases, ...rest }) => ({ cases: [...cases], ...rest }))).toEqual([
      { cases: [0, 1, 2], came: 1, forecast: expect.closeTo(0.1, 12) as number, lowest: 0.1, highest: 0.1 },
      { cases: [3], came: 0, forecast: 0.2, lowest: 0.2, highest: 0.2 },
      { cases: [4, 5], came: 2, forecast: expect.closeTo(0.85, 12) as number, lowest: 0.8, highest: 0.9 },
    ]);
    // |0.3 − 1| + |0.2 − 0| + |1.7 − 2| over six cases.
    expect(calibrationError(bins)).toBeCloseTo((0.7 + 0.2 + 0.3) / 6, 12);
  });

  it('has two bins when only two numbers are ever said', () => {
    const p = Array.from({ length: 40 }, (_, k) => (k % 4 === 0 ? 0.9 : 0.2));
    const bins = reliability(
      forecasts(
        p,
        p.map((own) => Number(own > 0.5)),
      ),
    );
    expect(bins.map(({ cases, came }) => [cases.length, came])).toEqual([
      [30, 0],
      [10, 10],
    ]);
  });
});
