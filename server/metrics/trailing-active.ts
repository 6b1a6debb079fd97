import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Text } from '../contract/text.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { activePeople } from './active-people.ts';
import type { Computed, Context } from './define.ts';
import { addDays, knownPeriod, nothingKnown, type Period } from './known-period.ts';

const Row = z.object({
  date: z.string(),
  group: z.null(),
  value: z.number(),
  numerator: z.number(),
  denominator: z.null(),
});

/**
 * (day, people, person_days) for each day of the period: distinct people active in the `days` days that end with it,
 * and the sum of the daily active people of those same days.
 * By gaps: each active day of a person opens a span that ends at their next active day or after `days` days, so that
 * the people of a window are the spans open on its last day, a running sum. One sort, whatever the window's length.
 */
export function trailingActive(
  filter: Pick<ResolvedFilter, 'department' | 'community'>,
  period: Period,
  days: number,
): Sql {
  return sql`
    with active as (
      select day, person_id from (${activePeople(filter)})
      where day > ${period.from}::date - ${days}::integer and day < ${period.to}::date
    ),
    span as (
      select day, least(
        day + ${days}::integer,
        lead(day, 1, date '9999-12-31') over (partition by person_id order by day)) as closes
      from active
    ),
    step as (
      select day, sum(opened) as opened, sum(change) as change
      from (select day, 1 as opened, 1 as change from span union all select closes, 0, -1 from span)
      group by day
    ),
    calendar as (
      select unnest(generate_series(${period.from}::date - ${days}::integer + 1, ${period.to}::date - 1, interval 1 day))::date
        as day
    ),
    running as (
      select c.day,
        sum(coalesce(s.change, 0)) over (order by c.day) as people,
        sum(coalesce(s.opened, 0)) over (order by c.day rows between ${days}::integer - 1 preceding and current row)
          as person_days
      from calendar c left join step s on s.day = c.day
    )
    select day, people, person_days from running where day >= ${period.from}::date
  `;
}

/** `compute` of a metric that counts the distinct people active in a trailing window of so many days. */
export function trailingPeople(days: number): (context: Context) => Promise<Computed> {
  return async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const rows = await context.snapshot.db.all(
      Row,
      sql`
        select day as date, null as group, people as value, people as numerator, null as denominator
        from (${trailingActive(context.filter, period, days)})
        order by day`,
    );
    return { rows, warnings: unfilledWindow(period, days) };
  };
}

/** Says so when the first windows of a series begin before the data do. */
export function unfilledWindow(period: Period, days: number): Text[] {
  const filled = addDays(period.dataFrom, days - 1);
  if (period.from >= filled) return [];
  return [
    {
      fr: `Les données commencent le ${period.dataFrom} : avant le ${filled}, la fenêtre de ${days} jours n’est pas encore pleine et le chiffre est trop bas.`,
      en: `The data begin on ${period.dataFrom}: before ${filled} the window of ${days} days is not yet full and the figure is too low.`,
    },
  ];
}
