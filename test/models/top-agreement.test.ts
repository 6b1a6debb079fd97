import { expect, it } from 'vitest';
import { topAgreement } from '../../server/models/top-agreement.ts';

const values = (...list: number[]) => Float64Array.from(list);

it('compares the upper half of a short list, by order and by who is still there', () => {
  // Top of six: 9, 8, 7. After: the first two swapped and the third overtaken by the fourth; one of three pairs turned.
  expect(topAgreement(values(9, 8, 7, 6, 5, 4), values(8, 9, 3, 7, 2, 1))).toEqual({
    top: 3,
    tau: expect.closeTo(1 / 3, 12),
    changed: 1,
  });
});

it('compares at most fifty, and nobody who has nothing', () => {
  const long = Float64Array.from({ length: 300 }, (_, k) => 300 - k);
  expect(topAgreement(long, long)).toEqual({ top: 50, tau: 1, changed: 0 });
  expect(topAgreement(values(3, 2, 0, 0), values(3, 2, 0, 0)).top).toBe(1);
  expect(topAgreement(values(), values())).toEqual({ top: 0, tau: null, changed: 0 });
});

it('has no tau when nobody is told apart', () => {
  expect(topAgreement(values(1, 1, 1, 1), values(1, 2, 3, 4)).tau).toBeNull();
});
