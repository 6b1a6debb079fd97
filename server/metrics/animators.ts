import { type Sql, sql } from '../facts/sql.ts';

/**
 * (community_id, person_id) of the people who animate a community at the end of a period (`to`, out, or null for undated
 * data): humans who have not left.
 */
export function currentAnimators(to: string | null): Sql {
  const day = to === null ? sql`null::date` : sql`(${to}::date - 1)`;
  return sql`
    select distinct m.community_id, m.person_id
    from memberships m
    where m.role = 'animator' and coalesce(m.valid_from <= ${day}, true) and coalesce(m.valid_to > ${day}, true)
      and not exists (
        select 1 from people k
        where k.person_id = m.person_id and (k.kind <> 'human' or coalesce(k.left_on <= ${day}, false)))`;
}

/** Whether a person (an SQL expression) animated a community on a day. */
export function animatesOn(community: Sql, person: Sql, day: Sql): Sql {
  return sql`
    exists (
      select 1 from memberships a
      where a.role = 'animator' and a.community_id = ${community} and a.person_id = ${person}
        and coalesce(a.valid_from <= ${day}, true) and coalesce(a.valid_to > ${day}, true))`;
}
