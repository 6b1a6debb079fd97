import { entityKinds, type EntityKind, mostMembers } from '../backtest/silence-history.ts';
import { type SilenceRun, silenceRun } from '../backtest/silence-runs.ts';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Column, Reason, Row } from '../contract/results.ts';
import type { Snapshot } from '../facts/open.ts';
import { dayNumber } from '../models/day-number.ts';
import {
  auc,
  aucWithin,
  baseRate,
  brierScore,
  calibrationError,
  corpParts,
  liftOfTopTenth,
  logLoss,
  reliability,
} from '../models/forecast-scores.ts';
import {
  bestOf,
  brierReduction,
  forecastsOf,
  type ScoredCases,
  scoredCases,
  stillActiveForecasts,
} from '../models/silence-comparison.ts';
import { type SilenceForecaster, silenceForecasters } from '../models/silence-origin.ts';
import { type Computed, type Context, defineMetric } from './define.ts';

/** Rules of days whose two probabilities are learnt: the honest opponents of a model. */
export const calibratedRules = ['rule_30', 'rule_60', 'rule_90'] as const;
/** What can be said without a model. */
const baselines = ['climatology', 'hard_30', 'hard_60', 'hard_90', ...calibratedRules, 'recency'] as const;
const isBaseline = (forecaster: SilenceForecaster): boolean => baselines.some((id) => id === forecaster);

/** Resampled sets of entities behind each interval. */
export const resampling = { draws: 300, seed: 60 } as const;

const columns: readonly Column[] = [
  { key: 'entity_kind', label: { fr: 'Sur qui', en: 'About whom' }, unit: 'text' },
  { key: 'forecaster', label: { fr: 'Prévision', en: 'Forecast' }, unit: 'text' },
  { key: 'role', label: { fr: 'Rôle', en: 'Role' }, unit: 'text' },
  { key: 'horizon_days', label: { fr: 'Jours à venir', en: 'Days ahead' }, unit: 'days' },
  { key: 'cases', label: { fr: 'Cas', en: 'Cases' }, unit: 'count' },
  { key: 'entities', label: { fr: 'Communautés ou personnes', en: 'Communities or people' }, unit: 'count' },
  { key: 'origins', label: { fr: 'Dates d’origine', en: 'Origins' }, unit: 'count' },
  { key: 'base_rate', label: { fr: 'Part restée silencieuse', en: 'Share that stayed silent' }, unit: 'share' },
  { key: 'brier', label: { fr: 'Score de Brier', en: 'Brier score' }, unit: 'index' },
  { key: 'miscalibration', label: { fr: 'Défaut de calibrage', en: 'Miscalibration' }, unit: 'index' },
  { key: 'discrimination', label: { fr: 'Pouvoir de distinguer', en: 'Discrimination' }, unit: 'index' },
  { key: 'uncertainty', label: { fr: 'Incertitude', en: 'Uncertainty' }, unit: 'index' },
  { key: 'calibration_error', label: { fr: 'Erreur de calibrage', en: 'Calibration error' }, unit: 'share' },
  { key: 'auc', label: { fr: 'Aire sous la courbe', en: 'Area under the curve' }, unit: 'share' },
  { key: 'log_loss', label: { fr: 'Perte logarithmique', en: 'Log loss' }, unit: 'index' },
  { key: 'still_active', label: { fr: 'Cas encore actifs', en: 'Cases still active' }, unit: 'count' },
  {
    key: 'still_active_auc',
    label: { fr: 'Aire, parmi les encore actifs d’une date', en: 'Area, among the still active of a date' },
    unit: 'share',
  },
  {
    key: 'still_active_lift',
    label: { fr: 'Concentration, parmi les encore actifs d’une date', en: 'Lift, among the still active of a date' },
    unit: 'ratio',
  },
  { key: 'best_rule', label: { fr: 'Meilleure règle de jours', en: 'Best rule of days' }, unit: 'text' },
  {
    key: 'rule_reduction',
    label: { fr: 'Erreur en moins que cette règle', en: 'Error below that rule' },
    unit: 'share',
  },
  { key: 'rule_lower', label: { fr: 'Borne basse (règle)', en: 'Lower bound (rule)' }, unit: 'share' },
  { key: 'rule_upper', label: { fr: 'Borne haute (règle)', en: 'Upper bound (rule)' }, unit: 'share' },
  { key: 'best_baseline', label: { fr: 'Meilleur point de comparaison', en: 'Best baseline' }, unit: 'text' },
  {
    key: 'baseline_reduction',
    label: { fr: 'Erreur en moins que lui', en: 'Error below it' },
    unit: 'share',
  },
  { key: 'baseline_lower', label: { fr: 'Borne basse', en: 'Lower bound' }, unit: 'share' },
  { key: 'baseline_upper', label: { fr: 'Borne haute', en: 'Upper bound' }, unit: 'share' },
  { key: 'verdict', label: { fr: 'Verdict', en: 'Verdict' }, unit: 'text' },
];

