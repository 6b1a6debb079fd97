import { describe, expect, it } from 'vitest';
import { minimise } from '../../server/models/nelder-mead.ts';

describe('the simplex of Nelder and Mead', () => {
  it('follows the valley of Rosenbrock to (1, 1)', () => {
    const { at, value } = minimise(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
    expect(at[0]).toBeCloseTo(1, 6);
    expect(at[1]).toBeCloseTo(1, 6);
    expect(value).toBeLessThan(1e-12);
  });

  it('leaves a start at 0 and stays out of where the function is not defined', () => {
    // ln x is not defined below 0; x − ln x is smallest at 1.
    const { at } = minimise(([x = 0]) => (x <= 0 ? Number.NaN : x - Math.log(x)), [0]);
    expect(at[0]).toBeCloseTo(1, 6);
  });

  it('stops when its evaluations are used up', () => {
    let used = 0;
    minimise(
      ([x = 0]) => {
        used += 1;
        return x;
      },
      [1],
      { evaluations: 50, restart: false },
    );
    expect(used).toBeGreaterThanOrEqual(50);
    expect(used).toBeLessThan(55);
  });
});
