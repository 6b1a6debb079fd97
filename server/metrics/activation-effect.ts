import type { Text } from '../contract/text.ts';
import { refusedPeople } from '../facts/refused-people.ts';
import {
  activationEffect as effectOf,
  type ActivationEffect,
  activationRatio,
  clearlyAbove,
} from '../models/activation-effect.ts';
import { minimumGroupSize } from '../privacy.ts';
import { daysBeforeAnyoneIsNew, loadActivations } from './activations.ts';
import { defineMetric } from './define.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';
import { peopleInScope } from './people-in-scope.ts';
import { rankPeople } from './rank.ts';

/** Who brings people to write for the first time: observed over expected. */
export const activationEffect = defineMetric({
  id: 'activation-effect',
  shape: 'ranking',
  unit: 'ratio',
  family: 'dialogue',
  subject: 'person',
  label: { fr: 'Effet d’entraînement', en: 'Activation effect' },
  question: { fr: 'Avec qui les nouveaux se lancent-ils ?', en: 'With whom do newcomers dare to write?' },
  definition: {
    fr: `Personnes dont la toute première réponse se trouve dans un fil ouvert par cette personne dans les 14 jours précédents, ou lui est adressée dans un tel fil, rapportées à ce que donnerait sa part des fils récents de la même communauté. Au-dessus de 1 : davantage que sa part. Ne figurent que les personnes nettement au-dessus : un nouveau attendu au moins, et davantage que le hasard n’en donnerait à l’une ou l’autre (au plus 10 % de fausses alertes). Personne n’est nouveau dans les ${daysBeforeAnyoneIsNew} premiers jours des données.`,
    en: `People whose very first reply stands in a thread that this person opened in the 14 days before, or is addressed to them in such a thread, over what their share of the recent threads of the same community would give. Above 1: more than their share. Only people clearly above are listed: one newcomer expected at least, and more than chance would give to one or another (at most 10% of false discoveries). Nobody is new in the first ${daysBeforeAnyoneIsNew} days of the data.`,
  },
  formula:
    'value = A ÷ E; A = |newcomers who joined i|; E = Σ over newcomers of (own recent threads + q Σ_h [i wrote in h] ÷ writers of h) ÷ recent threads of the place; q = share who turned to somebody else than the author',
  range: { fr: '1 à plusieurs dizaines', en: '1 to several tens' },
  nullRule: {
    fr: 'Jamais nul : qui n’est pas nettement au-dessus de sa part, ou ne souhaite pas être proposé, ne figure pas.',
    en: 'Never null: who is not clearly above their share, or does not wish to be proposed, is not listed.',
  },
  reference:
    'A definition of Vigie’s own. Exact interval of a count: Garwood (1936), Biometrika 28; false discoveries: Benjamini & Hochberg (1995), JRSS B 57.',
  needs: ['times', 'threads'],
  columns: [
    { key: 'activated', label: { fr: 'Premières réponses', en: 'First replies' }, unit: 'people' },
    { key: 'expected', label: { fr: 'Attendu', en: 'Expected' }, unit: 'index' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'ratio' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'ratio' },
  ],
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const { snapshot, filter } = context;
    const { db } = snapshot;
    const effect = effectOf(
      await loadActivations(snapshot, { community: filter.community, from: period.from, to: period.to }),
    );
    const scope = await peopleInScope(db, { ...filter, to: period.to });
    const refused = await refusedPeople(snapshot);
    const clear = clearlyAbove(effect);
    const rows = rankPeople(scope, (node) => {
      const activated = effect.activated[node] ?? 0;
      const expected = effect.expected[node] ?? 0;
      const found = activationRatio(activated, expected);
      if (found === null || clear[node] !== 1 || refused.has(scope.people[node] ?? '')) return null;
      const { ratio, lower, upper } = found;
      return { value: ratio, columns: { activated, expected, lower, upper } };
    });
    return { rows, warnings: howManyJoined(effect) };
  },
});

/** How newcomers begin; nothing is said of a few. */
function howManyJoined({ newcomers, joined }: ActivationEffect): Text[] {
  if (joined < minimumGroupSize || newcomers - joined < minimumGroupSize) return [];
  const say = (language: string) => [newcomers.toLocaleString(language), joined.toLocaleString(language)];
  const [allFr, joinedFr] = say('fr');
  const [allEn, joinedEn] = say('en');
  return [
    {
      fr: `Sur ${allFr} personnes qui ont écrit pour la première fois, ${joinedFr} l’ont fait en répondant dans un fil récent.`,
      en: `Of ${allEn} people who wrote for the first time, ${joinedEn} did so by replying in a recent thread.`,
    },
  ];
}
