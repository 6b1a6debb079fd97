import type { ResolvedFilter } from '../contract/filters.ts';
import { tieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { numberedPeople, numberedTieEvents, stableSum } from '../facts/tie-events.ts';
import { evidence } from '../facts/tie-strength.ts';

/** A share of all pairs of people, the same pairs every time: the first of so many equal parts. */
export interface PairSample {
  readonly parts: number;
}

/**
 * (origin, one, other, w, w, …) of pairs with evidence either way before each origin, W_ij + W_ji as of its midnight in the
 * reporting zone: one column for each of `halfLives` (days), the other parameters at their defaults. `origin` is a
 * position in `origins`. These are Mondays: the budget of reactions is that of whole weeks, which no later day changes,
 * and caps count the earliest exchanges first.
 */
export function evidenceAtOrigins(
  timeZone: string,
  filter: ResolvedFilter,
  origins: readonly string[],
  halfLives: readonly number[],
  sample: PairSample,
): Sql {
  // Nothing fades under an endless half-life: each exchange keeps its full weight, and then fades at every rate tried.
  const unfaded = { ...tieParameters, half_life_days: Infinity };
  const columns = halfLives
    .map(
      (days) =>
        sql`${stableSum(sql`w * pow(2.0::double, (epoch(occurred_at) - midnight) / (86400.0::double * ${days}))`)}`,
    )
    .reduce((all, column) => sql`${all}, ${column}`);
  return sql`
    with ${evidence(timeZone, filter, unfaded, sql`and ${inSample(sql`a.i`, sql`b.i`, sample)}`)},
    origin as (
      select k, day, epoch((day::timestamp at time zone ${timeZone}) at time zone 'UTC') as midnight
      from (${numbered(origins)})
    )
    select k, least(i, j) as one, greatest(i, j) as other, ${columns}
    from weighted w
    join origin o on w.day < o.day
    group by all
    order by all`;
}

/** (origin, one, other) of pairs of the sample with an exchange of any kind in the `days` from one of the ascending origins on. */
export function exchangedAfter(
  filter: ResolvedFilter,
  origins: readonly string[],
  days: number,
  sample: PairSample,
): Sql {
  return sql`
    with node as materialized (${numberedPeople(filter)})
    select distinct o.k, least(a.i, b.i), greatest(a.i, b.i)
    from (
      -- Of the time around the origins alone: no event of millions is compared with each of them for nothing.
      select * from (${numberedTieEvents(filter)})
      where day >= ${origins[0] ?? null}::date and day < ${origins.at(-1) ?? null}::date + ${days}::integer
    ) e
    join (${numbered(origins)}) o on e.day >= o.day and e.day < o.day + ${days}::integer
    join node a on a.person = e.actor
    join node b on b.person = e.target
    where ${anotherPerson(sql`e.actor`, sql`e.target`)} and ${inSample(sql`a.i`, sql`b.i`, sample)}`;
}

/** The number of pairs with an exchange of any kind, as rows of one query. */
export const exchangingPairs = (filter: ResolvedFilter): Sql => sql`
  select count(*) as pairs from (
    select distinct least(actor, target), greatest(actor, target)
    from (${numberedTieEvents(filter)}) where ${anotherPerson(sql`actor`, sql`target`)})`;

const numbered = (origins: readonly string[]): Sql =>
  origins
    .map((day, k) => sql`select ${k}::integer as k, ${day}::date as day`)
    .reduce((all, one) => sql`${all} union all ${one}`);

const inSample = (i: Sql, j: Sql, { parts }: PairSample): Sql =>
  sql`((least(${i}, ${j})::bigint * 2654435761 + greatest(${i}, ${j})::bigint * 2246822519) % 4294967296) // 65536 % ${parts}::integer = 0`;
