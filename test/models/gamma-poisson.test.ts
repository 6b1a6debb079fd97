import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/gamma-poisson-silence.json' with { type: 'json' };
import { silenceOfProbability, silenceProbability } from '../../server/models/gamma-poisson.ts';

type Case = readonly [r: number, alpha: number, x: number, span: number, silence: number];
type CaseWithProbability = readonly [...Case, probability: number];

describe('the probability of a silence', () => {
  it.each(oracle['cases_[r,alpha,x,T,s,P]'] as unknown as CaseWithProbability[])(
    'r %d, alpha %d, x %d, T %d, s %d',
    (...given) => {
      const [r, alpha, x, span, silence, probability] = given;
      expect(Math.abs(silenceProbability({ r, alpha }, x, span, silence) - probability)).toBeLessThan(1e-9);
    },
  );

  it.each(oracle['s_0.05_cases_[r,alpha,x,T,s]'] as unknown as Case[])(
    '5 %%: r %d, alpha %d, x %d, T %d',
    (...given) => {
      const [r, alpha, x, span, silence] = given;
      expect(Math.abs(silenceOfProbability({ r, alpha }, x, span, 0.05) - silence)).toBeLessThan(1e-6);
    },
  );

  const spans = fc.double({ min: 0, max: 10_000, noNaN: true });
  const prior = fc.record({
    r: fc.double({ min: 0.1, max: 10, noNaN: true }),
    alpha: fc.double({ min: 1, max: 100, noNaN: true }),
  });

  it('is a probability and falls as the silence lasts', () => {
    fc.assert(
      fc.property(prior, fc.nat(10_000), spans, spans, spans, (p, x, span, silence, more) => {
        const short = silenceProbability(p, x, span, silence);
        expect(short).toBeGreaterThanOrEqual(0);
        expect(short).toBeLessThanOrEqual(1);
        expect(silenceProbability(p, x, span, silence + more)).toBeLessThanOrEqual(short);
      }),
    );
  });

  it('falls with the number of active days of the same span: a busy community that stops is more suspect', () => {
    fc.assert(
      fc.property(prior, fc.nat(1000), spans, spans, (p, x, span, silence) => {
        expect(silenceProbability(p, x + 1, span, silence)).toBeLessThanOrEqual(
          silenceProbability(p, x, span, silence),
        );
      }),
    );
  });
});
