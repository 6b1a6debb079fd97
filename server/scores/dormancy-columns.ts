import type { Column } from '../contract/results.ts';

/** The columns of the score `dormancy`. */
export const dormancyColumns: readonly Column[] = [
  { key: 'subject_id', label: { fr: 'Identifiant', en: 'Identifier' }, unit: 'text' },
  { key: 'name', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
  { key: 'state', label: { fr: 'État', en: 'State' }, unit: 'text' },
  { key: 'stage', label: { fr: 'Étape de vie', en: 'Stage of life' }, unit: 'text' },
  { key: 'judged_on', label: { fr: 'Jugée au soir du', en: 'Judged at the end of' }, unit: 'date' },
  {
    key: 'last_human_day',
    label: { fr: 'Dernier jour de parole humaine', en: 'Last day a person wrote' },
    unit: 'date',
  },
  { key: 'silent_days', label: { fr: 'Jours de silence', en: 'Days of silence' }, unit: 'days' },
  { key: 'dormant_30', label: { fr: 'Silencieuse depuis 30 jours', en: 'Silent for 30 days' }, unit: 'flag' },
  { key: 'dormant_60', label: { fr: 'Silencieuse depuis 60 jours', en: 'Silent for 60 days' }, unit: 'flag' },
  { key: 'dormant_90', label: { fr: 'Silencieuse depuis 90 jours', en: 'Silent for 90 days' }, unit: 'flag' },
  {
    key: 'surprise',
    label: { fr: 'Surprise de ce silence', en: 'Surprise of this silence' },
    unit: 'share',
  },
  {
    key: 'silence_probability',
    label: { fr: 'Probabilité d’un silence aussi long', en: 'Probability of a silence this long' },
    unit: 'share',
  },
  { key: 'usual_gap_days', label: { fr: 'Écart habituel', en: 'Usual gap' }, unit: 'days' },
  {
    key: 'operational_silent_days',
    label: { fr: 'Silence en jours ordinaires', en: 'Silence in ordinary days' },
    unit: 'days',
  },
  {
    key: 'contributors_60',
    label: { fr: 'Personnes en 60 jours ordinaires', en: 'People in 60 ordinary days' },
    unit: 'people',
  },
  {
    key: 'stage_decided_on',
    label: { fr: 'Étape décidée au soir du', en: 'Stage decided at the end of' },
    unit: 'date',
  },
  {
    key: 'contributors_28',
    label: { fr: 'Personnes en 28 jours ordinaires', en: 'People in 28 ordinary days' },
    unit: 'people',
  },
  {
    key: 'most_contributors_28',
    label: { fr: 'Au plus en un an, sur 28 jours ordinaires', en: 'At most in a year, over 28 ordinary days' },
    unit: 'people',
  },
  {
    key: 'weekly_change',
    label: { fr: 'Évolution des personnes par semaine', en: 'Change of people a week' },
    unit: 'share',
  },
  { key: 'weekly_change_low', label: { fr: 'Évolution, au moins', en: 'Change, at least' }, unit: 'share' },
  { key: 'weekly_change_high', label: { fr: 'Évolution, au plus', en: 'Change, at most' }, unit: 'share' },
  { key: 'took_off_on', label: { fr: 'A pris le', en: 'Took off on' }, unit: 'date' },
  {
    key: 'silence_60',
    label: { fr: 'Risque de silence dans les 60 jours', en: 'Risk of silence in the next 60 days' },
    unit: 'share',
  },
  { key: 'silence_60_low', label: { fr: 'Risque, au moins', en: 'Risk, at least' }, unit: 'share' },
  { key: 'silence_60_high', label: { fr: 'Risque, au plus', en: 'Risk, at most' }, unit: 'share' },
  {
    key: 'forecast_learning',
    label: { fr: 'Prévision en apprentissage', en: 'Forecast still learning' },
    unit: 'flag',
  },
  { key: 'outlook', label: { fr: 'Prévision', en: 'Outlook' }, unit: 'text' },
  { key: 'animators', label: { fr: 'Animateurs', en: 'Animators' }, unit: 'people' },
  { key: 'animation', label: { fr: 'Présence des animateurs', en: 'Presence of animators' }, unit: 'text' },
  { key: 'pulse', label: { fr: 'Messages par mois, 12 mois', en: 'Messages a month, 12 months' }, unit: 'text' },
];

/** Counts of people: hidden together when one of them is small. What stands beside them names nobody and stays. */
export const countsOfPeople = ['contributors_60', 'contributors_28', 'most_contributors_28'] as const;

export const keptColumns = dormancyColumns
  .map(({ key }) => key)
  .filter((key) => countsOfPeople.every((count) => count !== key));
