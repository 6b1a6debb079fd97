import { z } from 'zod';
import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { sql } from '../facts/sql.ts';
import {
  type CommunitySurvival,
  communitySurvival,
  type Lifetime,
  survivalRules,
} from '../models/community-survival.ts';
import { lifetimeOf } from '../models/community-survival-lifetime.ts';
import { dayNumber, dayText } from '../models/day-number.ts';
import { type LogRank, logRank } from '../models/log-rank.ts';
import { knownLives } from '../scores/known-lives.ts';
import { type Context, defineMetric } from './define.ts';

const types = ['practice', 'expertise', 'sector', 'project', 'organisation', 'interest'] as const;
const { fewestWatched, youngest, monthDays } = survivalRules;

/** How long communities live, by type. */
export const communitySurvivalByType = defineMetric({
  id: 'community-survival',
  shape: 'table',
  unit: 'share',
  family: 'dialogue',
  label: { fr: 'Durée de vie des communautés', en: 'Life of communities' },
  question: {
    fr: 'Combien de temps une communauté vit-elle, selon son type ?',
    en: 'How long does a community live, by its type?',
  },
  definition: {
    fr: `Part des communautés encore en vie à chaque âge, en mois (365,25 ÷ 12 jours), toutes ensemble et par type. Une communauté naît au premier message d’une personne ; sa vie finit le jour où elle est entrée en sommeil, ou n’a pas pris, pour le rester jusqu’à la fin de la période. Vivante, saisonnière ou sans données, elle sort du compte à la fin ; archivée alors qu’elle vivait, le jour de l’archivage. Créée avant les données, elle compte à partir de l’âge où l’on y voit un premier message. Un type de moins de ${fewestWatched} communautés n’a pas de courbe : un mélange de petits types ne décrirait aucun d’eux ; elles comptent dans l’ensemble. La courbe commence au premier âge où ${fewestWatched} sont suivies : au-delà de ${youngest} jours, ses parts sont celles des communautés qui ont atteint cet âge.`,
    en: `Share of communities still alive at each age, in months (365.25 ÷ 12 days), all together and by type. A community is born with the first message of a person; its life ends on the day on which it became dormant, or failed to start, and stays so to the end of the period. Alive, seasonal or without data, it leaves the count at the end; archived while it lived, on the day of its archival. Created before the data, it counts from the age at which a first message is seen. A type of fewer than ${fewestWatched} communities has no curve: a mixture of small types would describe none of them; they count among all. The curve starts at the first age at which ${fewestWatched} are watched: beyond ${youngest} days, its shares are of the communities that reached that age.`,
  },
  formula:
    'S(t) = Π (1 − d ÷ n) over the ages up to t at which d of the n at risk ended, at risk: entered < age ≤ left; interval S^exp(±1.96 √(Σ d ÷ (n (n − d))) ÷ −ln S); median = min{t : S(t) ≤ 0.5}; log-rank χ² = Z · inverse(V) · Z between types, Z = ended − expected',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: `L’intervalle est nul tant qu’aucune n’a fini, ou quand toutes ont fini. La médiane est nulle tant que plus de la moitié vivent à tous les âges suivis, et quand la courbe commence après ${youngest} jours ; ses bornes, quand celles de la courbe ne passent pas la moitié. Le log-rank est nul sans deux types comparables. Un âge qu’aucune n’a atteint n’a pas de ligne.`,
    en: `The interval is null while none has ended, or once all have. The median is null while more than half live at all ages watched, and when the curve starts after ${youngest} days; its bounds, when those of the curve do not cross one half. The log-rank is null without two types to compare. An age that none has reached has no row.`,
  },
  reference:
    'Kaplan & Meier 1958; Greenwood 1926, on the log(−log) scale (Kalbfleisch & Prentice 2002); Brookmeyer & Crowley 1982; log-rank: Mantel 1966, Peto & Peto 1972; left truncation: Lai & Ying 1991.',
  needs: ['times', 'communities'],
  columns: [
    { key: 'type', label: { fr: 'Type', en: 'Type' }, unit: 'text' },
    { key: 'months', label: { fr: 'Âge, en mois', en: 'Age, in months' }, unit: 'count' },
    { key: 'value', label: { fr: 'Part encore en vie', en: 'Share still alive' }, unit: 'share' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'at_risk', label: { fr: 'Suivies à cet âge', en: 'At risk at this age' }, unit: 'count' },
    { key: 'ended_next', label: { fr: 'Finies dans le mois', en: 'Ended in the month' }, unit: 'count' },
    { key: 'communities', label: { fr: 'Communautés', en: 'Communities' }, unit: 'count' },
    { key: 'ended', label: { fr: 'Finies', en: 'Ended' }, unit: 'count' },
    { key: 'since', label: { fr: 'Courbe à partir de', en: 'Curve from' }, unit: 'days' },
    { key: 'median', label: { fr: 'Vie médiane', en: 'Median life' }, unit: 'days' },
    { key: 'median_lower', label: { fr: 'Médiane, borne basse', en: 'Median, lower bound' }, unit: 'days' },
    { key: 'median_upper', label: { fr: 'Médiane, borne haute', en: 'Median, upper bound' }, unit: 'days' },
    { key: 'log_rank', label: { fr: 'Log-rank entre types (χ²)', en: 'Log-rank between types (χ²)' }, unit: 'index' },
    { key: 'p', label: { fr: 'Log-rank, valeur p', en: 'Log-rank, p-value' }, unit: 'index' },
  ],
  // Communities are counted here, never people: nobody stands behind a row to be hidden.
  version: 1,
  compute: async (context) => {
    const { snapshot, filter } = context;
    if (filter.department !== null || filter.community !== null) return { rows: [], reason: allCommunitiesOnly };
    if (filter.to === null || snapshot.last_day === null) return { rows: [] };
    // What came before the period is part of a life.
    const asOf = Math.min(dayNumber(filter.to), dayNumber(snapshot.last_day) + 1);
    const { lives, unknownAge, archived } = await loadLifetimes(context, asOf);
    const all = communitySurvival(lives.map(({ life }) => life));
    if (all === null) return { rows: [], reason: tooFew };
    const byType = types.flatMap((type) => {
      const own = lives.filter((each) => each.type === type).map(({ life }) => life);
      const curve = own.length < fewestWatched ? null : communitySurvival(own);
      return curve === null ? [] : [{ type, own, curve }];
    });
    const test = logRank(byType.map(({ own }) => waitsOf(own)));
    return {
      rows: [...rowsOf('all', all, test), ...byType.flatMap(({ type, curve }): Row[] => rowsOf(type, curve, test))],
      warnings: [...compared(test), ...leftOut(unknownAge, archived)],
    };
  },
});

