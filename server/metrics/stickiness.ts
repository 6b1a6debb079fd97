import { defineMetric } from './define.ts';
import { trailingRows } from './trailing-active.ts';

const windowDays = 28;

/** Stickiness: mean daily active people of the trailing 28 days over the people active in them. */
export const stickiness = defineMetric({
  id: 'stickiness',
  shape: 'series',
  unit: 'ratio',
  family: 'adoption',
  label: { fr: 'Assiduité (DAU/MAU)', en: 'Stickiness (DAU/MAU)' },
  question: {
    fr: 'Contribuer est-il une habitude ou un geste rare ?',
    en: 'Is contributing a habit or a rare gesture?',
  },
  definition: {
    fr: 'Moyenne des personnes actives par jour sur les 28 derniers jours, divisée par le nombre de personnes actives au moins une fois dans ces 28 jours. Numérateur : somme des 28 DAU ; dénominateur : 28 × MAU.',
    en: 'Mean daily active people over the last 28 days, divided by the people active at least once in those 28 days. Numerator: sum of the 28 DAU; denominator: 28 × MAU.',
  },
  formula: 'Σ DAU(]d − 28, d]) ÷ (28 × MAU(d))',
  range: {
    fr: '1/28 (chacun un seul jour) à 1 (tout le monde chaque jour)',
    en: '1/28 (each on a single day) to 1 (everyone every day)',
  },
  nullRule: {
    fr: 'Nul quand personne n’a été actif pendant les 28 jours.',
    en: 'Null when nobody was active in the 28 days.',
  },
  reference: 'Discourse, DAU/MAU: mean DAU over the same days as MAU, one definition of active in both.',
  needs: ['times'],
  version: 1,
  compute: trailingRows(windowDays, (people, personDays) => ({
    value: people === 0 ? null : personDays / (windowDays * people),
    numerator: personDays,
    denominator: windowDays * people,
  })),
});
