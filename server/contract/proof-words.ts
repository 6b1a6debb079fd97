import type { Row } from './results.ts';
import type { Language, Text } from './text.ts';

/** How the ways to forecast a silence are called. */
export const forecasterWords: Readonly<Record<string, Text>> = {
  climatology: { fr: 'la part habituelle, pour tous', en: 'the usual share, for all' },
  hard_30: { fr: 'la règle « 30 jours », tout ou rien', en: 'the “30 days” rule, all or nothing' },
  hard_60: { fr: 'la règle « 60 jours », tout ou rien', en: 'the “60 days” rule, all or nothing' },
  hard_90: { fr: 'la règle « 90 jours », tout ou rien', en: 'the “90 days” rule, all or nothing' },
  rule_30: { fr: 'la règle « 30 jours », calibrée', en: 'the “30 days” rule, calibrated' },
  rule_60: { fr: 'la règle « 60 jours », calibrée', en: 'the “60 days” rule, calibrated' },
  rule_90: { fr: 'la règle « 90 jours », calibrée', en: 'the “90 days” rule, calibrated' },
  recency: { fr: 'la table des jours de silence', en: 'the table of quiet days' },
  mbg: { fr: 'le modèle d’activité', en: 'the model of activity' },
  mbg_operational: { fr: 'le même, au rythme de l’organisation', en: 'the same, at the pace of the organisation' },
  mbg_recalibrated: { fr: 'le même, recalibré', en: 'the same, recalibrated' },
  regression: { fr: 'la régression', en: 'the regression' },
  combined: { fr: 'la prévision de Vigie', en: 'Vigie’s forecast' },
};

/** How the ways to choose whom to invite are called. */
export const rankingWords: Readonly<Record<string, Text>> = {
  ambassadors: { fr: 'le score d’ambassadeur', en: 'the ambassador score' },
  contributions: { fr: 'le nombre de contributions', en: 'the number of contributions' },
  pagerank: { fr: 'PageRank du même jour', en: 'PageRank of the same day' },
  random: { fr: 'le hasard', en: 'chance' },
};

export const outcomeWords: Readonly<Record<string, Text>> = {
  newcomers: {
    fr: 'entraîner au moins un nouveau à écrire dans les 90 jours',
    en: 'bring at least one newcomer to write within 90 days',
  },
  people_who_wrote: {
    fr: 'être dans le dixième auquel le plus de personnes écrivent dans les 90 jours',
    en: 'be in the tenth to whom the most people write within 90 days',
  },
};

export const verdictWords: Readonly<Record<string, Text>> = {
  better: { fr: 'meilleur', en: 'better' },
  not_better: { fr: 'pas meilleur', en: 'not better' },
  no_difference: { fr: 'pas de différence nette', en: 'no clear difference' },
  worse: { fr: 'moins bon', en: 'worse' },
};

/** The word for a code, or the code itself when it has none. */
export const wordFor = (words: Readonly<Record<string, Text>>, code: unknown): Text =>
  words[String(code)] ?? { fr: String(code), en: String(code) };

const both = (write: (say: Sayer) => string): Text => ({ fr: write(sayerOf('fr')), en: write(sayerOf('en')) });

interface Sayer {
  readonly french: boolean;
  /** A share in percent, without digits after the point. */
  share(value: unknown): string;
  number(value: unknown, digits: number): string;
  word(words: Readonly<Record<string, Text>>, code: unknown): string;
  list(names: readonly string[]): string;
}

const sayerOf = (language: Language): Sayer => ({
  french: language === 'fr',
  share: (value) =>
    typeof value === 'number'
      ? new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value)
      : '–',
  number: (value, digits) =>
    typeof value === 'number'
      ? new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
      : '–',
  word: (words, code) => wordFor(words, code)[language],
  list: (names) => new Intl.ListFormat(language).format(names),
});

/** The forecast that the product uses, of one kind of entity. */
export const forecastInUse = (rows: readonly Row[], kind: string): Row | undefined =>
  rows.find((row) => row['entity_kind'] === kind && row['forecaster'] === 'combined');

