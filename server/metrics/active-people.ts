import type { ResolvedFilter } from '../contract/filters.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { inDepartment } from './in-department.ts';

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
      ${inDepartment(filter.department, sql`a.person_id`, sql`a.day`)}
  `;
}