/** Forecasts of silence tried on the past of the data, beside what can be said without a model. */
export const backtestDormancy = defineMetric({
  id: 'backtest-dormancy',
  shape: 'table',
  unit: 'index',
  family: 'backtest',
  label: { fr: 'Prévision du silence, vérifiée', en: 'Forecast of silence, verified' },
  question: {
    fr: 'La prévision du silence vaut-elle mieux qu’une simple règle de jours, sur ces données ?',
    en: 'Is the forecast of silence worth more than a plain rule of days, on these data?',
  },
  definition: {
    fr: `À des dates régulières du passé, chaque communauté active depuis moins de 180 jours reçoit sa probabilité de rester 60 jours sans message, et chaque personne active depuis moins de 90 jours celle de rester 28 jours sans contribuer ; seul ce que l’on savait ce jour-là sert, y compris pour apprendre. La suite dit qui avait raison. Le verdict est « better » quand l’intervalle à 95 % de l’erreur en moins, face au meilleur point de comparaison, exclut 0. Toujours calculé sur toute l’organisation ; aucune ligne ne porte sur une seule personne, et au-delà de ${mostMembers.toLocaleString('fr')} personnes un échantillon suffit. Une bonne note ne donne pas de jours d’avance : elle dit que les risques sont bien classés et bien dosés.`,
    en: `At regular dates of the past, each community active within 180 days is given its probability of 60 days without a message, and each person active within 90 days that of 28 days without a contribution; only what was known that day is used, for learning too. What followed tells who was right. The verdict is "better" when the 95% interval of the error saved, against the best baseline, excludes 0. Always worked out on the whole organisation; no row is about one person, and beyond ${mostMembers.toLocaleString('en')} people a sample is enough. A good score buys no days of lead: it says that risks are well ranked and well sized.`,
  },
  formula:
    'Brier = mean (p − y)² = MCB − DSC + UNC; reduction = 1 − Brier ÷ Brier(baseline), interval: percentile bootstrap of the difference over entities, 300 draws; mbg: P(silent) = 1 − P(alive) · (1 − ((α + T) ÷ (α + T + H))^(r + x)); combined: logit p = Σ w · logit, w ∝ exp(−80 · recent Brier) of mbg_recalibrated and regression',
  range: {
    fr: 'Brier de 0 (parfait) à 1 ; verdict : better, not_better',
    en: 'Brier from 0 (perfect) to 1; verdict: better, not_better',
  },
  nullRule: {
    fr: 'Les points de comparaison n’ont ni erreur en moins ni verdict. L’aire est nulle quand tous les cas finissent de même, la concentration quand aucun ne reste silencieux.',
    en: 'Baselines have neither error saved nor verdict. The area is null when all cases end alike, the lift when none stays silent.',
  },
  reference:
    'MBG/NBD: Batislam, Denizel & Filiztekin (2007). CORP: Dimitriadis, Gneiting & Jordan (2021). Brier (1950). Rolling origin: Tashman (2000). Time rescaling: Brown et al. (2002).',
  needs: ['times'],
  columns,
  privacy: {
    people: ['entities'],
    keep: ['entity_kind', 'forecaster', 'role', 'horizon_days', 'best_rule', 'best_baseline', 'verdict'],
  },
  version: 1,
  compute: overKinds(rowsOf),
});

