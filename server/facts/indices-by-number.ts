import type { ResolvedFilter } from '../contract/filters.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import { numberedPeople } from './tie-events.ts';

/** What rows of `numbered_events` and `numbered_days` call people and communities, as places in the lists of their ids. */
export interface IndicesByNumber {
  readonly people: number;
  readonly communities: number;
  /** Index of a person as in `numberedPeople(filter)`; -1 for who is no node. */
  readonly person: (number: number) => number;
  /** Place of a community in the sorted list of ids; -1 for none. */
  readonly community: (number: number) => number;
}

/** Indices of the people under a filter and of all communities. O(people + communities). */
export async function indicesByNumber(
  db: Db,
  filter: Pick<ResolvedFilter, 'to' | 'community'>,
): Promise<IndicesByNumber> {
  const people = await db.columns(2, sql`select person, i from (${numberedPeople(filter)})`);
  const communities = await db.columns(
    2,
    sql`
      select n.community, c.place::integer
      from (select community_id, row_number() over (order by community_id) - 1 as place from communities) c
      left join community_numbers n using (community_id)
      order by c.place`,
  );
  const placeOf = lookup(communities);
  const indexOf = lookup(people);
  return {
    people: people[0]?.length ?? 0,
    communities: communities[0]?.length ?? 0,
    person: (number) => indexOf[number] ?? -1,
    community: (number) => placeOf[number] ?? -1,
  };
}

/** The place of each number; -1 where it has none. */
function lookup([numbers = none, places = none]: readonly Float64Array[]): Int32Array {
  const known = numbers.filter((number) => !Number.isNaN(number));
  const of = new Int32Array(1 + known.reduce((most, number) => Math.max(most, number), -1)).fill(-1);
  numbers.forEach((number, k) => {
    if (!Number.isNaN(number)) of[number] = places[k] as number;
  });
  return of;
}

const none = new Float64Array(0);
