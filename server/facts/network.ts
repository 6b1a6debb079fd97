import { z } from 'zod';
import type { ResolvedFilter, TieMode } from '../contract/filters.ts';
import { buildDirected, type Graph, undirected } from '../graph/graph.ts';
import { binary } from '../graph/graph.ts';
import type { Db } from './db.ts';
import { nothing, type Sql, sql } from './sql.ts';
import { strengthTies, undirectedStrength } from './tie-strength.ts';

/**
 * Who gives attention to whom. Nodes are humans (deleted accounts and bots are out), isolates included.
 * Ties go from the one who replies, mentions, reacts or writes to the one addressed; self-loops are counted apart.
 */
export interface Network {
  readonly mode: TieMode;
  /** Person ids, sorted; a node is an index into this list. */
  readonly people: readonly string[];
  /** Names of departments, sorted. */
  readonly departments: readonly string[];
  /** Index into `departments` of each node on the last day of the period; -1 when unknown or external. */
  readonly departmentOf: Int32Array;
  /** 1 for nodes inside the filter's department, or everyone when none is asked for. */
  readonly inScope: Uint8Array;
  readonly directed: Graph;
  /** Direction collapsed: raw 1, counts summed, strength ln(1 + W_ij + W_ji + co-thread). */
  readonly undirected: Graph;
  /** Distinct people with an event towards themselves: activity, never a tie. */
  readonly selfLoops: number;
}

const Node = z.object({ person_id: z.string(), department: z.string().nullable() });

/** Loads the network under a filter. O(events) in SQL, then O(n + m) in memory. */
export async function loadNetwork(db: Db, timeZone: string, filter: ResolvedFilter, mode: TieMode): Promise<Network> {
  const nodes = await db.all(
    Node,
    sql`select person_id, department from (${networkPeople(filter)}) order by person_id`,
  );
  const people = nodes.map((node) => node.person_id);
  const departments = [...new Set(nodes.flatMap((node) => node.department ?? []))].sort();
  const indexOf = new Map(departments.map((department, index) => [department, index]));
  const departmentOf = Int32Array.from(nodes, (node) =>
    node.department === null ? -1 : (indexOf.get(node.department) ?? -1),
  );
  const inScope = Uint8Array.from(nodes, (node) =>
    filter.department === null || node.department === filter.department ? 1 : 0,
  );

  const [loops] = await db.columns(
    1,
    sql`
    select count(distinct e.actor_id) from (${tieEvents(filter)}) e where e.actor_id = e.target_id`,
  );
  const base = { mode, people, departments, departmentOf, inScope, selfLoops: loops?.[0] ?? 0 };

  if (mode === 'strength') {
    const directed = await edges(db, people.length, strengthTies(timeZone, filter));
    return { ...base, directed, undirected: await edges(db, people.length, undirectedStrength(timeZone, filter)) };
  }
  const counted = await edges(
    db,
    people.length,
    sql`
      with node as (select person_id, row_number() over (order by person_id) - 1 as i from (${networkPeople(filter)}))
      select a.i, b.i, sum(e.weight)
      from (${tieEvents(filter)}) e
      join node a on a.person_id = e.actor_id
      join node b on b.person_id = e.target_id
      where e.actor_id <> e.target_id
      group by a.i, b.i
      order by a.i, b.i`,
  );
  const directed = mode === 'raw' ? binary(counted) : counted;
  const both = undirected(directed, 'sum');
  return { ...base, directed, undirected: mode === 'raw' ? binary(both) : both };
}

async function edges(db: Db, n: number, query: Sql): Promise<Graph> {
  const [from, to, weight] = await db.columns(3, query);
  return buildDirected(n, Uint32Array.from(from ?? []), Uint32Array.from(to ?? []), weight ?? null);
}

/** (person_id, department on the last day of the period) of everyone who is a node. */
export function networkPeople(filter: Pick<ResolvedFilter, 'to' | 'community'>): Sql {
  return sql`
    select person_id,
      arg_max(case when affiliation = 'external' then null else department end, coalesce(valid_from, date '0001-01-01'))
        filter (where valid_from is null or ${filter.to === null ? sql`true` : sql`valid_from < ${filter.to}::date`}) as department
    from people
    where kind = 'human'
      ${
        filter.community === null
          ? nothing
          : sql`and person_id in (
              select person_id from memberships where community_id = ${filter.community}
              union select actor_id from events where community_id = ${filter.community}
              union select target_id from events where community_id = ${filter.community})`
      }
    group by person_id`;
}

/** Events that can make a tie, inside the filter's period and community; self-directed ones included. */
export function tieEvents(filter: Pick<ResolvedFilter, 'from' | 'to' | 'community'>): Sql {
  return sql`
    select e.* from events e
    where e.kind in ('reply', 'mention', 'reaction', 'message')
      and e.target_id is not null
      and not e.by_service
      ${filter.from === null ? nothing : sql`and e.day >= ${filter.from}::date`}
      ${filter.to === null ? nothing : sql`and e.day < ${filter.to}::date`}
      ${filter.community === null ? nothing : sql`and e.community_id = ${filter.community}`}`;
}
