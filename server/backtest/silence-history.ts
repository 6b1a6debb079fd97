import { z } from 'zod';
import type { Db } from '../facts/db.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { loadWrittenDays, type WrittenDays } from '../facts/written-days.ts';
import { type ActivityHistory, type ActivityLines, activityHistory } from '../models/activity-history.ts';
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
export const loadHistory = (
  snapshot: Snapshot,
  kind: EntityKind,
  asOf: number,
  most = mostMembers,
): Promise<NamedHistory> =>
  kind === 'community' ? communityHistory(snapshot.db, asOf) : memberHistory(snapshot.db, asOf, most);

/** @param written all that was written before `asOf`, when it is at hand. */
export async function communityHistory(db: Db, asOf: number, written?: WrittenDays): Promise<NamedHistory> {
  const before = dayText(asOf);
  // An end that was not yet known on that day is none.
  const communities = await db.all(
    Entity,
    sql`
      select community_id as id,
        case when archived_on < ${before}::date then archived_on - date '1970-01-01' end as ended
      from communities order by community_id`,
  );
  const { begins, day, person, posts, replies } = written ?? (await loadWrittenDays(db, before));
  const entity = new Int32Array(day.length);
  const amount = new Int32Array(day.length);
  communities.forEach((_, place) => entity.fill(place, begins[place], begins[place + 1]));
  for (let k = 0; k < amount.length; k++) amount[k] = (posts[k] as number) + (replies[k] as number);
  return named(communities, { entity, day, part: person, amount });
}

async function memberHistory(db: Db, asOf: number, most: number): Promise<NamedHistory> {
  const before = sql`${dayText(asOf)}::date`;
  const active = sql`
    select person_id, person
    from person_numbers
    where person in (
      select person from numbered_days where posts + replies + reactions + mentions > 0 and day < ${before})`;
  const [count] = await db.columns(1, sql`select count(*) from (${active})`);
  const apart = Math.max(1, Math.ceil((count?.[0] ?? 0) / most));
  const place = sql`
    select person_id, person, ((row_number() over (order by person_id) - 1) // ${apart})::integer as place from (${active})
    qualify (row_number() over (order by person_id) - 1) % ${apart} = 0`;
  const people = await db.all(
    Entity,
    sql`
      select person_id as id,
        max(case when left_on < ${before} then left_on - date '1970-01-01' end) as ended
      from (${place}) left join people using (person_id) group by person_id order by person_id`,
  );
  const none = new Float64Array();
  const [entity = none, day = none, part = none, amount = none] = await db.columns(
    4,
    sql`
      select p.place, (a.day - date '1970-01-01')::integer as day, coalesce(a.community, 0) as part,
        sum(a.posts + a.replies + a.reactions + a.mentions)::integer as amount
      from numbered_days a join (${place}) p on p.person = a.person
      where a.day < ${before}
      group by all having amount > 0
      order by p.place, day, part`,
  );
  return named(people, { entity, day, part, amount });
}

const named = (entities: readonly z.infer<typeof Entity>[], lines: ActivityLines): NamedHistory => ({
  ids: entities.map(({ id }) => id),
  history: activityHistory(
    lines,
    Float64Array.from(entities, ({ ended }) => ended ?? Number.POSITIVE_INFINITY),
  ),
});
