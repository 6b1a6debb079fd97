import { nothing, type Sql, sql } from '../facts/sql.ts';

/**
 * `and …`: the person belongs to the department on that day, or nothing when no department is asked for.
 * External people stand in no department. A null day (undated data) means the department known last.
 */
export function inDepartment(department: string | null, person: Sql, day: Sql): Sql {
  if (department === null) return nothing;
  return sql`and exists (
    select 1 from people d
    where d.person_id = ${person} and d.department = ${department} and d.affiliation <> 'external'
      and (d.valid_from is null or d.valid_from <= coalesce(${day}, date '9999-12-31'))
      and (d.valid_to is null or d.valid_to > coalesce(${day}, date '9999-12-31')))`;
}
