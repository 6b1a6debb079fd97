import { expect, it } from 'vitest';
import { reorderingWarning } from '../../server/backtest/tie-variants.ts';

const before = Float64Array.from({ length: 20 }, (_, k) => 20 - k);

it('warns when one of the variants reorders the top, and of nothing else', () => {
  expect(reorderingWarning(before, [before, before.map((value) => 2 * value)])).toEqual([]);
  // The half at the bottom in another order.
  expect(reorderingWarning(before, [before.map((value, k) => (k < 10 ? value : 1 / value))])).toEqual([]);
  expect(reorderingWarning(before, [before, before.toReversed()])).toHaveLength(1);
});
