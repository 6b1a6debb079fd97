import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/rank-aggregation.json' with { type: 'json' };
import { borda, copeland, kendallW } from '../../server/models/rank-aggregation.ts';

const names = Object.keys(oracle.borda);
/** Higher is better: the position from the end. */
const parts = Object.values(oracle.rankings_best_first).map((order) =>
  names.map((name) => names.length - order.indexOf(name)),
);
const named = (values: Float64Array) => Object.fromEntries(names.map((name, i) => [name, values[i]]));

describe('four rankings of five people', () => {
  it('Borda', () => expect(named(borda(parts))).toEqual(oracle.borda));
  it('Copeland', () => expect(named(copeland(parts))).toEqual(oracle.copeland));
  it('Kendall’s W', () => expect(Math.abs(Number(kendallW(parts)) - oracle.kendall_w)).toBeLessThan(1e-9));
});

describe('Kendall’s W', () => {
  it('is 1 when all agree, ties included, and null when nobody can be told apart', () => {
    expect(
      kendallW([
        [1, 2, 2, 3],
        [10, 20, 20, 30],
      ]),
    ).toBeCloseTo(1, 12);
    expect(
      kendallW([
        [1, 2, 3],
        [3, 2, 1],
      ]),
    ).toBeCloseTo(0, 12);
    expect(
      kendallW([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
    expect(kendallW([])).toBeNull();
  });
});
