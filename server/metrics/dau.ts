import { defineMetric } from './define.ts';
import { trailingPeople } from './trailing-active.ts';

/** Daily active people: distinct people with a contribution on the day. */
export const dau = defineMetric({
  id: 'dau',
  shape: 'series',
  unit: 'people',
  family: 'adoption',
  label: { fr: 'Personnes actives par jour', en: 'Daily active people' },
  question: { fr: 'Combien de personnes contribuent chaque jour ?', en: 'How many people contribute each day?' },
  definition: {
    fr: 'Nombre de personnes distinctes qui ont publié, répondu, réagi ou mentionné quelqu’un ce jour-là. Lire ne suffit pas ; les robots et les comptes supprimés ne comptent pas.',
    en: 'Distinct people who posted, replied, reacted or mentioned someone on that day. Reading is not enough; bots and deleted accounts are left out.',
  },
  formula: 'DAU(d) = |{p : contributions(p, d) ≥ 1}|',
  range: { fr: '0 à la population', en: '0 to the population' },
  nullRule: {
    fr: 'Jamais nul : un jour sans activité vaut 0, un jour hors des données n’a pas de ligne.',
    en: 'Never null: a day without activity is 0, a day outside the data has no row.',
  },
  reference: 'Jive and Discourse usage definitions; the day is that of the reporting time zone.',
  needs: ['times'],
  version: 1,
  compute: trailingPeople(1),
});
