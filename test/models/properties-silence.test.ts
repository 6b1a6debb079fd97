import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliveProbability, type MbgNbd, silenceForecast } from '../../server/models/mbg-nbd.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Populations from the busiest to the quietest, and from those that stay to those that leave. */
const population: fc.Arbitrary<MbgNbd> = fc.record({
  r: real(0.1, 10),
  alpha: real(0.5, 200),
  a: real(0.05, 5),
  b: real(0.05, 20),
});
const horizon = real(1, 365);
const span = real(1, 10_000);
const times = fc.integer({ min: 1, max: 10_000 });
/** Rounding of sums of logarithms of numbers up to 10,000. */
const rounding = 1e-9;

describe('the probability of silence', () => {
  it('is one, and so is that of being alive, whatever the history up to 10,000 days and words', () => {
    fc.assert(
      fc.property(population, times, span, real(0, 1), horizon, (model, x, T, share, days) => {
        for (const p of [silenceForecast(model, x, share * T, T, days), aliveProbability(model, x, share * T, T)]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('does not fall with the quiet at the end of the same span', () => {
    fc.assert(
      fc.property(population, times, span, real(0, 1), real(0, 1), horizon, (model, x, T, one, other, days) => {
        const [early, late] = [Math.min(one, other) * T, Math.max(one, other) * T];
        const quieter = silenceForecast(model, x, early, T, days);
        expect(quieter).toBeGreaterThanOrEqual(silenceForecast(model, x, late, T, days) - rounding);
      }),
    );
  });

  it('does not rise with more words of whoever has just spoken', () => {
    fc.assert(
      fc.property(population, times, times, span, horizon, (model, x, more, T, days) => {
        const busier = silenceForecast(model, x + more, T, T, days);
        expect(busier).toBeLessThanOrEqual(silenceForecast(model, x, T, T, days) + rounding);
      }),
    );
  });

  it('does not fall with a nearer horizon', () => {
    fc.assert(
      fc.property(population, times, span, real(0, 1), horizon, horizon, (model, x, T, share, one, other) => {
        const near = silenceForecast(model, x, share * T, T, Math.min(one, other));
        expect(near).toBeGreaterThanOrEqual(silenceForecast(model, x, share * T, T, Math.max(one, other)) - rounding);
      }),
    );
  });
});
