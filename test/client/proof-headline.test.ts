import { describe, expect, test } from 'vitest';
import { proofHeadline } from '../../client/pages/backtest/headline.ts';

const silence = (kind: string, verdict: string) => ({ entity_kind: kind, forecaster: 'combined', verdict });
const ranking = (name: string, verdict: string | null) => ({ outcome: 'newcomers', ranking: name, verdict });
/** Keys in place of texts, with what they are given. */
const t = (key: string, values: Record<string, unknown> = {}) =>
  key.endsWith('.both')
    ? `${String(values.silence)} + ${String(values.ambassadors)}`
    : key.replace('backtest.headline.', '');
const headline = (...[one, other]: [Parameters<typeof proofHeadline>[0], Parameters<typeof proofHeadline>[1]]) =>
  proofHeadline(one, other, { t: t as never });

describe('the headline of the proofs', () => {
  test('tells a forecast that holds for all, for one kind or for none', () => {
    expect(headline([silence('community', 'better'), silence('member', 'better')], [])).toBe('silence.holds');
    expect(headline([silence('community', 'better'), silence('member', 'not_better')], [])).toBe('silence.partly');
    expect(headline([silence('member', 'not_better')], [])).toBe('silence.fails');
  });

  test('tells a score that beats a count, only chance, or nothing', () => {
    const rows = (count: string, chance: string) => [
      ranking('ambassadors', null),
      ranking('contributions', count),
      ranking('random', chance),
    ];
    expect(headline([], rows('better', 'better'))).toBe('Ambassadors.holds');
    expect(headline([], rows('no_difference', 'better'))).toBe('Ambassadors.chance');
    expect(headline([], rows('worse', 'no_difference'))).toBe('Ambassadors.fails');
  });

  test('joins both, and says nothing of nothing', () => {
    expect(
      headline([silence('member', 'better')], [ranking('contributions', 'better'), ranking('random', 'better')]),
    ).toBe('silence.holds + ambassadors.holds');
    expect(headline([], [])).toBeNull();
  });
});
