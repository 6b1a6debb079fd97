import type { Row } from '../contract/results.ts';
import { dayNumber } from '../models/day-number.ts';
import { type ActiveDays, activeDays } from './active-days.ts';
import { defineMetric } from './define.ts';
import { knownPeriod, monthsOf, nothingKnown, type Period } from './known-period.ts';

/** Share of each month's newcomers who contribute again in the months that follow. */
export const retention = defineMetric({
  id: 'retention',
  shape: 'cohorts',
  unit: 'share',
  family: 'adoption',
  label: { fr: 'Fidélité des nouveaux contributeurs', en: 'Retention of new contributors' },
  question: {
    fr: 'Celles et ceux qui contribuent une première fois reviennent-ils ?',
    en: 'Do those who contribute a first time come back?',
  },
  definition: {
    fr: 'Une cohorte réunit les personnes dont la toute première contribution date d’un même mois. Chaque case donne la part de la cohorte qui a contribué pendant le mois situé k mois plus tard. Avec une communauté ou un service : première contribution dans ce périmètre.',
    en: 'A cohort gathers the people whose very first contribution falls in the same month. Each cell gives the share of the cohort who contributed during the month k months later. With a community or department: first contribution inside it.',
  },
  formula: '|{p ∈ cohort(c) : contributions(p, month c + k) ≥ 1}| ÷ |cohort(c)|',
  range: { fr: '0 à 1 ; le mois 0 vaut toujours 1', en: '0 to 1; month 0 is always 1' },
  nullRule: {
    fr: 'Nul tant que le mois n’est pas terminé ; un mois à venir n’a pas de case.',
    en: 'Null until the month is over; a month to come has no cell.',
  },
  reference: 'Cohort triangle; first contribution as in Joyce & Kraut 2006 on newcomers, with calendar months.',
  needs: ['times'],
  columns: [{ key: 'numerator', label: { fr: 'Encore actives', en: 'Still active' }, unit: 'people' }],
  privacy: { people: ['size'] },
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const { cohorts, sizes, active } = cohortsOf(await activeDays(context.snapshot, context.filter), period);
    // Only the last month of a period may lack days.
    const isOver = (month: string) => month !== cohorts.at(-1) || period.to.endsWith('-01');
    const rows = cohorts.flatMap((cohort, first) => {
      const size = sizes[first] as number;
      if (size === 0) return [];
      return cohorts.slice(first).map((month, offset): Row => {
        const numerator = isOver(month) ? (active[first * cohorts.length + first + offset] as number) : null;
        return { cohort, size, offset, retained: numerator === null ? null : numerator / size, numerator };
      });
    });
    const [oldest] = rows;
    const isFirst = oldest !== undefined && String(oldest.cohort).slice(0, 7) === period.dataFrom.slice(0, 7);
    return { rows, warnings: isFirst ? [firstCohort] : [] };
  },
});

/** The months of the period, the newcomers of each, and how many of those were active in each month (a row per cohort). */
interface Cohorts {
  /** First days of the months. */
  readonly cohorts: readonly string[];
  readonly sizes: Float64Array;
  readonly active: Float64Array;
}

/** O(active days + months²). Whoever was active before the months of the period is no newcomer. */
function cohortsOf({ begins, days }: ActiveDays, period: Period): Cohorts {
  const cohorts = monthsOf(period);
  const starts = cohorts.map(dayNumber);
  const [start = 0] = starts;
  const to = dayNumber(period.to);
  const monthOf = new Int32Array(to - start);
  starts.forEach((first, month) => monthOf.fill(month, first - start, to - start));
  const sizes = new Float64Array(cohorts.length);
  const active = new Float64Array(cohorts.length ** 2);
  for (let p = 0; p + 1 < begins.length; p++) {
    const begin = begins[p] as number;
    const first = days[begin] as number;
    if (begin === begins[p + 1] || first < start || first >= to) continue;
    const cohort = monthOf[first - start] as number;
    sizes[cohort] = (sizes[cohort] as number) + 1;
    let seen = -1;
    for (let k = begin; k < (begins[p + 1] as number) && (days[k] as number) < to; k++) {
      const month = monthOf[(days[k] as number) - start] as number;
      if (month === seen) continue;
      const cell = cohort * cohorts.length + month;
      active[cell] = (active[cell] as number) + 1;
      seen = month;
    }
  }
  return { cohorts, sizes, active };
}

const firstCohort = {
  fr: 'La première cohorte réunit aussi les personnes qui contribuaient déjà avant le début des données.',
  en: 'The first cohort also gathers the people who contributed before the data begin.',
};
