import type { Reason, Row } from '../contract/results.ts';
import { garwood } from '../graph/statistics.ts';
import { changeRules, scatteredChangePoints } from '../models/change-points.ts';
import { dayNumber, dayText, firstDayOfWeek, weekNumber } from '../models/day-number.ts';
import { minimumGroupSize } from '../privacy.ts';
import { type CommunityWeeks, communityWeeks } from './community-weeks.ts';
import { defineMetric } from './define.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';

const fewestWeeks = 2 * changeRules.fewestWeeks;

/** Since when a community lives at another level: the change points of its weekly contributors, and the levels they part. */
export const communityChangePoints = defineMetric({
  id: 'community-change-points',
  shape: 'table',
  unit: 'ratio',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Ruptures dans la vie des communautés', en: 'Change points in the life of communities' },
  question: {
    fr: 'Depuis quand cette communauté a-t-elle plus, ou moins, de contributeurs ?',
    en: 'Since when has this community had more, or fewer, contributors?',
  },
  definition: {
    fr: `Semaines à partir desquelles le nombre de contributeurs d’une communauté s’est établi à un autre niveau. On compte les personnes distinctes qui ont contribué chaque semaine entière, de la première contribution à la fin de la période, quel qu’en soit le début, et on cherche les niveaux d’au moins ${changeRules.fewestWeeks} semaines qui les décrivent le mieux ; chaque rupture a un prix, plus haut là où l’on vient par vagues. Un niveau se lit en contributeurs par semaine ordinaire : les jours fériés, les ponts, août et la fin d’année comptent pour ce que le calendrier en attend, corrigé, autour d’un congé général, par ce que toute la source a fait ; un mois d’août n’est donc pas une rupture. Les intervalles à 95 % tiennent la date pour connue. La mesure explique ce qui s’est passé : il faut au moins ${changeRules.fewestWeeks} semaines pour qu’une rupture se voie, et elle ne prévient pas plus tôt que l’alerte de silence.`,
    en: `Weeks from which the number of contributors of a community settled at another level. Distinct people who contributed are counted in each whole week, from the first contribution to the end of the period, whenever the period begins, and the levels of at least ${changeRules.fewestWeeks} weeks that describe them best are sought; each change has a price, higher where people come in waves. A level reads as contributors per ordinary week: public holidays, bridges, August and the turn of the year count for what the calendar expects of them, corrected, around a general leave, by what the whole source did; so a month of August is no change. The 95 % intervals take the date as known. The measure explains what happened: at least ${changeRules.fewestWeeks} weeks must pass before a change shows, and it warns no earlier than the silence alarm.`,
  },
  formula: `min Σ 2 (S − S ln(S ÷ E)) + ${changeRules.penalty} φ ln n × changes, over levels of ≥ ${changeRules.fewestWeeks} weeks; S = Σ contributors, E = Σ ordinary weeks, level = S ÷ E; φ = max(1, mean χ² of successive weeks of a level); interval = φ Garwood(S ÷ φ) ÷ E`,
  range: { fr: '0 et plus ; rapport des niveaux : 0 et plus', en: '0 and above; ratio of levels: 0 and above' },
  nullRule: {
    fr: `Aucune ligne pour une communauté sans rupture, ou de moins de ${fewestWeeks} semaines entières. Le rapport est nul quand personne ne contribuait avant. Un niveau sous ${minimumGroupSize} contributeurs par semaine n’est pas affiché, ni l’autre niveau de la rupture : restent la semaine et le sens.`,
    en: `No row for a community without a change, or with fewer than ${fewestWeeks} whole weeks. The ratio is null when nobody contributed before. A level under ${minimumGroupSize} contributors a week is not shown, nor is the other level of the change: the week and the direction remain.`,
  },
  reference:
    'PELT: Killick, Fearnhead & Eckley (2012), JASA 107(500); dispersion: McCullagh & Nelder (1989); intervals: Garwood (1936). Price and shortest level are choices.',
  needs: ['times', 'communities'],
  columns: [
    { key: 'subject_id', label: { fr: 'Identifiant', en: 'Identifier' }, unit: 'text' },
    { key: 'name', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
    { key: 'since', label: { fr: 'Depuis la semaine du', en: 'Since the week of' }, unit: 'date' },
    { key: 'direction', label: { fr: 'Sens', en: 'Direction' }, unit: 'text' },
    { key: 'weeks_ago', label: { fr: 'Il y a (semaines)', en: 'Weeks ago' }, unit: 'count' },
    ...levelColumns('before', 'avant', 'before'),
    ...levelColumns('after', 'depuis', 'since'),
    { key: 'ratio', label: { fr: 'Rapport (depuis ÷ avant)', en: 'Ratio (since ÷ before)' }, unit: 'ratio' },
  ],
  // The ratio would give a small level back from a large one, which stands in the row of an earlier change.
  privacy: {
    people: ['contributors_before', 'contributors_after'],
    keep: ['since', 'direction', 'weeks_ago', 'weeks_before', 'weeks_after'],
  },
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const asOf = dayNumber(period.to);
    const { community } = context.filter;
    const lives = (await communityWeeks(context.snapshot, context.filter, asOf)).filter(
      ({ id }) => community === null || id === community,
    );
    if (lives.every(({ counts }) => counts.length < fewestWeeks)) return { rows: [], reason: tooShort };
    const endWeek = weekNumber(asOf);
    return { rows: lives.flatMap((life) => changesOf(life, endWeek)).sort(latestFirst) };
  },
});

