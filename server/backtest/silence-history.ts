import { z } from 'zod';
import type { Snapshot } from '../facts/open.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { type ActivityHistory, activityHistory } from '../models/activity-history.ts';
import { dayText } from '../models/day-number.ts';

export const entityKinds = ['community', 'member'] as const;
export type EntityKind = (typeof entityKinds)[number];

/** The history of all communities, or of all people, with the ids of its entities. */
export interface NamedHistory {
  readonly ids: readonly string[];
  readonly history: ActivityHistory;
}

const Entity = z.object({ id: z.string(), ended: z.number().nullable() });

/** Forecasts of people only ever make figures of many of them: of more than this an even sample says the same. */
export const mostMembers = 3000;

/**
 * What is known before `asOf` (a day number, out). A community is active on the days on which people write in it, whoever
 * they are; a person on the days on which they contribute at all, wherever it is. Bots have no activity. Of people, at most
 * `most`, evenly spread over their ids, which are random.
 */
export async function loadHistory(
  snapshot: Snapshot,
  kind: EntityKind,
  asOf: number,
  most = mostMembers,
): Promise<NamedHistory> {
  const day = dayText(asOf);
  const [listed, lines] =
    kind === 'community' ? [communities(day), communityLines(day)] : await memberQueries(snapshot, day, most);
  const entities = await snapshot.db.all(Entity, listed);
  const [entity, days, part, amount] = await snapshot.db.columns(4, lines);
  const none = new Float64Array();
  return {
    ids: entities.map(({ id }) => id),
    history: activityHistory(
      { entity: entity ?? none, day: days ?? none, part: part ?? none, amount: amount ?? none },
      Float64Array.from(entities, ({ ended }) => ended ?? Number.POSITIVE_INFINITY),
    ),
  };
}

/** An end that was not yet known on `day` is none. */
const communities = (day: string): Sql => sql`
  select community_id as id, case when archived_on < ${day}::date then archived_on - date '1970-01-01' end as ended
  from communities order by community_id`;

const communityLines = (day: string): Sql => sql`
  with place as (select community_id, row_number() over (order by community_id) - 1 as place from communities)
  select p.place, a.day - date '1970-01-01', dense_rank() over (order by a.person_id) - 1, a.posts + a.replies
  from actor_days a join place p using (community_id)
  where a.posts + a.replies > 0 and a.day < ${day}::date
  order by p.place, a.day, a.person_id`;

async function memberQueries(snapshot: Snapshot, day: string, most: number): Promise<readonly [Sql, Sql]> {
  const active = sql`
    select person_id from actor_days
    where posts + replies + reactions + mentions > 0 and day < ${day}::date
    group by person_id`;
  const { people } = await snapshot.db.one(
    z.object({ people: z.number() }),
    sql`select count(*) as people from (${active})`,
  );
  const apart = Math.max(1, Math.ceil(people / most));
  const place = sql`
    select person_id, (row_number() over (order by person_id) - 1) // ${apart} as place from (${active})
    qualify (row_number() over (order by person_id) - 1) % ${apart} = 0`;
  return [
    sql`
      select person_id as id,
        max(case when left_on < ${day}::date then left_on - date '1970-01-01' end) as ended
      from (${place}) left join people using (person_id) group by person_id order by person_id`,
    sql`
      with
        place as (${place}),
        lines as (
          select person_id, day, coalesce(community_id, '') as part,
            sum(posts + replies + reactions + mentions) as amount
          from actor_days where day < ${day}::date group by all having amount > 0
        )
      select p.place, l.day - date '1970-01-01', dense_rank() over (order by l.part) - 1, l.amount
      from lines l join place p using (person_id)
      order by p.place, l.day, l.part`,
  ];
}
