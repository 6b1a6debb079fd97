import { describe, expect, it } from 'vitest';
import { forecastShown, outlookOf, stageForeseen } from '../../server/scores/dormancy-outlook.ts';

const forecast = (probability: number, learning = false) => ({ entity: 0, probability, low: 0.1, high: 0.9, learning });
const thresholds = { watch: 0.5, act: 0.7, cases: 40, came: 30 };

describe('the outlook of a community', () => {
  it.each([
    [0.49, false, 'calm'],
    [0.5, false, 'watch'],
    [0.69, false, 'watch'],
    [0.7, false, 'act'],
    [0.9, true, 'watch'],
    [0.4, true, 'calm'],
  ])('at %d, learning %s: %s', (probability, learning, outlook) => {
    expect(outlookOf(forecast(probability, learning), thresholds)).toBe(outlook);
  });

  it('is never to act on when no threshold was right often enough, and nothing without a forecast', () => {
    expect(outlookOf(forecast(0.99), { ...thresholds, act: null })).toBe('watch');
    expect(outlookOf(null, thresholds)).toBeNull();
  });

  it('is shown of those that still speak alone', () => {
    for (const state of ['active', 'alarm', 'monologue', 'broadcast_only'] as const)
      expect(forecastShown(state, forecast(0.3))?.probability).toBe(0.3);
    for (const state of ['dormant', 'finished', 'seasonal', 'never_started', 'no_data'] as const)
      expect(forecastShown(state, forecast(0.3))).toBeNull();
    expect(forecastShown('active', undefined)).toBeNull();
  });

  it('makes growth and maturity a decline from even odds on, unless it is learning', () => {
    expect(stageForeseen('maturity', forecast(0.5))).toBe('decline');
    expect(stageForeseen('growth', forecast(0.8))).toBe('decline');
    expect(stageForeseen('maturity', forecast(0.49))).toBe('maturity');
    expect(stageForeseen('maturity', forecast(0.8, true))).toBe('maturity');
    expect(stageForeseen('launch', forecast(0.8))).toBe('launch');
    expect(stageForeseen('maturity', null)).toBe('maturity');
  });
});