const tooShort: Reason = {
  code: 'too_short',
  sentence: {
    fr: `Il faut au moins ${fewestWeeks} semaines entières depuis la première contribution d’une communauté.`,
    en: `At least ${fewestWeeks} whole weeks are needed since the first contribution of a community.`,
  },
};

interface Level {
  readonly weeks: number;
  readonly sum: number;
  readonly exposure: number;
  readonly rate: number;
}

/** A row for each change of a community, in the order of time. */
function changesOf(life: CommunityWeeks, endWeek: number): Row[] {
  const { changes: begins, dispersion } = scatteredChangePoints(life);
  const bounds = [0, ...begins, life.counts.length];
  return begins.map((begin, k) => {
    const before = levelOf(life, bounds[k] as number, begin);
    const after = levelOf(life, begin, bounds[k + 2] as number);
    const week = life.firstWeek + begin;
    return {
      subject_id: life.id,
      name: life.name,
      since: dayText(firstDayOfWeek(week)),
      direction: after.rate < before.rate ? 'falling' : 'rising',
      weeks_ago: endWeek - week,
      ...cellsOf('before', before, dispersion),
      ...cellsOf('after', after, dispersion),
      ratio: before.sum === 0 ? null : after.rate / before.rate,
    };
  });
}

function levelOf({ counts, exposure }: CommunityWeeks, begin: number, end: number): Level {
  let sum = 0;
  let ordinary = 0;
  for (let week = begin; week < end; week++) {
    sum += counts[week] as number;
    ordinary += exposure[week] as number;
  }
  return { weeks: end - begin, sum, exposure: ordinary, rate: sum / ordinary };
}

/** The interval is that of Poisson counts, for counts scattered so many times as widely. */
function cellsOf(side: 'before' | 'after', level: Level, dispersion: number): Row {
  const [low, high] = garwood(level.sum / dispersion).map((bound) => bound * dispersion) as [number, number];
  return {
    [`contributors_${side}`]: level.rate,
    [`contributors_${side}_low`]: low / level.exposure,
    [`contributors_${side}_high`]: high / level.exposure,
    [`contributor_weeks_${side}`]: level.sum,
    [`ordinary_weeks_${side}`]: level.exposure,
    [`weeks_${side}`]: level.weeks,
  };
}

function levelColumns(side: 'before' | 'after', fr: string, en: string) {
  return [
    {
      key: `contributors_${side}`,
      label: { fr: `Contributeurs par semaine, ${fr}`, en: `Contributors a week, ${en}` },
      unit: 'people',
    },
    {
      key: `contributors_${side}_low`,
      label: { fr: `Au moins, ${fr} (95 %)`, en: `At least, ${en} (95 %)` },
      unit: 'people',
    },
    {
      key: `contributors_${side}_high`,
      label: { fr: `Au plus, ${fr} (95 %)`, en: `At most, ${en} (95 %)` },
      unit: 'people',
    },
    {
      key: `contributor_weeks_${side}`,
      label: { fr: `Somme des contributeurs des semaines, ${fr}`, en: `Sum of contributors of the weeks, ${en}` },
      unit: 'count',
    },
    {
      key: `ordinary_weeks_${side}`,
      label: { fr: `Semaines ordinaires, ${fr}`, en: `Ordinary weeks, ${en}` },
      unit: 'count',
    },
    { key: `weeks_${side}`, label: { fr: `Semaines, ${fr}`, en: `Weeks, ${en}` }, unit: 'count' },
  ] as const;
}

/** The latest change first; of the same week, falls before rises. */
const latestFirst = (a: Row, b: Row): number =>
  Number(a.weeks_ago) - Number(b.weeks_ago) ||
  Number(a.direction === 'rising') - Number(b.direction === 'rising') ||
  (String(a.subject_id) < String(b.subject_id) ? -1 : 1);
