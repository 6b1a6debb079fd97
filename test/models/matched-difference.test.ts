import { describe, expect, it } from 'vitest';
import { matchedDifference } from '../../server/models/matched-difference.ts';

const sizes = [10, 20, 30, 45, 70];

describe('a difference at like size', () => {
  it('compares each with others of its size only', () => {
    // Values grow with size, and subjects have 2 more than others of their size: comparing all with all would not say 2.
    const subjects = sizes.slice(2).map((size) => ({ size, value: size + 2 }));
    const others = sizes.map((size) => ({ size, value: size }));
    const same = { size: 30, value: 32 };
    expect(matchedDifference([...subjects, same, same], others, 1)).toEqual({
      matched: 5,
      difference: expect.closeTo(2, 9) as number,
      lower: expect.closeTo(2, 9) as number,
      upper: expect.closeTo(2, 9) as number,
    });
  });

  it('has an interval as wide as the subjects differ', () => {
    // Gaps 0 and 10, five each: the mean of ten draws has a standard deviation of 5 / √10.
    const subjects = Array.from({ length: 10 }, (_, i) => ({ size: 10, value: i % 2 === 0 ? 0 : 10 }));
    const found = matchedDifference(subjects, [{ size: 9, value: 0 }], 1);
    expect(found?.difference).toBe(5);
    const half = 1.96 * (5 / Math.sqrt(10));
    expect(Math.abs((found?.upper ?? 0) - (5 + half))).toBeLessThan(1);
    expect(Math.abs((found?.lower ?? 0) - (5 - half))).toBeLessThan(1);
  });

  it('is not given for fewer than five with a match', () => {
    const alone = { size: 1000, value: 3 };
    expect(matchedDifference([alone, alone, alone, alone, alone], [{ size: 10, value: 1 }], 1)).toBeNull();
  });
});
