import type { EntityKind } from '../backtest/silence-history.ts';
import type { SilenceRun } from '../backtest/silence-runs.ts';
import type { Row } from '../contract/results.ts';
import { reliability } from '../models/forecast-scores.ts';
import { forecastsOf, scoredCases } from '../models/silence-comparison.ts';
import { wilson } from '../graph/statistics.ts';
import { overKinds } from './backtest-dormancy.ts';
import { defineMetric } from './define.ts';

/** Of the past forecasts of silence around each level, how many came true. */
export const dormancyReliability = defineMetric({
  id: 'dormancy-reliability',
  shape: 'table',
  unit: 'share',
  family: 'backtest',
  label: { fr: 'Fiabilité des probabilités de silence', en: 'Reliability of the probabilities of silence' },
  question: {
    fr: 'Quand Vigie annonçait 70 %, combien se sont tues ?',
    en: 'When Vigie said 70%, how many fell silent?',
  },
  definition: {
    fr: 'Les prévisions passées de la prévision combinée, rangées de la plus basse à la plus haute en dix groupes de même taille : probabilité moyenne annoncée et part restée silencieuse. Les deux sont égales quand les probabilités disent vrai. L’intervalle est large quand les cas sont peu nombreux ; comme une même communauté y revient plusieurs fois, il reste un peu optimiste.',
    en: 'Past forecasts of the combined forecast, from the lowest to the highest in ten groups of equal size: mean probability announced and share that stayed silent. Both are equal when probabilities tell the truth. The interval is wide when cases are few; as the same community comes back several times, it stays a little optimistic.',
  },
  formula: 'forecast = Σ p ÷ n and observed = Σ y ÷ n by decile of p; 95% Wilson interval of observed',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: 'Un groupe de moins de cinq personnes ou communautés ne montre pas ses chiffres.',
    en: 'A group of fewer than five people or communities does not show its figures.',
  },
  reference: 'Bröcker & Smith (2007); Wilson (1927).',
  needs: ['times'],
  columns: [
    { key: 'entity_kind', label: { fr: 'Sur qui', en: 'About whom' }, unit: 'text' },
    { key: 'bin', label: { fr: 'Groupe', en: 'Group' }, unit: 'text' },
    { key: 'forecast', label: { fr: 'Probabilité annoncée', en: 'Probability announced' }, unit: 'share' },
    { key: 'observed', label: { fr: 'Part restée silencieuse', en: 'Share that stayed silent' }, unit: 'share' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'came', label: { fr: 'Cas restés silencieux', en: 'Cases that stayed silent' }, unit: 'count' },
    { key: 'cases', label: { fr: 'Cas', en: 'Cases' }, unit: 'count' },
    { key: 'entities', label: { fr: 'Communautés ou personnes', en: 'Communities or people' }, unit: 'count' },
    { key: 'lowest', label: { fr: 'De', en: 'From' }, unit: 'share' },
    { key: 'highest', label: { fr: 'À', en: 'To' }, unit: 'share' },
  ],
  privacy: { people: ['entities'], keep: ['entity_kind', 'bin'] },
  version: 1,
  compute: overKinds(rowsOf),
});

function rowsOf(kind: EntityKind, { task, origins }: SilenceRun): Row[] {
  const cases = scoredCases(task, origins);
  return reliability(forecastsOf(cases, 'combined')).map((bin, place) => {
    const interval = wilson(bin.came, bin.cases.length);
    return {
      entity_kind: kind,
      bin: String(place + 1),
      forecast: bin.forecast,
      observed: bin.came / bin.cases.length,
      lower: interval?.[0] ?? null,
      upper: interval?.[1] ?? null,
      came: bin.came,
      cases: bin.cases.length,
      entities: new Set(Array.from(bin.cases, (k) => cases.entity[k])).size,
      lowest: bin.lowest,
      highest: bin.highest,
    };
  });
}