const Community = z.object({
  community_id: z.string(),
  type: z.string().nullable(),
  archived_on: z.string().nullable(),
});

/** The lives of communities as known before a day number, how many are of unknown age, and how many were archived alive. */
async function loadLifetimes({ snapshot }: Pick<Context, 'snapshot'>, asOf: number) {
  const day = dayText(asOf);
  const known = await snapshot.db.all(
    Community,
    sql`
      select community_id, type, case when archived_on < ${day}::date then archived_on end as archived_on
      from communities`,
  );
  const communities = new Map(known.map((row) => [row.community_id, row]));
  const lives: { type: string | null; life: Lifetime }[] = [];
  let unknownAge = 0;
  let archived = 0;
  for (const each of await knownLives(snapshot, asOf)) {
    const { type = null, archived_on = null } = communities.get(each.id) ?? {};
    const life = lifetimeOf({
      activeDays: each.activeDays,
      createdOn: each.createdOn,
      archivedOn: archived_on === null ? null : dayNumber(archived_on),
      sourceFirstDay: each.source.firstDay,
      knownUntil: each.source.knownUntil,
      clock: each.source.clock,
      facts: each.facts,
    });
    if (life === 'unknown_age') unknownAge++;
    if (typeof life === 'string') continue;
    lives.push({ type, life });
    if (archived_on !== null && !life.ended) archived++;
  }
  return { lives, unknownAge, archived };
}

const waitsOf = (lives: readonly Lifetime[]) => ({
  durations: Float64Array.from(lives, ({ left }) => left),
  ended: lives.map(({ ended }) => Number(ended)),
  entered: Float64Array.from(lives, ({ entered }) => entered),
});

/** A row for each month of age, from the one in which the curve starts to the last that any has reached. */
function rowsOf(type: string, curve: CommunitySurvival, test: LogRank | null): Row[] {
  const first = curve.since <= youngest ? 0 : Math.ceil(curve.since / monthDays);
  const count = Math.floor(curve.longest / monthDays) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, k): Row => {
    const age = (first + k) * monthDays;
    return {
      type,
      months: first + k,
      ...curve.at(age),
      at_risk: curve.watched(age),
      ended_next: curve.endedWithin(age, age + monthDays),
      communities: curve.communities,
      ended: curve.ended,
      since: curve.since,
      median: curve.median,
      median_lower: curve.medianLower,
      median_upper: curve.medianUpper,
      log_rank: test?.chiSquare ?? null,
      p: test?.p ?? null,
    };
  });
}

/** Whether the types differ by more than chance. */
function compared(test: LogRank | null): Text[] {
  if (test === null) return [];
  const differs = test.p < 0.05;
  const figures = (language: string): string => {
    const number = (value: number, digits: number) => value.toLocaleString(language, { maximumFractionDigits: digits });
    const p = test.p < 0.001 ? `p < ${number(0.001, 3)}` : `p = ${number(test.p, 3)}`;
    return `log-rank, χ² = ${number(test.chiSquare, 1)}, ${p}`;
  };
  return [
    {
      fr: differs
        ? `Les types ne vivent pas aussi longtemps les uns que les autres : l’écart dépasse ce que donnerait le hasard (${figures('fr')}).`
        : `Entre les types, l’écart ne dépasse pas ce que donnerait le hasard (${figures('fr')}).`,
      en: differs
        ? `Some types live longer than others, by more than chance would give (${figures('en')}).`
        : `Between types, the gap is no larger than chance would give (${figures('en')}).`,
    },
  ];
}

/** Of those that are not, or not wholly, in the curve. */
function leftOut(unknownAge: number, archived: number): Text[] {
  const texts: Text[] = [];
  if (unknownAge > 0) {
    texts.push({
      fr: `Communautés laissées de côté, plus anciennes peut-être que les données et sans date de création : ${unknownAge}.`,
      en: `Communities left out, perhaps older than the data and without a day of creation: ${unknownAge}.`,
    });
  }
  if (archived > 0) {
    texts.push({
      fr: `Communautés archivées alors qu’elles vivaient, suivies jusqu’à ce jour seulement : ${archived}.`,
      en: `Communities archived while they lived, watched until that day only: ${archived}.`,
    });
  }
  return texts;
}

const allCommunitiesOnly = {
  code: 'all_communities_only',
  sentence: {
    fr: 'Cette mesure compare toutes les communautés : retirez le filtre de service ou de communauté pour la voir.',
    en: 'This measure compares all communities: remove the department or community filter to see it.',
  },
};

const tooFew = {
  code: 'too_few_communities',
  sentence: {
    fr: `Il faut au moins ${fewestWatched} communautés d’âge connu, suivies au même âge.`,
    en: `At least ${fewestWatched} communities of known age are needed, watched at the same age.`,
  },
};
