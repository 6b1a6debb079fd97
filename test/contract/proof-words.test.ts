import { describe, expect, it } from 'vitest';
import {
  ambassadorVerdict,
  forecasterWords,
  outcomeWords,
  rankingWords,
  silenceVerdict,
  stillActiveVerdict,
  verdictWords,
} from '../../server/contract/proof-words.ts';
import { outcomeIds, rankingIds } from '../../server/backtest/ambassador-origins.ts';
import { silenceForecasters } from '../../server/models/silence-origin.ts';

const recency = { entity_kind: 'community', forecaster: 'recency', brier: 0.0297 };
const combined = {
  entity_kind: 'community',
  forecaster: 'combined',
  best_baseline: 'recency',
  brier: 0.0147,
  baseline_reduction: 0.503,
  baseline_lower: 0.257,
  baseline_upper: 0.784,
  still_active: 1115,
  still_active_lift: 6.67,
};

describe('the verdict on the forecast of silence', () => {
  it('names the best baseline with both errors and the interval when it is better', () => {
    const rows = [recency, { ...combined, verdict: 'better' }];
    const said = silenceVerdict(rows, 'community');
    expect(said?.fr.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'Meilleure que toutes les règles simples. Son erreur (Brier) est de 0,0147, contre 0,0297 pour la meilleure d’entre elles, la table des jours de silence : 50 % de moins (de 26 % à 78 %).',
    );
    expect(said?.en).toBe(
      'Better than every plain rule. Its error (Brier) is 0.0147, against 0.0297 for the best of them, the table of quiet days: 50% less (26% to 78%).',
    );
    expect(silenceVerdict(rows, 'member')).toBeNull();
  });

  it('says plainly that it is not better', () => {
    const rows = [recency, { ...combined, brier: 0.03, verdict: 'not_better' }];
    expect(silenceVerdict(rows, 'community')?.en).toBe(
      'Not better than the table of quiet days on these data: error (Brier) of 0.0300 against 0.0297. A plain rule is enough here.',
    );
  });

  it('says what it knows of those still active, when there are any', () => {
    expect(stillActiveVerdict([combined], 'community')?.en).toContain('Among the 1,115 cases still active');
    expect(stillActiveVerdict([combined], 'community')?.en).toContain('6.7 times as often');
    expect(stillActiveVerdict([{ ...combined, still_active_lift: null }], 'community')).toBeNull();
  });
});

describe('the verdict on the ambassador score', () => {
  const row = (ranking: string, verdict: string | null) => ({
    outcome: 'newcomers',
    ranking,
    verdict,
    first: 25,
    precision: 0.41,
    base_rate: 0.06,
  });

  it('tells what it beats, what it does not surely beat and what beats it', () => {
    const rows = [
      row('ambassadors', null),
      row('contributions', 'worse'),
      row('pagerank', 'no_difference'),
      row('random', 'better'),
    ];
    expect(ambassadorVerdict(rows, 'newcomers')?.en).toBe(
      'Among the first 25 of the score, 41% succeeded (bring at least one newcomer to write within 90 days), against 6% by chance. Better than chance. Not surely better than PageRank of the same day. Worse than the number of contributions.',
    );
    expect(ambassadorVerdict(rows, 'people_who_wrote')).toBeNull();
  });
});

it('has words for every code of the proofs', () => {
  expect(Object.keys(forecasterWords).sort()).toEqual([...silenceForecasters].sort());
  expect(Object.keys(rankingWords)).toEqual([...rankingIds]);
  expect(Object.keys(outcomeWords)).toEqual([...outcomeIds]);
  expect(Object.keys(verdictWords).sort()).toEqual(['better', 'no_difference', 'not_better', 'worse']);
});
