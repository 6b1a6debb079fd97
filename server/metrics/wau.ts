import { defineMetric } from './define.ts';
import { trailingPeople } from './trailing-active.ts';

/** Weekly active people: distinct people with a contribution in the 7 days that end with the day. */
export const wau = defineMetric({
  id: 'wau',
  shape: 'series',
  unit: 'people',
  family: 'adoption',
  label: { fr: 'Personnes actives sur 7 jours', en: 'Weekly active people' },
  question: {
    fr: 'Combien de personnes contribuent au moins une fois par semaine ?',
    en: 'How many people contribute at least once a week?',
  },
  definition: {
    fr: 'Pour chaque jour, nombre de personnes distinctes qui ont contribué au cours des 7 jours qui se terminent ce jour-là, celui-ci compris.',
    en: 'For each day, distinct people who contributed in the 7 days that end with it, that day included.',
  },
  formula: 'WAU(d) = |{p : contributions(p, ]d − 7, d]) ≥ 1}|',
  range: { fr: 'DAU(d) à la population', en: 'DAU(d) to the population' },
  nullRule: {
    fr: 'Jamais nul : sans activité, 0 ; un jour hors des données n’a pas de ligne.',
    en: 'Never null: without activity, 0; a day outside the data has no row.',
  },
  reference: 'Usage definitions of Slack, Jive and Discourse, with exactly 7 days: an 8-day week reports more people.',
  needs: ['times'],
  version: 1,
  compute: trailingPeople(7),
});
