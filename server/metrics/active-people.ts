import type { ResolvedFilter } from '../contract/filters.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { inDepartment } from './in-department.ts';

/**
 * (day, person) of every contribution inside the filter's department and community, over the whole history, people by the
 * number of `person_numbers`; a day in two communities stands twice. The caller applies the period, since "new" means new
 * ever and trailing windows reach back before it.
 */
export function activePeople(filter: Pick<ResolvedFilter, 'department' | 'community'>): Sql {
  return sql`
    select a.day, a.person
    from numbered_days a
      ${filter.department === null ? nothing : sql`join person_numbers w on w.person = a.person`}
    where a.posts + a.replies + a.reactions + a.mentions > 0
      ${
        filter.community === null
          ? nothing
          : sql`and a.community = (select community from community_numbers where community_id = ${filter.community})`
      }
      ${inDepartment(filter.department, sql`w.person_id`, sql`a.day`)}`;
}
