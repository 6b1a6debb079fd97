import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/composite-mean.json' with { type: 'json' };
import { midrankPercentiles } from '../../server/graph/statistics.ts';
import { geometricComposite, logContribution, percentileInstead } from '../../server/models/composite.ts';

const weights = [0.2, 0.2, 0.15, 0.2, 0.1, 0.15];
const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 40 });

describe('the geometric composite', () => {
  it.each(Object.entries(oracle.inputs))('%s', (name, percentiles) => {
    const [score] = geometricComposite(
      percentiles.map((q) => [q]),
      percentiles.map(() => 1 / percentiles.length),
    );
    const expected = oracle.cases[name as keyof typeof oracle.cases].geometric;
    expect(Math.abs(Number(score) - expected)).toBeLessThan(1e-9);
  });

  it('is explained exactly: log contributions add up to ln(score ÷ 0.5)', () => {
    const percentile = fc.double({ min: 0.0001, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(percentile, { minLength: 6, maxLength: 6 }), (percentiles) => {
        const [score] = geometricComposite(
          percentiles.map((q) => [q]),
          weights,
        );
        const sum = percentiles.reduce((total, q, f) => total + logContribution(q, weights[f] ?? 0), 0);
        expect(Math.abs(sum - Math.log(Number(score) / 0.5))).toBeLessThan(1e-12);
      }),
    );
  });

  it('keeps every score when all raw values double: only the order counts', () => {
    fc.assert(
      fc.property(values, (raw) => {
        const score = (factor: number) => geometricComposite([midrankPercentiles(raw.map((v) => v * factor))], [1]);
        expect([...score(2)]).toEqual([...score(1)]);
      }),
    );
  });

  it('rises with each part', () => {
    const at = (q: number) => Number(geometricComposite([[q], [0.4]], [0.5, 0.5])[0]);
    expect(at(0.8)).toBeGreaterThan(at(0.7));
  });
});

describe('a percentile with another value', () => {
  it('equals ranking everybody again', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: 0, max: 20 }), (raw, seed, value) => {
        const who = seed % raw.length;
        const changed = raw.map((own, i) => (i === who ? value : own));
        const sorted = Float64Array.from(raw).sort();
        const instead = percentileInstead(sorted, raw[who] ?? 0, value);
        expect(Math.abs(instead - Number(midrankPercentiles(changed)[who]))).toBeLessThan(1e-12);
      }),
    );
  });
});
