import type { ResolvedFilter } from '../contract/filters.ts';
import type { Db } from '../facts/db.ts';
import { nothing, sql } from '../facts/sql.ts';
import { groupedBy } from '../models/counting-sort.ts';
import type { Contributors } from './community-contributors.ts';
import { inDepartment } from './in-department.ts';

/** The human members of communities during a period. */
export interface CommunityMembers {
  /** Members of the community at this place, in the order of ids, who are not among its contributors. O(members). */
  silent(place: number, contributors: Pick<Contributors, 'count' | 'person'>): number;
}

/** Members of the communities that the filter lets through; without dates, members ever. */
export async function loadCommunityMembers(
  db: Db,
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>,
): Promise<CommunityMembers> {
  const lastDay = filter.to === null ? sql`null::date` : sql`(${filter.to}::date - 1)`;
  const only = filter.community === null ? nothing : sql`where community_id = ${filter.community}`;
  const [place = new Float64Array(), person = new Float64Array()] = await db.columns(
    2,
    sql`
      select distinct p.place, n.person
      from memberships m
      join person_numbers n on n.person_id = m.person_id
      join (
        select community_id, (row_number() over (order by community_id) - 1)::integer as place from communities ${only}
      ) p on p.community_id = m.community_id
      where n.person not in (
          select w.person from people k join person_numbers w using (person_id)
          where k.kind <> 'human' ${filter.from === null ? nothing : sql`or k.left_on <= ${filter.from}::date`})
        ${filter.to === null ? nothing : sql`and (m.valid_from is null or m.valid_from < ${filter.to}::date)`}
        ${filter.from === null ? nothing : sql`and (m.valid_to is null or m.valid_to > ${filter.from}::date)`}
        ${inDepartment(filter.department, sql`m.person_id`, lastDay)}`,
  );
  const places = 1 + place.reduce((largest, at) => Math.max(largest, at), -1);
  const people = 1 + person.reduce((largest, who) => Math.max(largest, who), -1);
  const { order, begins } = groupedBy(place, places);
  const wroteIn = new Int32Array(people).fill(-1);
  return {
    silent(at, contributors) {
      if (at >= places) return 0;
      for (let k = 0; k < contributors.count; k++) {
        const who = contributors.person[k] as number;
        if (who < people) wroteIn[who] = at;
      }
      const own = order.subarray(begins[at], begins[at + 1]);
      return own.reduce((silent, k) => silent + Number(wroteIn[person[k] as number] !== at), 0);
    },
  };
}
