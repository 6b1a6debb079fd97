import { z } from 'zod';
import { sql } from '../facts/sql.ts';
import { wilson } from '../graph/statistics.ts';
import { activePeople } from './active-people.ts';
import { defineMetric } from './define.ts';
import { inDepartment } from './in-department.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';
import { unfilledWindow } from './trailing-active.ts';

const Point = z.object({ date: z.string(), active: z.number(), population: z.number() });

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
    const points = await snapshot.db.all(
      Point,
      sql`
        with point as (
          select distinct least(last_day(month), ${period.to}::date - 1) as day
          from (select unnest(generate_series(
            date_trunc('month', ${period.from}::date), ${period.to}::date - 1, interval 1 month)) as month)
        ),
        employed as (
          select distinct d.day, p.person_id
          from point d
          join people p on (p.joined_on is null or p.joined_on <= d.day) and (p.left_on is null or p.left_on > d.day)
          where p.kind = 'human' and p.affiliation <> 'external'
            ${inDepartment(filter.department, sql`p.person_id`, sql`d.day`)}
        ),
        active as (
          select distinct d.day, a.person_id
          from point d
          join (${activePeople({ department: null, community: filter.community })}) a
            on a.day > d.day - 28 and a.day <= d.day
        )
        select d.day as date, count(a.person_id) as active, count(e.person_id) as population
        from point d
        left join employed e on e.day = d.day
        left join active a on a.day = e.day and a.person_id = e.person_id
        group by d.day
        order by d.day`,
    );
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
    return { rows, warnings: unfilledWindow({ ...period, from: firstPoint }, 28) };
  },
});
