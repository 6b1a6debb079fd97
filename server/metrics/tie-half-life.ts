import { tieParameters } from '../contract/tie-parameters.ts';
import type { Text } from '../contract/text.ts';
import { type TriedHalfLives, tryHalfLives } from '../backtest/half-life.ts';
import { defineMetric } from './define.ts';

/** Half-lives of an exchange tried on the past of the data, and the one that strength uses. */
export const tieHalfLife = defineMetric({
  id: 'tie-half-life',
  shape: 'table',
  unit: 'share',
  family: 'backtest',
  label: { fr: 'Demi-vie des échanges', en: 'Half-life of exchanges' },
  question: {
    fr: 'En combien de temps un échange doit-il perdre la moitié de son poids ?',
    en: 'How long should it take an exchange to lose half of its weight?',
  },
  definition: {
    fr: `À six à huit dates du passé, les paires de personnes sont classées par la force de leur lien telle qu’on la connaissait ce jour-là, avec chaque demi-vie, et l’on regarde lesquelles échangent dans les 28 jours suivants. La demi-vie de ${tieParameters.half_life_days} jours reste en usage, sauf si une autre fait mieux de plus de 2 % et que l’intervalle de ce gain exclut 0. Toujours calculé sur toutes les données, quels que soient les filtres.`,
    en: `At six to eight dates of the past, pairs of people are ordered by the strength of their tie as it was known that day, under each half-life, and the next 28 days tell which of them exchange. The half-life of ${tieParameters.half_life_days} days stays in use unless another one does better by more than 2% and the interval of that gain excludes 0. Always worked out on all the data, whatever the filters.`,
  },
  formula:
    'average precision = Σ_k (R_k − R_{k−1}) P_k, mean over the origins; W(t) = Σ b · budget · 2^(−(t − time) ÷ half-life); gain = AP ÷ AP(90) − 1',
  range: { fr: 'précision de 0 à 1', en: 'precision from 0 to 1' },
  nullRule: {
    fr: 'Le gain de la demi-vie par défaut sur elle-même n’a pas d’intervalle. Sans six dates possibles, rien n’est essayé.',
    en: 'The gain of the default over itself has no interval. Without six possible dates nothing is tried.',
  },
  reference:
    'Average precision: Buckley & Voorhees (2000). Interval: vertex bootstrap of Snijders & Borgatti (1999), 200 draws of people. Rolling origin: Tashman (2000).',
  needs: ['times'],
  columns: [
    { key: 'half_life', label: { fr: 'Demi-vie', en: 'Half-life' }, unit: 'days' },
    { key: 'average_precision', label: { fr: 'Précision moyenne', en: 'Average precision' }, unit: 'share' },
    { key: 'gain', label: { fr: 'Gain sur celle par défaut', en: 'Gain over the default' }, unit: 'share' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'in_use', label: { fr: 'En usage', en: 'In use' }, unit: 'flag' },
  ],
  version: 1,
  compute: async ({ snapshot }) => {
    const tried = await tryHalfLives(snapshot);
    if (tried.origins.length === 0) return { rows: [], reason: tooShort };
    if (tried.exchanged === 0) return { rows: [], reason: noneAgain };
    return {
      rows: tried.trials.map(({ days, averagePrecision, gain, lower, upper }) => ({
        half_life: days,
        average_precision: averagePrecision,
        gain,
        lower,
        upper,
        in_use: days === tried.days,
      })),
      warnings: [testedOn(tried)],
    };
  },
});

const tooShort = {
  code: 'too_short',
  sentence: {
    fr: 'Il faut environ 18 semaines de données datées pour essayer d’autres demi-vies : celle par défaut reste en usage.',
    en: 'About 18 weeks of dated data are needed to try other half-lives: the default stays in use.',
  },
};

const noneAgain = {
  code: 'no_exchange',
  sentence: {
    fr: 'Aucune paire n’a échangé de nouveau dans les semaines qui suivaient : la demi-vie par défaut reste en usage.',
    en: 'No pair exchanged again in the weeks that followed: the default half-life stays in use.',
  },
};

function testedOn({ origins, pairs, exchanged }: TriedHalfLives): Text {
  const say = (language: string, value: number) => value.toLocaleString(language);
  return {
    fr: `Essayé à ${origins.length} dates, du ${origins[0]} au ${origins.at(-1)} : ${say('fr', pairs)} paires déjà liées, dont ${say('fr', exchanged)} ont échangé dans les 28 jours suivants.`,
    en: `Tried at ${origins.length} dates, ${origins[0]} to ${origins.at(-1)}: ${say('en', pairs)} pairs already tied, of which ${say('en', exchanged)} exchanged in the next 28 days.`,
  };
}
