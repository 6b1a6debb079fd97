import { defineMetric } from './define.ts';
import { trailingPeople } from './trailing-active.ts';

/** Monthly active people: distinct people with a contribution in the 28 days that end with the day. */
export const mau = defineMetric({
  id: 'mau',
  shape: 'series',
  unit: 'people',
  family: 'adoption',
  label: { fr: 'Personnes actives sur 28 jours', en: 'Monthly active people' },
  question: {
    fr: 'Combien de personnes contribuent au moins une fois par mois ?',
    en: 'How many people contribute at least once a month?',
  },
  definition: {
    fr: 'Pour chaque jour, nombre de personnes distinctes qui ont contribué au cours des 28 jours qui se terminent ce jour-là. Quatre semaines entières : chaque fenêtre a les mêmes jours ouvrés.',
    en: 'For each day, distinct people who contributed in the 28 days that end with it. Four whole weeks: every window has the same working days.',
  },
  formula: 'MAU(d) = |{p : contributions(p, ]d − 28, d]) ≥ 1}|',
  range: { fr: 'WAU(d) à la population', en: 'WAU(d) to the population' },
  nullRule: {
    fr: 'Jamais nul : sans activité, 0 ; un jour hors des données n’a pas de ligne.',
    en: 'Never null: without activity, 0; a day outside the data has no row.',
  },
  reference: 'Usage definitions of Discourse and Microsoft 365, with 28 days in place of 30.',
  needs: ['times'],
  version: 1,
  compute: trailingPeople(28),
});
