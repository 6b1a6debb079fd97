import {
  ambassadorOrigins,
  horizonDays,
  loadAmbassadorOrigins,
  outcomeIds,
  rankingIds,
} from '../backtest/ambassador-origins.ts';
import { countEvents } from '../backtest/large-past.ts';
import type { Column, Row } from '../contract/results.ts';
import { backtestRankings, placesOf } from '../models/ranking-backtest.ts';
import { defineMetric } from './define.ts';

const resampling = { draws: 300, seed: 90 };

const columns: readonly Column[] = [
  { key: 'outcome', label: { fr: 'Ce qui a suivi', en: 'What followed' }, unit: 'text' },
  { key: 'ranking', label: { fr: 'Classement', en: 'Ranking' }, unit: 'text' },
  { key: 'role', label: { fr: 'Rôle', en: 'Role' }, unit: 'text' },
  { key: 'origins', label: { fr: 'Dates d’origine', en: 'Origins' }, unit: 'count' },
  { key: 'people', label: { fr: 'Personnes comparées', en: 'People compared' }, unit: 'people' },
  { key: 'cases', label: { fr: 'Cas', en: 'Cases' }, unit: 'count' },
  { key: 'first', label: { fr: 'Premiers retenus', en: 'First ones taken' }, unit: 'people' },
  { key: 'base_rate', label: { fr: 'Part qui réussit', en: 'Share that succeeds' }, unit: 'share' },
  { key: 'precision', label: { fr: 'Parmi les premiers', en: 'Among the first' }, unit: 'share' },
  { key: 'correlation', label: { fr: 'Corrélation des rangs', en: 'Rank correlation' }, unit: 'index' },
  { key: 'gain', label: { fr: 'Le score fait mieux de', en: 'The score does better by' }, unit: 'share' },
  { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
  { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
  { key: 'verdict', label: { fr: 'Verdict', en: 'Verdict' }, unit: 'text' },
];

/** The score of ambassadors tried on the past of the data, beside plainer ways to choose. */
export const backtestAmbassadors = defineMetric({
  id: 'backtest-ambassadors',
  shape: 'table',
  unit: 'share',
  family: 'backtest',
  label: { fr: 'Score d’ambassadeur, vérifié', en: 'Ambassador score, verified' },
  question: {
    fr: 'Le score désigne-t-il mieux qu’un simple compte ceux qui entraînent ensuite les autres ?',
    en: 'Does the score point better than a plain count to those who then bring others along?',
  },
  definition: {
    fr: `À huit dates régulières du passé au plus (quatre au-delà de deux millions d’événements), les personnes éligibles sont classées par le score d’ambassadeur, par le nombre de publications et de réponses et par PageRank, avec ce que l’on savait ce jour-là, puis au hasard. Les ${horizonDays} jours suivants disent qui a entraîné au moins un nouveau à écrire, et qui est parmi le dixième auquel le plus de personnes différentes ont écrit. On compare la part de réussites parmi les 25 premiers (un dixième de moins de 250 personnes). Le verdict d’une ligne est « better » quand l’intervalle à 95 % de l’avance du score sur elle exclut 0, « worse » quand c’est son retard. Toujours calculé sur toute l’organisation, avec la demi-vie par défaut.`,
    en: `At up to eight regular dates of the past (four beyond two million events), eligible people are ranked by the ambassador score, by their posts and replies and by PageRank, from what was known that day, then at random. The next ${horizonDays} days tell who brought at least one newcomer to write, and who is in the tenth to whom the most different people wrote. The share of successes among the first 25 (a tenth of fewer than 250 people) is compared. The verdict of a row is "better" when the 95% interval of the score’s lead over it excludes 0, "worse" when that of its lag does. Always worked out on the whole organisation, with the default half-life.`,
  },
  formula:
    'precision = successes among the first k ÷ k, k = min(25, ⌊n ÷ 10⌋), mean over the origins; gain = precision(score) − precision(ranking), percentile bootstrap over people, 300 draws',
  range: {
    fr: 'part de 0 à 1 ; corrélation de -1 à 1 ; verdict : better, no_difference, worse',
    en: 'share from 0 to 1; correlation from -1 to 1; verdict: better, no_difference, worse',
  },
  nullRule: {
    fr: 'Le score n’a ni avance sur lui-même ni verdict. La corrélation du hasard est nulle : il ne classe personne.',
    en: 'The score has neither a lead over itself nor a verdict. Chance has a null correlation: it ranks nobody.',
  },
  reference:
    'Precision at k: Manning, Raghavan & Schütze (2008). Spearman (1904). Bootstrap over people: Efron & Tibshirani (1993). Rolling origin: Tashman (2000).',
  needs: ['times', 'threads'],
  columns,
  privacy: { people: ['people'], keep: ['outcome', 'ranking', 'role', 'verdict'] },
  version: 1,
  compute: async ({ snapshot }) => {
    const origins = await loadAmbassadorOrigins(snapshot, ambassadorOrigins(snapshot, await countEvents(snapshot)));
    const rows = outcomeIds.flatMap((outcome): Row[] => {
      const { results, people, cases, baseRate, origins: told } = backtestRankings(origins[outcome], resampling);
      if (told === 0) return [];
      return results.map(({ precision, correlation, gain, lower, upper }, r) => ({
        outcome,
        ranking: rankingIds[r] ?? '',
        role: r === 0 ? 'model' : 'baseline',
        origins: told,
        people,
        cases,
        first: Math.max(...origins[outcome].map((origin) => placesOf(origin.people.length))),
        base_rate: baseRate,
        precision,
        correlation,
        gain,
        lower,
        upper,
        verdict: lower === null || upper === null ? null : lower > 0 ? 'better' : upper < 0 ? 'worse' : 'no_difference',
      }));
    });
    return rows.length > 0 ? { rows } : { rows, reason: tooShort };
  },
});

const tooShort = {
  code: 'too_short',
  sentence: {
    fr: 'Trop peu de passé : il faut au moins 25 semaines de données, vingt personnes à comparer et des réponses entre elles.',
    en: 'Too little past: at least 25 weeks of data are needed, twenty people to compare and replies between them.',
  },
};
