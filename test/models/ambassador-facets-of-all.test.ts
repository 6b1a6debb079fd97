import { describe, expect, it } from 'vitest';
import { facetIds, facetsWithout } from '../../server/models/ambassador-facets.ts';
import { facetsOfAll, facetsOn } from '../../server/models/ambassador-facets-of-all.ts';
import { resampledWeeks } from '../../server/models/bootstrap-tiers.ts';
import { exchangeOn } from '../../server/models/written-exchange.ts';
import { randomEvidence } from '../support/random-ambassadors.ts';

const weeks = 5;
const people = Uint32Array.from({ length: 40 }, (_, k) => k).filter((person) => person % 7 !== 3);

describe.each([true, false])('the facets of all together (questions known: %s)', (knowsQuestions) => {
  const evidence = randomEvidence(20_261_122, 40, weeks, knowsQuestions);
  const all = facetsOfAll(evidence, people);
  const resamples = resampledWeeks(weeks, { draws: 6, seed: 3 });

  it.each([0, 1, 2, 3, 4, 5])('are those of each person alone on resample %d', (draw) => {
    const counts = resamples.subarray(draw * weeks, (draw + 1) * weeks);
    const alone = facetsWithout(evidence, exchangeOn(evidence.written, counts), people, counts);
    const found = all(counts);
    people.forEach((person, k) => {
      const expected = alone(person, -1);
      facetIds.forEach((id, f) => expect(found[id][k], `${id} of ${person}`).toBeCloseTo(expected[f] ?? NaN, 12));
    });
    expect(new Set(found.reach).size).toBeGreaterThan(5);
  });

  it('take other weights of the lines', () => {
    const counts = new Uint8Array(weeks).fill(1);
    const weight = evidence.written.weight.map((one, k) => one * (1 + (k % 3)));
    const found = all(counts, weight);
    const heavier = facetsOn({ ...evidence, written: { ...evidence.written, weight } }, people, counts);
    expect(found).toEqual(heavier);
    expect(found.reach).not.toEqual(facetsOn(evidence, people, counts).reach);
  });
});
