import { z } from 'zod';
import { nothing, sql } from '../facts/sql.ts';
import { wilson } from '../graph/statistics.ts';
import { minimumGroupSize } from '../privacy.ts';
import { activePeople } from './active-people.ts';
import { type Context, defineMetric } from './define.ts';
import { addDays, knownPeriod, nothingKnown } from './known-period.ts';
import { rank } from './rank.ts';
import { unfilledWindow } from './trailing-active.ts';

const windowDays = 28;
/** Three windows: the two compared share no day. */
const stepBack = 3 * windowDays;

const Counted = z.object({ day: z.string(), department: z.string(), active: z.number(), population: z.number() });

/** Share of each department employed at the end of the period who contributed in the 28 days before, beside 84 days ago. */
export const adoptionByDepartment = defineMetric({
  id: 'adoption-by-department',
  shape: 'ranking',
  unit: 'share',
  family: 'adoption',
  subject: 'department',
  label: { fr: 'Adoption par service', en: 'Adoption by department' },
  question: {
    fr: 'Quels services participent, et lesquels viennent de bouger ?',
    en: 'Which departments take part, and which have just moved?',
  },
  definition: {
    fr: 'Au dernier jour de la période : part des personnes du service présentes ce jour-là (hors externes) qui ont contribué au cours des 28 jours précédents, à côté de la même part 84 jours plus tôt, avec les effectifs d’alors.',
    en: 'On the last day of the period: share of the people of the department employed on that day (externals apart) who contributed in the 28 days before, beside the same share 84 days earlier, among those employed then.',
  },
  formula: '|active(]d − 28, d]) ∩ employed(d, g)| ÷ |employed(d, g)|; change = value(d) − value(d − 84)',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: `La valeur d’avant est nulle sous ${minimumGroupSize} personnes, ou quand les données commencent trop tard pour elle.`,
    en: `The earlier value is null under ${minimumGroupSize} people, or when the data begin too late for it.`,
  },
  reference:
    'Interactive users rate (SWOOP): over the people employed, not over the accounts created. Interval: Wilson 1927.',
  needs: ['times', 'population', 'departments'],
  columns: [
    { key: 'numerator', label: { fr: 'Actifs en 28 jours', en: 'Active in 28 days' }, unit: 'people' },
    { key: 'denominator', label: { fr: 'Effectif', en: 'Employed' }, unit: 'people' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'previous', label: { fr: '84 jours plus tôt', en: '84 days earlier' }, unit: 'share' },
    { key: 'previous_day', label: { fr: 'Jour de comparaison', en: 'Day compared with' }, unit: 'date' },
    { key: 'change', label: { fr: 'Évolution', en: 'Change' }, unit: 'share' },
  ],
  privacy: { departments: ['subject_id'], people: ['denominator'] },
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const end = addDays(period.to, -1);
    const before = addDays(end, -stepBack);
    const counted = await countOn(context, [end, before]);
    const comparable = addDays(before, 1 - windowDays) >= period.dataFrom;
    const earlier = new Map(
      counted
        .filter(({ day, population }) => comparable && day === before && population >= minimumGroupSize)
        .map(({ department, active, population }) => [department, active / population]),
    );
    const departments = counted.filter(({ day }) => day === end);
    const rows = rank(
      departments.map(({ department, active, population }) => {
        const value = active / population;
        const previous = earlier.get(department) ?? null;
        const interval = wilson(active, population);
        return {
          subject_id: department,
          name: department,
          value,
          columns: {
            numerator: active,
            denominator: population,
            lower: interval?.[0] ?? null,
            upper: interval?.[1] ?? null,
            previous,
            previous_day: previous === null ? null : before,
            change: previous === null ? null : value - previous,
          },
        };
      }),
    );
    return { rows, warnings: unfilledWindow({ ...period, from: end }, windowDays) };
  },
});

/** Employed and active people of each department on each of these days; a department nobody stands in has no row. */
function countOn({ snapshot, filter }: Context, days: readonly [string, string]): Promise<z.infer<typeof Counted>[]> {
  const only = filter.department === null ? nothing : sql`and p.department = ${filter.department}`;
  return snapshot.db.all(
    Counted,
    sql`
      with point as (select unnest([${days[0]}::date, ${days[1]}::date]) as day),
      employed as (
        select distinct d.day, p.department, n.person
        from point d
        join people p on (p.joined_on is null or p.joined_on <= d.day) and (p.left_on is null or p.left_on > d.day)
          and (p.valid_from is null or p.valid_from <= d.day) and (p.valid_to is null or p.valid_to > d.day)
        join person_numbers n on n.person_id = p.person_id
        where p.kind = 'human' and p.affiliation <> 'external' and p.department is not null ${only}
      ),
      active as (
        select distinct d.day, a.person
        from point d
        join (${activePeople({ department: null, community: filter.community })}) a
          on a.day > d.day - ${windowDays}::integer and a.day <= d.day
      )
      select e.day, e.department, count(a.person) as active, count(*) as population
      from employed e
      left join active a on a.day = e.day and a.person = e.person
      group by e.day, e.department`,
  );
}
