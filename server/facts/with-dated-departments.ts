import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import { type Graph, induced } from '../graph/graph.ts';
import type { Db } from './db.ts';
import { countedGraphs, type Network } from './network.ts';
import { nothing, type Sql, sql } from './sql.ts';
import { networkPeople, numberedPeople, stableSum, tieEvents } from './tie-events.ts';

const Stay = z.object({ person_id: z.string(), department: z.string().nullable(), is_external: z.boolean() });

/**
 * A network as measures of departments need it: each tie counts for the departments of its own day. Whoever changed
 * department during the period is a node of the last one, as before, and one more for each former department in which they
 * had a tie then. Strength fades with time and joins what was said before and after a move: such a network stays as it is,
 * all ties of it counting for the last department, and `changesDepartment` goes on saying so. O(events) in SQL.
 * @param filter the one under which the network was loaded
 */
export async function withDatedDepartments(db: Db, network: Network, filter: ResolvedFilter): Promise<Network> {
  const { mode } = network;
  if (!network.changesDepartment || mode === 'strength') return network;
  const n = network.people.length;
  const stays = await db.all(
    Stay,
    sql`
      with ${formerStays(filter, n)}
      select distinct person_id, department, is_external, i from stay order by i`,
  );
  const graphs = await countedGraphs(db, n + stays.length, datedTies(filter, n), mode);
  const nodes = [...Array(n + stays.length).keys()].filter((node) => node < n || hasTie(graphs.undirected, node));
  const kept = nodes.slice(n).map((node) => stays[node - n]);
  const names = new Set([...network.departments, ...kept.flatMap((stay) => stay?.department ?? [])]);
  const departments = [...names].sort();
  const departmentNames = [
    ...Array.from(network.departmentOf, (department) => network.departments[department] ?? null),
    ...kept.map((stay) => stay?.department ?? null),
  ];
  const longer = (flags: Uint8Array, more: (stay: z.infer<typeof Stay> | undefined) => boolean): Uint8Array =>
    Uint8Array.from([...flags, ...kept.map((stay) => Number(more(stay)))]);
  return {
    ...network,
    people: [...network.people, ...kept.map((stay) => stay?.person_id ?? '')],
    departments,
    departmentOf: Int32Array.from(departmentNames, (name) => (name === null ? -1 : departments.indexOf(name))),
    changesDepartment: false,
    isExternal: longer(network.isExternal, (stay) => stay?.is_external === true),
    inScope: longer(network.inScope, (stay) => filter.department === null || stay?.department === filter.department),
    hasSelfLoop: longer(network.hasSelfLoop, () => false),
    directed: induced(graphs.directed, nodes),
    undirected: induced(graphs.undirected, nodes),
  };
}

const hasTie = (graph: Graph, node: number): boolean => (graph.offsets[node + 1] ?? 0) > (graph.offsets[node] ?? 0);

/**
 * `stay` (person_id, department, is_external, since, until, i): where people were before their last department of the
 * period, half-open; `i` numbers the person there, from `n` on.
 */
function formerStays(filter: ResolvedFilter, n: number): Sql {
  const { from, to } = filter;
  return sql`
    spell as (
      select person_id, if(affiliation = 'external', null, department) as department, affiliation = 'external' as is_external,
        since, lead(since) over (partition by person_id order by since) as until
      from (select *, coalesce(valid_from, date '0001-01-01') as since from people)
      where ${to === null ? sql`true` : sql`since < ${to}::date`}
    ),
    stay as (
      select s.*, ${n}::integer + (dense_rank() over (order by s.person_id, s.department, s.is_external) - 1)::integer as i
      from spell s
      join (${networkPeople(filter)}) last using (person_id)
      where s.until > s.since
        ${from === null ? nothing : sql`and s.until > ${from}::date`}
        and (s.department is distinct from last.department or s.is_external <> last.is_external)
    )`;
}

/** Ties between the numbered nodes, each of the department of the day; undated ones count for the last. */
function datedTies(filter: ResolvedFilter, n: number): Sql {
  return sql`
    with node as materialized (${numberedPeople(filter)}), ${formerStays(filter, n)}
    select coalesce(sa.i, a.i), coalesce(sb.i, b.i), ${stableSum(sql`e.weight`)}
    from (${tieEvents(filter)}) e
    join node a on a.person_id = e.actor_id
    join node b on b.person_id = e.target_id
    left join stay sa on sa.person_id = e.actor_id and e.day >= sa.since and e.day < sa.until
    left join stay sb on sb.person_id = e.target_id and e.day >= sb.since and e.day < sb.until
    group by all`;
}
