import type { EntityKind } from '../backtest/silence-history.ts';
import type { SilenceRun } from '../backtest/silence-runs.ts';
import type { Row } from '../contract/results.ts';
import { caseGroups } from '../models/case-groups.ts';
import { dayText } from '../models/day-number.ts';
import { baseRate, brierScore } from '../models/forecast-scores.ts';
import { bestOf, forecastsOf, scoredCases } from '../models/silence-comparison.ts';
import { calibratedRules, overKinds } from './backtest-dormancy.ts';
import { defineMetric } from './define.ts';

/** Whether the forecasts of silence have drifted: what was announced and what came, by month of the forecast. */
export const dormancyByMonth = defineMetric({
  id: 'dormancy-by-month',
  shape: 'table',
  unit: 'share',
  family: 'backtest',
  label: { fr: 'Prévision du silence, mois par mois', en: 'Forecast of silence, month by month' },
  question: {
    fr: 'Y a-t-il eu des mois où la prévision se trompait davantage ?',
    en: 'Were there months in which the forecast erred more?',
  },
  definition: {
    fr: 'Les prévisions passées de la prévision combinée, par mois où elles ont été faites : probabilité moyenne annoncée, part restée silencieuse ensuite et erreur, à côté de celle de la meilleure règle de jours calibrée. Quand l’annoncé s’écarte de l’observé plusieurs mois de suite, la prévision dérive : quelque chose a changé que le passé n’avait pas appris.',
    en: 'Past forecasts of the combined forecast, by the month in which they were made: mean probability announced, share that stayed silent afterwards and error, beside that of the best calibrated rule of days. When what is announced parts from what is observed for several months, the forecast drifts: something has changed that the past had not taught.',
  },
  formula:
    'by month of the origin: forecast = Σ p ÷ n, observed = Σ y ÷ n, drift = forecast − observed, brier = Σ (p − y)² ÷ n',
  range: { fr: 'Parts de 0 à 1 ; écart de −1 à 1', en: 'Shares from 0 to 1; drift from −1 to 1' },
  nullRule: {
    fr: 'Seulement les mois dont l’issue est connue. Un mois de moins de cinq personnes ou communautés ne montre pas ses chiffres.',
    en: 'Only months whose outcome is known. A month of fewer than five people or communities does not show its figures.',
  },
  reference: 'Brier (1950); Tashman (2000), Int. J. Forecasting 16 (rolling origins).',
  needs: ['times'],
  columns: [
    { key: 'entity_kind', label: { fr: 'Sur qui', en: 'About whom' }, unit: 'text' },
    { key: 'month', label: { fr: 'Mois', en: 'Month' }, unit: 'date' },
    { key: 'forecast', label: { fr: 'Probabilité annoncée', en: 'Probability announced' }, unit: 'share' },
    { key: 'observed', label: { fr: 'Part restée silencieuse', en: 'Share that stayed silent' }, unit: 'share' },
    { key: 'drift', label: { fr: 'Annoncé moins observé', en: 'Announced less observed' }, unit: 'index' },
    { key: 'brier', label: { fr: 'Score de Brier', en: 'Brier score' }, unit: 'index' },
    { key: 'rule_brier', label: { fr: 'Brier de la meilleure règle', en: 'Brier of the best rule' }, unit: 'index' },
    { key: 'cases', label: { fr: 'Cas', en: 'Cases' }, unit: 'count' },
    { key: 'entities', label: { fr: 'Communautés ou personnes', en: 'Communities or people' }, unit: 'count' },
  ],
  privacy: { people: ['entities'], keep: ['entity_kind', 'month'] },
  version: 1,
  compute: overKinds(rowsOf),
});

function rowsOf(kind: EntityKind, { task, origins }: SilenceRun): Row[] {
  const cases = scoredCases(task, origins);
  const rule = bestOf(cases, calibratedRules);
  if (rule === null) return [];
  const monthOf = (position: number): string => `${dayText(cases.origin[position] as number).slice(0, 7)}-01`;
  return caseGroups(cases, monthOf).map(([month, own]) => {
    const forecasts = forecastsOf(own, 'combined');
    const forecast = forecasts.p.reduce((sum, p) => sum + p, 0) / own.came.length;
    const observed = baseRate(own.came);
    return {
      entity_kind: kind,
      month,
      forecast,
      observed,
      drift: observed === null ? null : forecast - observed,
      brier: brierScore(forecasts),
      rule_brier: brierScore(forecastsOf(own, rule)),
      cases: own.came.length,
      entities: new Set(own.entity).size,
    };
  });
}
