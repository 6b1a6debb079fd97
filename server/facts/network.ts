import { z } from 'zod';
import type { ResolvedFilter, TieMode } from '../contract/filters.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { binary, buildDirected, type Graph, induced, undirected } from '../graph/graph.ts';
import type { Groups } from '../graph/groups.ts';
import type { Db } from './db.ts';
import { nothing, type Sql, sql } from './sql.ts';
import { networkPeople, numberedPeople, stableSum, tieEvents } from './tie-events.ts';
import { directedEvidence, saturate, sharedThreadEvidence } from './tie-strength.ts';

/**
 * Who gives attention to whom. Nodes are humans (deleted accounts and bots are out), isolates included.
 * Ties go from the one who replies, mentions, reacts or writes to the one addressed; self-loops are counted apart.
 */
export interface Network {
  readonly mode: TieMode;
  /** What strength rests on, where the mode is `strength` or a measure of written exchanges starts from this network. */
  readonly parameters: TieParameters;
  /** Person ids, sorted; a node is an index into this list. */
  readonly people: readonly string[];
  /** Names of departments, sorted. */
  readonly departments: readonly string[];
  /** Index into `departments` of each node on the last day of the period; -1 when unknown or external. */
  readonly departmentOf: Int32Array;
  /** Whether anybody was in two departments during the period; `withDatedGroups` then tells their ties apart. */
  readonly changesDepartment: boolean;
  /** 1 for people outside the organisation, who belong to no department. */
  readonly isExternal: Uint8Array;
  /** 1 for nodes inside the filter's department, or everyone when none is asked for. */
  readonly inScope: Uint8Array;
  readonly directed: Graph;
  /** Direction collapsed: raw 1, counts summed, strength ln(1 + W_ij + W_ji + co-thread). */
  readonly undirected: Graph;
  /** 1 for people with an event towards themselves: activity, never a tie. */
  readonly hasSelfLoop: Uint8Array;
  /** Distinct people with an event towards themselves. */
  readonly selfLoops: number;
}

const Node = z.object({ person_id: z.string(), department: z.string().nullable(), is_external: z.boolean() });

/** Loads the network under a filter; `parameters` count for mode `strength`. O(events) in SQL, then O(n + m) in memory. */
export async function loadNetwork(
  db: Db,
  timeZone: string,
  filter: ResolvedFilter,
  mode: TieMode,
  parameters: TieParameters = tieParameters,
): Promise<Network> {
  const nodes = await db.all(
    Node,
    sql`select person_id, department, is_external from (${networkPeople(filter)}) order by person_id`,
  );
  const departments = [...new Set(nodes.flatMap((node) => node.department ?? []))].sort();
  const indexOf = new Map(departments.map((department, index) => [department, index]));
  const hasSelfLoop = await selfLoops(db, nodes.length, filter);
  return {
    mode,
    parameters,
    people: nodes.map((node) => node.person_id),
    departments,
    departmentOf: Int32Array.from(nodes, ({ department }) =>
      department === null ? -1 : (indexOf.get(department) ?? -1),
    ),
    changesDepartment: await changesDepartment(db, filter),
    isExternal: Uint8Array.from(nodes, (node) => Number(node.is_external)),
    inScope: Uint8Array.from(nodes, (node) =>
      Number(filter.department === null || node.department === filter.department),
    ),
    hasSelfLoop,
    selfLoops: hasSelfLoop.reduce((sum, has) => sum + has, 0),
    ...(await graphs(db, nodes.length, timeZone, filter, mode, parameters)),
  };
}

async function changesDepartment(db: Db, filter: ResolvedFilter): Promise<boolean> {
  const { from, to } = filter;
  const during =
    from === null || to === null
      ? nothing
      : sql`and (valid_from is null or valid_from < ${to}::date) and (valid_to is null or valid_to > ${from}::date)`;
  const movers = await db.all(
    z.object({ person_id: z.string() }),
    sql`
      select person_id from people
      where affiliation <> 'external' ${during} and person_id in (select person_id from (${networkPeople(filter)}))
      group by person_id having count(distinct department) > 1
      limit 1`,
  );
  return movers.length > 0;
}

/** The departments of a network as groups for the kernels. */
export function departmentGroups(network: Pick<Network, 'departments' | 'departmentOf'>): Groups {
  return { of: network.departmentOf, count: network.departments.length };
}