/** The run of a kind as of the end of the period asked for; null when the data have no dates or no such entities. */
export async function silenceRunUnder(
  snapshot: Snapshot,
  filter: ResolvedFilter,
  kind: EntityKind,
): Promise<SilenceRun | null> {
  if (filter.to === null || snapshot.last_day === null) return null;
  if (kind === 'community' && !snapshot.capabilities.includes('communities')) return null;
  return silenceRun(snapshot, kind, Math.min(dayNumber(filter.to), dayNumber(snapshot.last_day) + 1));
}

/** Rows worked out of the run of each kind, or why there are none. */
export function overKinds(rowsOfRun: (kind: EntityKind, run: SilenceRun) => readonly Row[]) {
  return async ({ snapshot, filter }: Pick<Context, 'snapshot' | 'filter'>): Promise<Computed> => {
    const rows: Row[] = [];
    for (const kind of entityKinds) {
      const run = await silenceRunUnder(snapshot, filter, kind);
      if (run !== null) rows.push(...rowsOfRun(kind, run));
    }
    return rows.length === 0 ? { rows, reason: tooShort } : { rows };
  };
}

export const tooShort: Reason = {
  code: 'too_short',
  sentence: {
    fr: 'Trop peu de passé : il faut au moins deux fois l’horizon, soit 56 jours pour les personnes et 120 pour les communautés, plus un horizon pour vérifier.',
    en: 'Too little past: at least twice the horizon is needed, 56 days for people and 120 for communities, plus one horizon to verify.',
  },
};

function rowsOf(kind: EntityKind, { task, origins }: SilenceRun): Row[] {
  const cases = scoredCases(task, origins);
  const bestRule = bestOf(cases, calibratedRules);
  const bestBaseline = bestOf(cases, baselines);
  if (bestRule === null || bestBaseline === null) return [];
  return silenceForecasters.map((forecaster) => {
    const reduction = (against: SilenceForecaster) =>
      isBaseline(forecaster) ? null : brierReduction(cases, forecaster, against, resampling.draws, resampling.seed);
    const againstRule = reduction(bestRule);
    const againstBaseline = reduction(bestBaseline);
    return {
      entity_kind: kind,
      forecaster,
      role: isBaseline(forecaster) ? 'baseline' : 'model',
      horizon_days: task.horizon,
      ...counts(cases),
      ...scores(cases, forecaster),
      best_rule: bestRule,
      rule_reduction: againstRule?.share ?? null,
      rule_lower: againstRule?.lower ?? null,
      rule_upper: againstRule?.upper ?? null,
      best_baseline: bestBaseline,
      baseline_reduction: againstBaseline?.share ?? null,
      baseline_lower: againstBaseline?.lower ?? null,
      baseline_upper: againstBaseline?.upper ?? null,
      verdict: againstBaseline === null ? null : againstBaseline.lower > 0 ? 'better' : 'not_better',
    };
  });
}

function counts({ came, entity, origin, stillActive }: ScoredCases): Row {
  return {
    cases: came.length,
    entities: new Set(entity).size,
    origins: new Set(origin).size,
    base_rate: baseRate(came),
    still_active: stillActive.reduce((sum, own) => sum + own, 0),
  };
}

function scores(cases: ScoredCases, forecaster: SilenceForecaster): Row {
  const all = forecastsOf(cases, forecaster);
  const still = stillActiveForecasts(cases, forecaster);
  const corp = corpParts(all);
  return {
    brier: brierScore(all),
    miscalibration: corp?.miscalibration ?? null,
    discrimination: corp?.discrimination ?? null,
    uncertainty: corp?.uncertainty ?? null,
    calibration_error: calibrationError(reliability(all)),
    auc: auc(all),
    log_loss: logLoss(all),
    still_active_auc: aucWithin(still, still.origin),
    still_active_lift: liftOfTopTenth(still, still.origin),
  };
}
