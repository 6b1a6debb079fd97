import { describe, expect, it } from 'vitest';
import hazard from '../../fixtures/oracle/discrete-time-hazard.json' with { type: 'json' };
import { fitLogit, logOdds, predictor, sigmoid } from '../../server/models/ridge-logit.ts';

const free = { strength: [0, 0, 0], target: [0, 0, 0] };

describe('logistic regression', () => {
  it('equals statsmodels on person-weeks', () => {
    const rows = hazard['rows_[id,week,exposed,event]'] as [number, number, number, number][];
    const { weights, settled } = fitLogit(
      {
        count: rows.length,
        width: 3,
        features: Float64Array.from(rows.flatMap(([, week, exposed]) => [1, exposed, week])),
        outcome: rows.map(([, , , event]) => event),
        weight: rows.map(() => 1),
      },
      free,
    );
    expect(settled).toBe(true);
    hazard['logit_[const,exposed,week]'].coef.forEach((coefficient, j) => {
      expect(weights[j]).toBeCloseTo(coefficient, 8);
    });
  });

  const cases = {
    count: 6,
    width: 3,
    features: Float64Array.of(1, 0.5, -1, 1, -1.5, 2, 1, 2, 0.3, 1, 0, 0, 1, 1, 1, 1, -2, -0.7),
    outcome: [1, 0, 1, 0, 0, 1],
    weight: [1, 2, 0.5, 1, 1.5, 1],
  };

  it('weighs cases and pulls weights to their targets, as scipy 1.17.1 (BFGS) finds', () => {
    const { weights } = fitLogit(cases, { strength: [0.01, 2, 5], target: [0, 0, 1] });
    [-0.74415672, 0.0815624, 0.29781363].forEach((expected, j) => expect(weights[j]).toBeCloseTo(expected, 7));
  });

  it('gives a column of zeros no weight, and does not run away from separated cases', () => {
    const { weights, settled } = fitLogit(
      {
        count: 4,
        width: 2,
        features: Float64Array.of(-1, 0, -2, 0, 1, 0, 2, 0),
        outcome: [0, 0, 1, 1],
        weight: [1, 1, 1, 1],
      },
      { strength: [0, 0], target: [0, 0] },
    );
    expect(weights[1]).toBe(0);
    expect(settled).toBe(true);
    expect(predictor(weights, Float64Array.of(-2, 0, 2, 0), 0)).toBeLessThan(-5);
    expect(Number.isFinite(weights[0])).toBe(true);
  });

  it('turns chances into odds and back', () => {
    expect(sigmoid(logOdds(0.3))).toBeCloseTo(0.3, 12);
    expect([logOdds(0), logOdds(1)]).toEqual([-30, 30]);
  });
});