/** The network of the people in scope and the ties between them. */
export function withinScope(network: Network): Network {
  if (network.inScope.every((inScope) => inScope === 1)) return network;
  const nodes = [...network.people.keys()].filter((node) => network.inScope[node] === 1);
  const kept = new Set(nodes.map((node) => network.departmentOf[node] ?? -1));
  const departments = network.departments.filter((_, department) => kept.has(department));
  const hasSelfLoop = Uint8Array.from(nodes, (node) => network.hasSelfLoop[node] ?? 0);
  return {
    mode: network.mode,
    parameters: network.parameters,
    people: nodes.map((node) => network.people[node] ?? ''),
    departments,
    departmentOf: Int32Array.from(nodes, (node) => {
      return departments.indexOf(network.departments[network.departmentOf[node] ?? -1] ?? '');
    }),
    changesDepartment: network.changesDepartment,
    isExternal: Uint8Array.from(nodes, (node) => network.isExternal[node] ?? 0),
    inScope: new Uint8Array(nodes.length).fill(1),
    hasSelfLoop,
    selfLoops: hasSelfLoop.reduce((sum, has) => sum + has, 0),
    directed: induced(network.directed, nodes),
    undirected: induced(network.undirected, nodes),
  };
}

async function graphs(
  db: Db,
  n: number,
  timeZone: string,
  filter: ResolvedFilter,
  mode: TieMode,
  parameters: TieParameters,
): Promise<Pick<Network, 'directed' | 'undirected'>> {
  if (mode === 'strength') {
    const given = await graph(db, n, directedEvidence(timeZone, filter, parameters));
    const [one = new Float64Array(), other = one, shared = one] = await db.columns(
      3,
      sharedThreadEvidence(timeZone, filter, parameters),
    );
    return {
      directed: saturated(given),
      undirected: saturated(withShared(undirected(given, 'sum'), one, other, shared)),
    };
  }
  // Ties to oneself are left to `buildDirected`: asked to compare two joined people, DuckDB pairs everyone with everyone.
  return countedGraphs(
    db,
    n,
    sql`
      with node as materialized (${numberedPeople(filter)})
      select a.i, b.i, ${stableSum(sql`e.weight`)}
      from (${tieEvents(filter)}) e
      join node a on a.person_id = e.actor_id
      join node b on b.person_id = e.target_id
      group by a.i, b.i`,
    mode,
  );
}

/** The graphs of `n` nodes from a query of (from, to, weight) between them. */
export async function countedGraphs(
  db: Db,
  n: number,
  query: Sql,
  mode: Exclude<TieMode, 'strength'>,
): Promise<Pick<Network, 'directed' | 'undirected'>> {
  const counted = await graph(db, n, query);
  const directed = mode === 'raw' ? binary(counted) : counted;
  const both = undirected(directed, 'sum');
  return { directed, undirected: mode === 'raw' ? binary(both) : both };
}

/** The strength of each tie from its evidence. */
export const saturated = (evidence: Graph): Graph => ({ ...evidence, weights: evidence.weights.map(saturate) });

/** A symmetric graph with the evidence of more pairs added in both directions. */
export function withShared(ties: Graph, one: Float64Array, other: Float64Array, weight: Float64Array): Graph {
  const arcs = ties.targets.length;
  const from = new Uint32Array(arcs + 2 * one.length);
  const to = new Uint32Array(from.length);
  const weights = new Float64Array(from.length);
  for (let v = 0; v < ties.n; v++) from.fill(v, ties.offsets[v], ties.offsets[v + 1]);
  to.set(ties.targets);
  weights.set(ties.weights);
  from.set(one, arcs);
  to.set(other, arcs);
  weights.set(weight, arcs);
  from.set(other, arcs + one.length);
  to.set(one, arcs + one.length);
  weights.set(weight, arcs + one.length);
  return buildDirected(ties.n, from, to, weights);
}

async function graph(db: Db, n: number, query: Sql): Promise<Graph> {
  const [from, to, weight] = await db.columns(3, query);
  return buildDirected(n, Uint32Array.from(from ?? []), Uint32Array.from(to ?? []), weight ?? null);
}

async function selfLoops(db: Db, n: number, filter: ResolvedFilter): Promise<Uint8Array> {
  const [loops] = await db.columns(
    1,
    sql`
      select distinct a.i from (${tieEvents(filter)}) e
      join (${numberedPeople(filter)}) a on a.person_id = e.actor_id
      where e.actor_id = e.target_id`,
  );
  const has = new Uint8Array(n);
  for (const node of loops ?? []) has[node] = 1;
  return has;
}
