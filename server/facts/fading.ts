import type { ResolvedFilter } from '../contract/filters.ts';
import { type Sql, sql } from './sql.ts';

/**
 * 2^(-age ÷ half-life), age in days up to the midnight of the reporting zone that ends the period; null for an undated
 * event, and 1 for all when the period has no end.
 */
export function faded(timeZone: string, { to }: Pick<ResolvedFilter, 'to'>, halfLifeDays: number, at: Sql): Sql {
  if (to === null) return sql`1.0::double`;
  // As a subquery it is worked out once; in place, the time zone would be looked up for every row.
  const end = sql`(select epoch((${to}::date::timestamp at time zone ${timeZone}) at time zone 'UTC'))`;
  return sql`pow(2.0::double, (epoch(${at}) - ${end}) / (86400.0::double * ${halfLifeDays}::double))`;
}

/** The same, 1 for an undated event. */
export function decay(timeZone: string, period: Pick<ResolvedFilter, 'to'>, halfLifeDays: number, at: Sql): Sql {
  return sql`coalesce(${faded(timeZone, period, halfLifeDays, at)}, 1)`;
}
