import { z } from 'zod';
import type { SilenceRun } from '../backtest/silence-runs.ts';
import type { Row } from '../contract/results.ts';
import { sql } from '../facts/sql.ts';
import { caseGroups } from '../models/case-groups.ts';
import { auc, baseRate, brierScore, calibrationError, reliability } from '../models/forecast-scores.ts';
import { bestOf, brierReduction, forecastsOf, scoredCases } from '../models/silence-comparison.ts';
import { calibratedRules, resampling, silenceRunUnder, tooShort } from './backtest-dormancy.ts';
import { defineMetric } from './define.ts';

/** Whether the forecast of silence is worth as much for every type of community. */
export const dormancyByType = defineMetric({
  id: 'dormancy-by-type',
  shape: 'table',
  unit: 'index',
  family: 'backtest',
  label: { fr: 'Prévision du silence, par type de communauté', en: 'Forecast of silence, by type of community' },
  question: {
    fr: 'La prévision vaut-elle autant pour les communautés de projet, de pratique ou de loisirs ?',
    en: 'Is the forecast worth as much for project, practice and leisure communities?',
  },
  definition: {
    fr: 'Les prévisions passées de la prévision combinée, par type de communauté : erreur, part épargnée face à la règle de jours calibrée qui est la meilleure sur l’ensemble, écart de calibrage et aire. Le verdict est « better » quand l’intervalle à 95 % de l’erreur en moins exclut 0 ; un type de peu de communautés est rarement tranché.',
    en: 'Past forecasts of the combined forecast, by type of community: error, share saved against the calibrated rule of days that is the best over all, calibration gap and area. The verdict is "better" when the 95% interval of the error saved excludes 0; a type with few communities is seldom settled.',
  },
  formula:
    'by type: brier = Σ (p − y)² ÷ n; reduction = 1 − brier ÷ brier(rule), interval: percentile bootstrap of the difference over communities, 300 draws',
  range: { fr: 'Brier de 0 (parfait) à 1', en: 'Brier from 0 (perfect) to 1' },
  nullRule: {
    fr: 'Les communautés sans type sont à part (« other »). L’aire est nulle quand tous les cas finissent de même, l’erreur en moins quand la règle ne se trompe jamais.',
    en: 'Communities without a type stand apart ("other"). The area is null when all cases end alike, the error saved when the rule never errs.',
  },
  reference: 'Brier (1950); Tashman (2000), Int. J. Forecasting 16 (rolling origins).',
  needs: ['times', 'communities'],
  columns: [
    { key: 'type', label: { fr: 'Type de communauté', en: 'Type of community' }, unit: 'text' },
    { key: 'brier', label: { fr: 'Score de Brier', en: 'Brier score' }, unit: 'index' },
    { key: 'rule_brier', label: { fr: 'Brier de la meilleure règle', en: 'Brier of the best rule' }, unit: 'index' },
    { key: 'reduction', label: { fr: 'Erreur en moins', en: 'Error saved' }, unit: 'share' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'calibration_error', label: { fr: 'Erreur de calibrage', en: 'Calibration error' }, unit: 'share' },
    { key: 'auc', label: { fr: 'Aire sous la courbe', en: 'Area under the curve' }, unit: 'share' },
    { key: 'base_rate', label: { fr: 'Part restée silencieuse', en: 'Share that stayed silent' }, unit: 'share' },
    { key: 'cases', label: { fr: 'Cas', en: 'Cases' }, unit: 'count' },
    { key: 'communities', label: { fr: 'Communautés', en: 'Communities' }, unit: 'count' },
    { key: 'verdict', label: { fr: 'Verdict', en: 'Verdict' }, unit: 'text' },
  ],
  version: 1,
  compute: async ({ snapshot, filter }) => {
    const run = await silenceRunUnder(snapshot, filter, 'community');
    if (run === null) return { rows: [], reason: tooShort };
    const types = await snapshot.db.all(
      z.object({ community_id: z.string(), type: z.string() }),
      sql`select community_id, coalesce(type, 'other') as type from communities`,
    );
    const rows = rowsOf(run, new Map(types.map(({ community_id, type }) => [community_id, type])));
    return rows.length === 0 ? { rows, reason: tooShort } : { rows };
  },
});

function rowsOf({ task, origins, ids }: SilenceRun, typeOf: ReadonlyMap<string, string>): Row[] {
  const cases = scoredCases(task, origins);
  const rule = bestOf(cases, calibratedRules);
  if (rule === null) return [];
  const groups = caseGroups(cases, (k) => typeOf.get(ids[cases.entity[k] as number] ?? '') ?? 'other');
  return groups.map(([type, own]) => {
    const forecasts = forecastsOf(own, 'combined');
    const saved = brierReduction(own, 'combined', rule, resampling.draws, resampling.seed);
    return {
      type,
      brier: brierScore(forecasts),
      rule_brier: brierScore(forecastsOf(own, rule)),
      reduction: saved?.share ?? null,
      lower: saved?.lower ?? null,
      upper: saved?.upper ?? null,
      calibration_error: calibrationError(reliability(forecasts)),
      auc: auc(forecasts),
      base_rate: baseRate(own.came),
      cases: own.came.length,
      communities: new Set(own.entity).size,
      verdict: saved === null ? null : saved.lower > 0 ? 'better' : 'not_better',
    };
  });
}