/** Whether the forecast of silence is better than what needs no model, said plainly; null without such a row. */
export function silenceVerdict(rows: readonly Row[], kind: string): Text | null {
  const row = forecastInUse(rows, kind);
  if (row === undefined || typeof row['brier'] !== 'number') return null;
  const baseline = rows.find((other) => other['entity_kind'] === kind && other['forecaster'] === row['best_baseline']);
  return both((say) => {
    const against = say.word(forecasterWords, row['best_baseline']);
    const brier = [say.number(row['brier'], 4), say.number(baseline?.['brier'], 4)] as const;
    const gain = [row['baseline_reduction'], row['baseline_lower'], row['baseline_upper']].map((value) =>
      say.share(value),
    );
    if (row['verdict'] === 'better') {
      return say.french
        ? `Meilleure que toutes les règles simples. Son erreur (Brier) est de ${brier[0]}, contre ${brier[1]} pour la meilleure d’entre elles, ${against} : ${gain[0]} de moins (de ${gain[1]} à ${gain[2]}).`
        : `Better than every plain rule. Its error (Brier) is ${brier[0]}, against ${brier[1]} for the best of them, ${against}: ${gain[0]} less (${gain[1]} to ${gain[2]}).`;
    }
    return say.french
      ? `Pas meilleure que ${against} sur ces données : erreur (Brier) de ${brier[0]} contre ${brier[1]}. Une règle simple suffit ici.`
      : `Not better than ${against} on these data: error (Brier) of ${brier[0]} against ${brier[1]}. A plain rule is enough here.`;
  });
}

/** What the forecast knows of those still active, of whom a rule of days knows nothing; null when there are too few. */
export function stillActiveVerdict(rows: readonly Row[], kind: string): Text | null {
  const row = forecastInUse(rows, kind);
  const lift = row?.['still_active_lift'];
  if (typeof lift !== 'number') return null;
  return both((say) =>
    say.french
      ? `Parmi les ${say.number(row?.['still_active'], 0)} cas encore actifs, où aucune règle de jours ne distingue personne, le dixième jugé le plus exposé s’est tu ${say.number(lift, 1)} fois plus souvent que la moyenne.`
      : `Among the ${say.number(row?.['still_active'], 0)} cases still active, where no rule of days tells anyone apart, the tenth judged most exposed fell silent ${say.number(lift, 1)} times as often as the average.`,
  );
}

/** How the ambassador score fared on one outcome against plainer ways to choose, said plainly; null without rows. */
export function ambassadorVerdict(rows: readonly Row[], outcome: string): Text | null {
  const own = rows.filter((row) => row['outcome'] === outcome);
  const score = own.find(({ ranking }) => ranking === 'ambassadors');
  if (score === undefined || typeof score['precision'] !== 'number') return null;
  const named = (verdict: string, say: Sayer) =>
    own.filter((row) => row['verdict'] === verdict).map(({ ranking }) => say.word(rankingWords, ranking));
  return both((say) => {
    const goal = say.word(outcomeWords, outcome);
    const figures = [score['precision'], score['base_rate']].map((value) => say.share(value));
    const of = (verdict: string, before: string) => {
      const names = named(verdict, say);
      return names.length === 0 ? [] : [`${before} ${say.list(names)}.`];
    };
    return say.french
      ? [
          `Parmi les ${say.number(score['first'], 0)} premiers du score, ${figures[0]} ont réussi (${goal}), contre ${figures[1]} au hasard.`,
          ...of('better', 'Mieux que'),
          ...of('no_difference', 'Pas mieux, à coup sûr, que'),
          ...of('worse', 'Moins bien que'),
        ].join(' ')
      : [
          `Among the first ${say.number(score['first'], 0)} of the score, ${figures[0]} succeeded (${goal}), against ${figures[1]} by chance.`,
          ...of('better', 'Better than'),
          ...of('no_difference', 'Not surely better than'),
          ...of('worse', 'Worse than'),
        ].join(' ');
  });
}
