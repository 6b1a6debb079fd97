import { wilson } from '../graph/statistics.ts';
import { firstNotBelow } from '../graph/first-not-below.ts';
import { dayNumber } from '../models/day-number.ts';
import { activeDays } from './active-days.ts';
import { defineMetric } from './define.ts';
import { loadEmployment } from './employment.ts';
import { addDays, knownPeriod, monthsOf, nothingKnown, type Period } from './known-period.ts';
import { unfilledWindow } from './trailing-active.ts';

const windowDays = 28;

/** Share of the people employed at each month end who contributed in the 28 days before. */
export const adoptionRate = defineMetric({
  id: 'adoption-rate',
  shape: 'series',
  unit: 'share',
  family: 'adoption',
  label: { fr: 'Taux d’adoption', en: 'Adoption rate' },
  question: {
    fr: 'Quelle part de l’entreprise participe vraiment ?',
    en: 'What share of the company really takes part?',
  },
  definition: {
    fr: 'À chaque fin de mois et au dernier jour : part des personnes présentes dans l’entreprise ce jour-là (arrivées, pas encore parties, hors externes) qui ont contribué au cours des 28 jours précédents. Avec une communauté : qui y ont contribué.',
    en: 'At each month end and on the last day: share of the people employed on that day (arrived, not yet left, externals apart) who contributed in the 28 days before. With a community: who contributed there.',
  },
  formula: '|active(]d − 28, d]) ∩ employed(d)| ÷ |employed(d)|',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: 'Nul quand personne n’est présent ce jour-là ; sans annuaire, pas de réponse.',
    en: 'Null when nobody is employed on that day; without a directory, no answer.',
  },
  reference:
    'Interactive users rate (SWOOP): over the people employed, not over the accounts created. Interval: Wilson 1927.',
  needs: ['times', 'population'],
  columns: [
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
  ],
  privacy: { people: ['denominator'] },
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const { snapshot, filter } = context;
    const employment = await loadEmployment(snapshot.db, filter.department);
    const { begins, days } = await activeDays(snapshot, { department: null, community: filter.community });
    const points = monthEnds(period).map((date) => {
      const day = dayNumber(date);
      const employed = employment.on(day);
      let active = 0;
      for (const person of employed) {
        const end = begins[person + 1] ?? 0;
        const next = firstNotBelow(days, day - windowDays + 1, begins[person] ?? 0, end);
        if (next < end && (days[next] as number) <= day) active += 1;
      }
      return { date, active, population: employed.length };
    });
    const rows = points.map(({ date, active, population }) => {
      const interval = wilson(active, population);
      return {
        date,
        group: null,
        value: population === 0 ? null : active / population,
        numerator: active,
        denominator: population,
        lower: interval?.[0] ?? null,
        upper: interval?.[1] ?? null,
      };
    });
    const firstPoint = rows[0]?.date ?? period.from;
    return { rows, warnings: unfilledWindow({ ...period, from: firstPoint }, windowDays) };
  },
});

/** The last day of each month of the period, and that of the period. */
function monthEnds(period: Period): string[] {
  const [, ...later] = monthsOf(period);
  return [...later, period.to].map((first) => addDays(first, -1));
}
