import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, sql } from '../facts/sql.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { humanContributions } from './human-contributions.ts';
import { inDepartment } from './in-department.ts';

const Row = z.object({ community_id: z.string(), name: z.string() });

/** What each person of a community made; members who made nothing stand as 0. */
export interface CommunityContributions {
  readonly community_id: string;
  readonly name: string;
  /** Contributions, one number per person. */
  readonly contributions: Float64Array;
  /** Posts among them, the same people in the same order. */
  readonly posts: Float64Array;
  /** Replies among them, the same people in the same order. */
  readonly replies: Float64Array;
}

/**
 * Every community of the registry that the filter lets through, silent ones without anybody, by id. Its people are
 * its human members during the period and whoever contributed there; without dates, members and contributors ever.
 */
export function communityContributions(
  snapshot: Snapshot,
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>,
): Promise<readonly CommunityContributions[]> {
  let asked = known.get(snapshot);
  if (asked === undefined) {
    asked = new AnswerCache(mostKept);
    known.set(snapshot, asked);
  }
  const { from, to, department, community } = filter;
  return asked.get(JSON.stringify([from, to, department, community]), () => load(snapshot, filter));
}

/** Measures of concentration are asked together: they share what they look at. */
const known = new WeakMap<Snapshot, AnswerCache<readonly CommunityContributions[]>>();
const mostKept = 2;

async function load(
  { db }: Snapshot,
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>,
): Promise<CommunityContributions[]> {
  const only = filter.community === null ? nothing : sql`where community_id = ${filter.community}`;
  const lastDay = filter.to === null ? sql`null::date` : sql`(${filter.to}::date - 1)`;
  const communities = await db.all(Row, sql`select community_id, name from communities ${only} order by community_id`);
  const [index, contributions, posts, replies] = await db.columns(
    4,
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
        select community_id, actor_id as person_id, count(*) as contributions,
          count(*) filter (where kind = 'post') as posts, count(*) filter (where kind = 'reply') as replies
        from (${humanContributions(filter, 'dropped')})
        where community_id is not null
        group by all
      ),
      person as (
        select coalesce(m.community_id, c.community_id) as community_id,
          coalesce(c.contributions, 0) as contributions, coalesce(c.posts, 0) as posts, coalesce(c.replies, 0) as replies
        from member m full join made c on c.community_id = m.community_id and c.person_id = m.person_id
      ),
      place as (
        select community_id, row_number() over (order by community_id) - 1 as place from communities ${only}
      )
      select place, contributions, posts, replies
      from person p join place on place.community_id = p.community_id
      order by place`,
  );
  let begin = 0;
  return communities.map((community, place) => {
    let end = begin;
    while (index?.[end] === place) end++;
    const people = {
      ...community,
      contributions: (contributions ?? new Float64Array()).subarray(begin, end),
      posts: (posts ?? new Float64Array()).subarray(begin, end),
      replies: (replies ?? new Float64Array()).subarray(begin, end),
    };
    begin = end;
    return people;
  });
}

/** Columns that say on how many people and contributions a measure of concentration stands. */
export function basis({ contributions }: Pick<CommunityContributions, 'contributions'>) {
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
