import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { CirclesInput, Contributions } from '../models/community-circles.ts';
import { type ExchangeLog, groupOn, inTimeOrder } from '../models/exchange-log.ts';
import { affiliations } from './affiliations.ts';
import type { Db } from './db.ts';
import { indicesByNumber } from './indices-by-number.ts';
import { sql } from './sql.ts';
import { numberedPeople } from './tie-events.ts';

/** Days that a contribution makes somebody one of a community for. */
const presentFor = 180;

/**
 * Every reply and mention between two people up to the end of the period, from the beginning of the data, in the order of
 * time; communities by their place in the list of their ids, departments by theirs in `groups`. Undated ones are left out.
 * O(events).
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
  const [person = none, since = none, group = none] = await db.columns(
    3,
    sql`
      with code as (
        select department, row_number() over (order by department) - 1 as code
        from (select distinct department from (${affiliations()}) where department is not null)
      )
      select n.i, (a.since - date '1970-01-01')::integer, coalesce(c.code, -1)::integer
      from (${affiliations()}) a join (${numberedPeople(filter)}) n using (person_id) left join code c using (department)
      order by n.i, a.since`,
  );
  const indices = await indicesByNumber(db, filter);
  const [actor = none, target = none, day = none, at = none, community = none] = await db.columns(
    5,
    sql`
      select actor, target, (day - date '1970-01-01')::integer, epoch(occurred_at), coalesce(community, -1)
      from numbered_events
      where kind in ('reply', 'mention') and not by_service and day < ${to}::date and target <> actor`,
  );
  const log = inTimeOrder(among(indices, { from: actor, to: target, day, at, community }));
  const { people } = indices;
  return {
    ...log,
    people,
    groups: names.map(({ department }) => department),
    groupOn: groupOn(people, { person, since, group }),
  };
}

const none = new Float64Array(0);

type Indices = Awaited<ReturnType<typeof indicesByNumber>>;

/** The exchanges between people who have an index, by it. The columns are written over: they are large, and nobody else's. */
function among(
  { person, community }: Indices,
  given: Readonly<Record<'from' | 'to' | 'day' | 'at' | 'community', Float64Array>>,
): typeof given {
  let write = 0;
  for (let e = 0; e < given.from.length; e++) {
    const from = person(given.from[e] as number);
    const to = person(given.to[e] as number);
    if (from < 0 || to < 0) continue;
    given.from[write] = from;
    given.to[write] = to;
    given.day[write] = given.day[e] as number;
    given.at[write] = given.at[e] as number;
    given.community[write++] = community(given.community[e] as number);
  }
  return {
    from: given.from.subarray(0, write),
    to: given.to.subarray(0, write),
    day: given.day.subarray(0, write),
    at: given.at.subarray(0, write),
    community: given.community.subarray(0, write),
  };
}

/**
 * Who was in which community: members, and for 180 days those who contributed there. People and communities as above.
 * Communities of the organisation as a whole bring nobody together. O(days of activity).
 */
export async function loadCirclesInput(db: Db, { to }: Pick<ResolvedFilter, 'to'>): Promise<CirclesInput> {
  const filter = { to, community: null };
  const indices = await indicesByNumber(db, filter);
  const [ofAll = none] = await db.columns(
    1,
    sql`select coalesce(type = 'organisation', false)::integer from communities order by community_id`,
  );
  const [person = none, community = none, since = none, until = none] = await db.columns(
    4,
    sql`
      with place as (select community_id, row_number() over (order by community_id) - 1 as place from communities)
      select n.i, p.place::integer, coalesce(m.valid_from - date '1970-01-01', -1e9)::double,
        coalesce(m.valid_to - date '1970-01-01', 1e9)::double
      from memberships m join (${numberedPeople(filter)}) n using (person_id) join place p using (community_id)`,
  );
  const [who = none, where = none, day = none] = await db.columns(
    3,
    sql`
      select person, community, (day - date '1970-01-01')::integer from numbered_days where community is not null`,
  );
  return {
    people: indices.people,
    communities: indices.communities,
    spells: { person: new Int32Array(person), community: new Int32Array(community), since, until },
    contributions: placed(indices, who, where, day),
    presentFor,
    isOpenToAll: new Uint8Array(ofAll),
  };
}

/** The contributions of people who have an index to communities that have one; written over the columns as above. */
function placed(indices: Indices, who: Float64Array, where: Float64Array, on: Float64Array): Contributions {
  let write = 0;
  for (let k = 0; k < who.length; k++) {
    const one = indices.person(who[k] as number);
    const place = indices.community(where[k] as number);
    if (one < 0 || place < 0) continue;
    who[write] = one;
    where[write] = place;
    on[write++] = on[k] as number;
  }
  return { person: who.subarray(0, write), community: where.subarray(0, write), day: on.subarray(0, write) };
}
