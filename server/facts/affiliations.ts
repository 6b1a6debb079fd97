import { type Sql, sql } from './sql.ts';

/**
 * (person_id, since, department): where humans were from each day on, earliest first; null when unknown or external. To be
 * joined as of a day (`asof join … on person_id and since <= day`).
 */
export function affiliations(): Sql {
  return sql`
    select person_id, coalesce(valid_from, date '0001-01-01') as since,
      if(affiliation = 'external', null, department) as department, affiliation = 'external' as is_external
    from people where kind = 'human'`;
}

/** A day to join by; undated events count for the last affiliation. */
export const dayOrLast = (day: Sql): Sql => sql`coalesce(${day}, date '9999-12-31')`;
