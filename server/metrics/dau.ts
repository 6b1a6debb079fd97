import { z } from 'zod';
import { sql } from '../facts/sql.ts';
import { activePeople } from './active-people.ts';
import { defineMetric } from './define.ts';

const Row = z.object({
  date: z.string(),
  group: z.null(),
  value: z.number(),
  numerator: z.number(),
  denominator: z.null(),
});

/** Daily active people: distinct people with a contribution on the day. */
export const dau = defineMetric({
  id: 'dau',
  shape: 'series',
  unit: 'people',
  family: 'adoption',
  label: { fr: 'Personnes actives par jour', en: 'Daily active people' },
  question: { fr: 'Combien de personnes contribuent chaque jour ?', en: 'How many people contribute each day?' },
  definition: {
    fr: 'Nombre de personnes distinctes qui ont publié, répondu, réagi ou mentionné quelqu’un ce jour-là. Lire ne suffit pas ; les robots ne comptent pas.',
    en: 'Distinct people who posted, replied, reacted or mentioned someone on that day. Reading is not enough; bots are left out.',
  },
  formula: 'DAU(d) = |{p : contributions(p, d) ≥ 1}|',
  range: { fr: '0 à la population', en: '0 to the population' },
  nullRule: { fr: 'Jamais nul : un jour sans activité vaut 0.', en: 'Never null: a day without activity is 0.' },
  reference: 'Jive and Discourse usage definitions; the day is that of the reporting time zone.',
  needs: ['times'],
  version: 1,
  compute: async ({ snapshot, filter }) => ({
    rows: await snapshot.db.all(
      Row,
      sql`
        with active as (${activePeople(filter)}),
        calendar as (
          select unnest(generate_series(${filter.from}::date, ${filter.to}::date - 1, interval 1 day))::date as day
        )
        select c.day as date, null as group, count(distinct a.person_id) as value,
          count(distinct a.person_id) as numerator, null as denominator
        from calendar c left join active a on a.day = c.day
        group by c.day
        order by c.day
      `,
    ),
  }),
});
