import type { ResolvedFilter } from '../contract/filters.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';

/**
 * (day, person_id) of every contribution inside the filter's department and community, over the whole history:
 * the caller applies the period, since "new" means new ever and trailing windows reach back before it.
 */
export function activePeople(filter: Pick<ResolvedFilter, 'department' | 'community'>): Sql {
  return sql`
    select distinct a.day, a.person_id
    from actor_days a
    where a.posts + a.replies + a.reactions + a.mentions > 0
      ${filter.community === null ? nothing : sql`and a.community_id = ${filter.community}`}
      ${
        filter.department === null
          ? nothing
          : sql`and exists (
              select 1 from people p
              where p.person_id = a.person_id and p.department = ${filter.department}
                and (p.valid_from is null or p.valid_from <= a.day) and (p.valid_to is null or p.valid_to > a.day)
            )`
      }
  `;
}
