import { describe, expect, it } from 'vitest';
import { simulateAugust, simulatedDeaths } from '../bench/august-simulation.ts';

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Infinity;

// One of the simulations of test/bench/august.bench.ts, which runs six and asks for the same on their mean.
describe('two years of 200 simulated communities, 40 of which die', () => {
  const { fixed60, own } = simulateAugust(5);

  it('raises at most a third of the false alarms of a rule of 60 days, and a tenth of those of August', () => {
    expect(fixed60.falseAlarms).toBeGreaterThan(120);
    expect(own.falseAlarms).toBeLessThanOrEqual(fixed60.falseAlarms / 3);
    expect(own.inAugust).toBeLessThanOrEqual(fixed60.inAugust / 10);
  });

  it('finds as many deaths, but for 5 points, as soon as that rule, but for 2 days', () => {
    expect(own.delays.length).toBeGreaterThanOrEqual(fixed60.delays.length - 0.05 * simulatedDeaths);
    expect(median(own.delays)).toBeLessThanOrEqual(median(fixed60.delays) + 2);
  });
});
