import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { midrankPercentiles } from '../../server/graph/statistics.ts';
import { geometricComposite } from '../../server/models/composite.ts';
import { RankedComposite } from '../../server/models/ranked-composite.ts';

const weights = [0.5, 0.2, 0.3];
const plain = (parts: readonly Float64Array[]) => geometricComposite(parts.map(midrankPercentiles), weights);
function ranked(composite: RankedComposite, parts: readonly Float64Array[], subjects: number): Float64Array {
  const scores = new Float64Array(subjects);
  composite.of(parts, weights, scores);
  return scores;
}

// Numbers that many share, of both signs, some that differ in their last bits alone.
const value = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 1 + 2 ** -52, 1 + 2 ** -51, -1 - 2 ** -52, 2 ** -1074, 1e300),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

it('is bit by bit the geometric mean of the mid-ranks, time after time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.infiniteStream(value), (subjects, stream) => {
      const composite = new RankedComposite(subjects);
      for (let time = 0; time < 2; time++) {
        const parts = weights.map(() => Float64Array.from({ length: subjects }, () => stream.next().value));
        expect(ranked(composite, parts, subjects)).toEqual(plain(parts));
      }
    }),
  );
});

it('also of more subjects than a comparison sort would take', () => {
  const subjects = 5000;
  const parts = weights.map((_, p) =>
    Float64Array.from({ length: subjects }, (_each, i) => Math.sin(i * (p + 1)) * (i % 3 === 0 ? 0 : 1e6)),
  );
  expect(ranked(new RankedComposite(subjects), parts, subjects)).toEqual(plain(parts));
});
