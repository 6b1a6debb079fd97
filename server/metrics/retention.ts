import { z } from 'zod';
import { sql } from '../facts/sql.ts';
import { activePeople } from './active-people.ts';
import { defineMetric } from './define.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';

const Row = z.object({
  cohort: z.string(),
  size: z.number(),
  offset: z.number(),
  retained: z.number().nullable(),
  numerator: z.number().nullable(),
});

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
    const rows = await context.snapshot.db.all(
      Row,
      sql`
        with active as (
          select distinct person_id, date_trunc('month', day)::date as month
          from (${activePeople(context.filter)})
          where day < ${period.to}::date
        ),
        newcomer as (
          select person_id, min(month) as cohort from active group by person_id
          having min(month) >= date_trunc('month', ${period.from}::date)
        ),
        cohort as (select cohort, count(*) as size from newcomer group by cohort),
        kept as (
          select n.cohort, a.month, count(*) as people
          from newcomer n join active a on a.person_id = n.person_id
          group by all
        ),
        cell as (
          select cohort, size,
            unnest(generate_series(cohort, ${period.to}::date - 1, interval 1 month))::date as month
          from cohort
        ),
        known as (
          select c.*, case when c.month + interval 1 month <= ${period.to}::date then coalesce(k.people, 0) end as people
          from cell c left join kept k on k.cohort = c.cohort and k.month = c.month
        )
        select cohort, size, date_diff('month', cohort, month) as offset, people / size::double as retained,
          people as numerator
        from known
        order by cohort, month`,
    );
    return { rows, warnings: rows[0]?.cohort.slice(0, 7) === period.dataFrom.slice(0, 7) ? [firstCohort] : [] };
  },
});

const firstCohort = {
  fr: 'La première cohorte réunit aussi les personnes qui contribuaient déjà avant le début des données.',
  en: 'The first cohort also gathers the people who contributed before the data begin.',
};
