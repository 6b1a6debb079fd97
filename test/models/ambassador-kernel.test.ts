import { afterAll, describe, expect, it } from 'vitest';
import { midrankPercentiles } from '../../server/graph/statistics.ts';
import { KernelPool } from '../../server/graph/workers/kernel-pool.ts';
import { facetIds, facetsWithout } from '../../server/models/ambassador-facets.ts';
import { facetsOn } from '../../server/models/ambassador-facets-of-all.ts';
import { type AmbassadorTrials, tryAmbassadors } from '../../server/models/ambassador-kernel.ts';
import { resampledWeeks, shareInTop } from '../../server/models/bootstrap-tiers.ts';
import { geometricComposite } from '../../server/models/composite.ts';
import { everyWeekOnce, exchangeOn, strongestWriters } from '../../server/models/written-exchange.ts';
import { randomEvidence } from '../support/random-ambassadors.ts';

const weeks = 6;
const evidence = randomEvidence(7, 60, weeks, true);
const people = Uint32Array.from({ length: 55 }, (_, k) => k);
const once = everyWeekOnce(weeks);
const weights = Float64Array.of(0.3, 0.1, 0.1, 0.2, 0.1, 0.2);
const options = { draws: 40, seed: 11, top: 0.1 };
const heavier = evidence.written.weight.map((weight, k) => (k % 2 === 0 ? 3 : 1) * weight);
const trials: AmbassadorTrials = {
  evidence,
  people,
  raw: facetsOn(evidence, people, once),
  weights,
  resamples: resampledWeeks(weeks, options),
  top: options.top,
  otherWeights: Float64Array.from([...evidence.written.weight, ...heavier]),
};
const tried = tryAmbassadors(trials);

function scoresOn(counts: Uint8Array, weight = evidence.written.weight): Float64Array {
  const facets = facetsOn({ ...evidence, written: { ...evidence.written, weight } }, people, counts);
  return geometricComposite(
    facetIds.map((id) => midrankPercentiles(facets[id])),
    [...weights],
  );
}

describe('what scores of ambassadors are tried against', () => {
  it('is in the top in the share of the resamples that counting one by one gives', () => {
    expect(tried.stability).toEqual(shareInTop(people.length, weeks, options, (counts) => scoresOn(counts)));
    expect(new Set(tried.stability).size).toBeGreaterThan(5);
  });

  it('has the scores under other weights', () => {
    expect(tried.others).toEqual([scoresOn(once), scoresOn(once, heavier)]);
    expect(tried.others[0]).not.toEqual(tried.others[1]);
  });

  it('ranks each person anew without the one who writes most to them', () => {
    const exchange = exchangeOn(evidence.written, once);
    const without = facetsWithout(evidence, exchange, people, once);
    const others = people.map((person, k) => {
      const { writers } = strongestWriters(exchange, person);
      const values = without(person, writers[0] ?? -1);
      const replaced = facetIds.map((id, f) => {
        const column = Float64Array.from(trials.raw[id]);
        column[k] = values[f] ?? Number.NaN;
        return midrankPercentiles(column);
      });
      expect(writers.length).toBeLessThan(2);
      expect(tried.withoutStrongest[k]).toBeCloseTo(geometricComposite(replaced, [...weights])[k] ?? Number.NaN, 12);
      return writers.length;
    });
    expect(others.includes(1)).toBe(true);
  });

  it('has nothing to say of nobody', () => {
    const nobody = { ...trials, people: new Uint32Array(0), raw: facetsOn(evidence, new Uint32Array(0), once) };
    expect(tryAmbassadors(nobody).stability).toHaveLength(0);
  });
});

const pools = [1, 2, 3].map((size) => new KernelPool(size));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

it.each(pools.map((pool, index) => ({ threads: index + 1, pool })))(
  'a team of $threads gives bit by bit what the calling thread gives',
  async ({ pool }) => expect(await pool.run('ambassadors', trials)).toEqual(tried),
);
