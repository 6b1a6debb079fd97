import { z } from 'zod';
import type { ResolvedFilter, TieMode } from '../contract/filters.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { binary, buildDirected, type Graph, induced, undirected } from '../graph/graph.ts';
import type { Groups } from '../graph/groups.ts';
import { symmetricSum } from '../graph/symmetric-sum.ts';
import { sharedArrays } from '../graph/workers/shared.ts';
import type { Db } from './db.ts';
import { type Exchanges, exchangesOf } from './exchanges.ts';
import { nodeOfNumber } from './node-of-number.ts';
import { nothing, sql } from './sql.ts';
import { networkPeople } from './tie-events.ts';
import { givenEvidence, threadEvidence } from './strength-evidence.ts';
import { saturate } from './tie-strength.ts';

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
  /** Direction collapsed: raw 1, counts summed, strength ln(1 + W_ij + W_ji + co-thread). Threads read it where it lies. */
  readonly undirected: Graph;
  /** 1 for people with an event towards themselves: activity, never a tie. */
  readonly hasSelfLoop: Uint8Array;
  /** Distinct people with an event towards themselves. */
  readonly selfLoops: number;
}

/** Loads the network under a filter; `parameters` count for mode `strength`. O(events) in SQL, then O(n + m) in memory. */
export async function loadNetwork(
  db: Db,
  timeZone: string,
  filter: ResolvedFilter,
  mode: TieMode,
  parameters: TieParameters = tieParameters,
): Promise<Network> {
  const nodes = await loadNodes(db, filter);
  const exchanges = await exchangesOf(db, filter);
  const hasSelfLoop = selfLoops(exchanges);
  const own = filter.department === null ? -1 : nodes.departments.indexOf(filter.department);
  return {
    mode,
    parameters,
    ...nodes,
    changesDepartment: await changesDepartment(db, filter),
    inScope: Uint8Array.from(nodes.departmentOf, (department) =>
      Number(filter.department === null || (own >= 0 && department === own)),
    ),
    hasSelfLoop,
    selfLoops: hasSelfLoop.reduce((sum, has) => sum + has, 0),
    ...(mode === 'strength'
      ? await strengthGraphs(db, nodes.people.length, timeZone, filter, parameters)
      : countedGraphs(exchanges.people, exchanges, mode)),
  };
}

const Names = z.object({ people: z.array(z.string()), names: z.array(z.string()) });

/** Who is a node, and in which department: ids in one list each, since a row for each person would cost ten times as much. */
async function loadNodes(
  db: Db,
  filter: ResolvedFilter,
): Promise<Pick<Network, 'people' | 'departments' | 'departmentOf' | 'isExternal'>> {
  const { people, names } = await db.one(
    Names,
    sql`
      select coalesce(list(person_id order by person_id), []) as people,
        coalesce(list_sort(list(distinct department) filter (where department is not null)), []) as names
      from (${networkPeople(filter)})`,
  );
  const [codes = none, isExternal = none] = await db.columns(
    2,
    sql`
      with node as materialized (${networkPeople(filter)}),
      code as (
        select department, (row_number() over (order by department) - 1)::integer as code
        from (select distinct department from node where department is not null)
      )
      select coalesce(code, -1)::integer, is_external::integer from node left join code using (department)
      order by person_id`,
  );
  const departments = names.toSorted();
  const placeOf = names.map((name) => departments.indexOf(name));
  return {
    people,
    departments,
    departmentOf: Int32Array.from(codes, (code) => placeOf[code] ?? -1),
    isExternal: Uint8Array.from(isExternal),
  };
}

const none = new Float64Array(0);

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

async function strengthGraphs(
  db: Db,
  n: number,
  timeZone: string,
  filter: ResolvedFilter,
  parameters: TieParameters,
): Promise<Pick<Network, 'directed' | 'undirected'>> {
  const strength = { timeZone, filter, parameters };
  const nodeOf = await nodeOfNumber(db, filter);
  const given = await givenEvidence(db, n, nodeOf, strength);
  const both = symmetricSum(given, await threadEvidence(db, nodeOf, strength), sharedArrays);
  return { directed: saturated(given), undirected: saturated(both) };
}

/** The graphs of `n` nodes from arcs between them, each of which weighs 1 unless it says otherwise. */
export function countedGraphs(
  n: number,
  { from, to, weight }: Pick<Exchanges, 'from' | 'to' | 'weight'>,
  mode: Exclude<TieMode, 'strength'>,
): Pick<Network, 'directed' | 'undirected'> {
  const counted = buildDirected(n, from, to, weight);
  const directed = mode === 'raw' ? binary(counted) : counted;
  const both = undirected(directed, 'sum', sharedArrays);
  return { directed, undirected: mode === 'raw' ? binary(both, sharedArrays) : both };
}

/** The strength of each tie from its evidence, which is overwritten: there may be 20 million. */
export function saturated(evidence: Graph): Graph {
  const { weights } = evidence;
  for (let k = 0; k < weights.length; k++) weights[k] = saturate(weights[k] as number);
  return evidence;
}

/**
 * The symmetric evidence of directed ties, both directions together, and of pairs that share threads (each once, as the
 * nodes `one` and `other`).
 */
export function withShared(given: Graph, one: Float64Array, other: Float64Array, weight: Float64Array): Graph {
  const pairs = { one: new Uint32Array(one), other: new Uint32Array(other), weight };
  return symmetricSum(given, pairs, sharedArrays);
}

function selfLoops({ people, from, to }: Exchanges): Uint8Array {
  const has = new Uint8Array(people);
  for (let e = 0; e < from.length; e++) if (from[e] === to[e]) has[from[e] as number] = 1;
  return has;
}
