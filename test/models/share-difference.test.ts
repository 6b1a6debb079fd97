import { describe, expect, it } from 'vitest';
import { shareDifference } from '../../server/models/share-difference.ts';

describe('a difference of shares', () => {
  it('has the interval of Newcombe’s own example: 56 of 70 against 48 of 80', () => {
    // Newcombe (1998), table II, example a, method 10: 0.0524 to 0.3339.
    const found = shareDifference([56, 70], [48, 80]);
    expect(found?.difference).toBeCloseTo(0.2, 12);
    expect(found?.lower).toBeCloseTo(0.0524, 4);
    expect(found?.upper).toBeCloseTo(0.3339, 4);
  });

  it('is not known where a share is not', () => {
    expect(shareDifference(null, [1, 2])).toBeNull();
    expect(shareDifference([1, 2], [0, 0])).toBeNull();
  });
});
