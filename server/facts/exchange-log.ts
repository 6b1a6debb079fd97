import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { CommunitySpells, ExchangeLog } from '../models/new-ties.ts';
import { affiliations } from './affiliations.ts';
import { anotherPerson } from './another-person.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import { numberedPeople } from './tie-events.ts';

/** Days that a contribution makes somebody one of a community for. */
const presentFor = 180;

/**
 * Every reply and mention between two people up to the end of the period, from the beginning of the data, in the order of
 * time; communities by their place in the list of their ids, departments by theirs in `groups`. Undated ones are left out.
 */
export async function loadExchangeLog(
  db: Db,
  { to }: Pick<ResolvedFilter, 'to'>,
): Promise<ExchangeLog & { readonly groups: readonly string[] }> {
  const filter = { to, community: null };
  const names = await db.all(
    z.object({ department: z.string() }),
    sql`select distinct department from (${affiliations()}) where department is not null order by department`,
  );
  const [count] = await db.columns(1, sql`select count(*) from (${numberedPeople(filter)})`);
  const columns = await db.columns(
    7,
    sql`
      with node as materialized (${numberedPeople(filter)}),
      place as (select community_id, row_number() over (order by community_id) - 1 as place from communities),
      code as (
        select department, row_number() over (order by department) - 1 as code
        from (select distinct department from (${affiliations()}) where department is not null)
      ),
      exchange as (
        select a.i, b.i as j, e.actor_id, e.target_id, e.day, e.occurred_at, e.community_id
        from events e
        join node a on a.person_id = e.actor_id
        join node b on b.person_id = e.target_id
        where e.kind in ('reply', 'mention') and not e.by_service and e.day < ${to}::date
          and ${anotherPerson(sql`e.actor_id`, sql`e.target_id`)}
      )
      select e.i, e.j, e.day - date '1970-01-01', epoch(e.occurred_at), coalesce(p.place, -1),
        coalesce(x.code, -1), coalesce(y.code, -1)
      from exchange e
      asof left join (${affiliations()}) u on u.person_id = e.actor_id and u.since <= e.day
      asof left join (${affiliations()}) v on v.person_id = e.target_id and v.since <= e.day
      left join code x on x.department = u.department
      left join code y on y.department = v.department
      left join place p on p.community_id = e.community_id
      order by e.occurred_at, e.i, e.j`,
  );
  const whole = (k: number): Int32Array => Int32Array.from(columns[k] ?? []);
  return {
    groups: names.map(({ department }) => department),
    people: count?.[0] ?? 0,
    from: whole(0),
    to: whole(1),
    day: whole(2),
    at: columns[3] ?? new Float64Array(),
    community: whole(4),
    fromGroup: whole(5),
    toGroup: whole(6),
  };
}

/**
 * Who was in which community: members, and for 180 days those who contributed there. People and communities as above.
 * Communities of the organisation as a whole, and those in which more than half of the people are, bring nobody together.
 */
export async function loadCommunitySpells(db: Db, { to }: Pick<ResolvedFilter, 'to'>): Promise<CommunitySpells> {
  const columns = await db.columns(
    4,
    sql`
      with node as materialized (${numberedPeople({ to, community: null })}),
      place as (select community_id, row_number() over (order by community_id) - 1 as place from communities),
      present as (
        select *, day > lag(day) over (partition by person_id, community_id order by day) + ${presentFor} as is_back
        from (select distinct person_id, community_id, day from actor_days where community_id is not null)
      ),
      run as (
        select *, sum(coalesce(is_back, true)::integer) over (partition by person_id, community_id order by day) as run
        from present
      ),
      spell as (
        select person_id, community_id, valid_from as since, valid_to as until from memberships
        union all
        select person_id, community_id, min(day) + 1, max(day) + 1 + ${presentFor} from run group by person_id, community_id, run
      )
      select n.i, p.place, coalesce(s.since - date '1970-01-01', -1e9), coalesce(s.until - date '1970-01-01', 1e9)
      from spell s join node n using (person_id) join place p using (community_id)
      where s.community_id not in (select community_id from communities where type = 'organisation')
        and s.community_id not in (
          select community_id from spell join node using (person_id)
          group by community_id having count(distinct person_id) > (select count(*) / 2 from node))`,
  );
  return {
    person: Int32Array.from(columns[0] ?? []),
    community: Int32Array.from(columns[1] ?? []),
    since: columns[2] ?? new Float64Array(),
    until: columns[3] ?? new Float64Array(),
  };
}
