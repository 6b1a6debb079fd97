import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, sql } from '../facts/sql.ts';
import { humanContributions } from './human-contributions.ts';
import { inDepartment } from './in-department.ts';

const Row = z.object({
  community_id: z.string(),
  name: z.string(),
  contributions: z.array(z.number()),
  replies: z.array(z.number()),
});

/** Contributions and replies of each person of a community; members who made none stand as 0. */
export type CommunityContributions = z.infer<typeof Row>;

/**
 * Every community of the registry that the filter lets through, silent ones with an empty list, by id. Its people are
 * its human members during the period and whoever contributed there; without dates, members and contributors ever.
 */
export function communityContributions(
  { db }: Pick<Snapshot, 'db'>,
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>,
): Promise<CommunityContributions[]> {
  const lastDay = filter.to === null ? sql`null::date` : sql`(${filter.to}::date - 1)`;
  return db.all(
    Row,
    sql`
      with member as (
        select distinct m.community_id, m.person_id
        from memberships m
        where not exists (
            select 1 from people k
            where k.person_id = m.person_id and (
              k.kind <> 'human' ${filter.from === null ? nothing : sql`or k.left_on <= ${filter.from}::date`}))
          ${filter.to === null ? nothing : sql`and (m.valid_from is null or m.valid_from < ${filter.to}::date)`}
          ${filter.from === null ? nothing : sql`and (m.valid_to is null or m.valid_to > ${filter.from}::date)`}
          ${inDepartment(filter.department, sql`m.person_id`, lastDay)}
      ),
      made as (
        select community_id, actor_id as person_id, count(*) as contributions, count(*) filter (where kind = 'reply') as replies
        from (${humanContributions(filter, 'dropped')})
        where community_id is not null
        group by all
      ),
      person as (
        select coalesce(m.community_id, c.community_id) as community_id,
          coalesce(c.contributions, 0) as contributions, coalesce(c.replies, 0) as replies
        from member m full join made c on c.community_id = m.community_id and c.person_id = m.person_id
      )
      select c.community_id, c.name,
        coalesce(list(p.contributions order by p.contributions) filter (where p.community_id is not null), []) as contributions,
        coalesce(list(p.replies order by p.replies) filter (where p.community_id is not null), []) as replies
      from communities c left join person p on p.community_id = c.community_id
      ${filter.community === null ? nothing : sql`where c.community_id = ${filter.community}`}
      group by c.community_id, c.name
      order by c.community_id`,
  );
}

/** Columns that say on how many people and contributions a measure of concentration stands. */
export function basis({ contributions }: CommunityContributions) {
  return {
    people: contributions.length,
    contributors: contributions.filter((count) => count > 0).length,
    contributions: contributions.reduce((sum, count) => sum + count, 0),
  };
}

/** The columns of `basis`, as the contract wants them. */
export const basisColumns = [
  { key: 'people', label: { fr: 'Membres et contributeurs', en: 'Members and contributors' }, unit: 'people' },
  { key: 'contributors', label: { fr: 'Contributeurs', en: 'Contributors' }, unit: 'people' },
  { key: 'contributions', label: { fr: 'Contributions', en: 'Contributions' }, unit: 'count' },
] as const;
