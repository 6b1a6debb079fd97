import type { ResolvedFilter } from '../contract/filters.ts';
import { arcList, mutualTies, weightOf } from '../graph/arcs.ts';
import { buildDirected, type Graph, induced, undirected } from '../graph/graph.ts';
import type { Db } from './db.ts';
import { formerNodes, formerStays, type Grouping, lastGroups, loadStays, type Stay } from './group-stays.ts';
import { countedGraphs, type Network } from './network.ts';
import { type Exchanges, exchangesOf } from './exchanges.ts';
import { type Sql, sql } from './sql.ts';
import { stableSum } from './tie-events.ts';
import { datedEvidence, datedSharedThreads, saturate, twoWayTies } from './tie-strength.ts';

/** A network whose nodes are people as they were in one group: `personOf` is the number of the person of each. */
export interface DatedNetwork extends Network {
  readonly personOf: Uint32Array;
}

/**
 * A network as measures of groups need it: each tie counts for the groups of its own day. Whoever changed group during
 * the period is a node of the last one, as before, and one more for each former group in which they had a tie then.
 * Where ties fade with time, the strength of a pair is shared among the groups of the days on which it was earned, in
 * proportion to the evidence of each: a move neither adds to a tie nor takes from it. Undated ties count for the last group.
 * @param filter the one under which the network was loaded
 * @param grouping what people are grouped by; `departments` and `departmentOf` of the result are then those groups
 */
export async function withDatedGroups(
  db: Db,
  timeZone: string,
  network: Network,
  filter: ResolvedFilter,
  grouping: Grouping = 'department',
): Promise<DatedNetwork> {
  const { mode } = network;
  const n = network.people.length;
  const labels = await labelsOf(db, network, filter, grouping);
  const stays = grouping === 'department' && !network.changesDepartment ? [] : await loadStays(db, filter, grouping, n);
  if (stays.length === 0) return { ...network, ...named(labels), personOf: Uint32Array.from(labels.keys()) };
  const personOf = Uint32Array.from([...labels.keys(), ...stays.map(({ person }) => person)]);
  const graphs =
    mode === 'strength'
      ? await strengthParts(db, timeZone, network, filter, grouping, personOf)
      : countedGraphs(personOf.length, await datedExchanges(db, filter, grouping, n), mode);
  return extended(network, filter, { labels, stays, personOf }, graphs);
}

/**
 * The two-way ties of people and groups: both have replied to, mentioned or written to the other, reactions apart. The
 * strength of each is ln(1 + W_ij + W_ji) of what they wrote, shared among the groups of the days as above; `directed` holds
 * what each of such a pair wrote, and nothing of other pairs.
 * @param network loaded under the same filter, in any mode
 */
export async function twoWayNetwork(
  db: Db,
  timeZone: string,
  network: Network,
  filter: ResolvedFilter,
  grouping: Grouping = 'department',
): Promise<DatedNetwork> {
  const n = network.people.length;
  const labels = await labelsOf(db, network, filter, grouping);
  const stays = await loadStays(db, filter, grouping, n);
  const personOf = Uint32Array.from([...labels.keys(), ...stays.map(({ person }) => person)]);
  const parts = await graphOf(
    db,
    personOf.length,
    inStays(filter, grouping, n, twoWayTies(timeZone, filter, network.parameters)),
  );
  const { from, to, weight } = arcList(parts);
  const person = (node: number): number => personOf[node] as number;
  const whole = buildDirected(n, from.map(person), to.map(person), weight);
  const graphs = {
    directed: sharedOut(strengthened(whole), parts, personOf),
    undirected: sharedOut(strengthened(mutualTies(whole)), undirected(parts, 'sum'), personOf),
  };
  return extended({ ...network, mode: 'strength' }, filter, { labels, stays, personOf }, graphs);
}

/** The group of each person on the last day of the period. */
async function labelsOf(db: Db, network: Network, filter: ResolvedFilter, grouping: Grouping) {
  if (grouping !== 'department') return await lastGroups(db, filter, grouping);
  return Array.from(network.departmentOf, (department) => network.departments[department] ?? null);
}

/** Names of groups, sorted, and the group of each node. */
function named(labels: readonly (string | null)[]): Pick<Network, 'departments' | 'departmentOf'> {
  const departments = [...new Set(labels.flatMap((label) => label ?? []))].sort();
  const indexOf = new Map(departments.map((name, index) => [name, index]));
  return {
    departments,
    departmentOf: Int32Array.from(labels, (label) => (label === null ? -1 : (indexOf.get(label) ?? -1))),
  };
}

interface Nodes {
  readonly labels: readonly (string | null)[];
  readonly stays: readonly Stay[];
  readonly personOf: Uint32Array;
}

/** The network with a node more for each former stay that has a tie. */
function extended(
  network: Network,
  filter: ResolvedFilter,
  { labels, stays, personOf }: Nodes,
  graphs: Pick<Network, 'directed' | 'undirected'>,
): DatedNetwork {
  const n = labels.length;
  const nodes = [...personOf.keys()].filter((node) => node < n || hasTie(graphs.undirected, node));
  const kept = nodes.slice(n).flatMap((node) => stays[node - n] ?? []);
  const longer = (flags: Uint8Array, more: (stay: Stay) => boolean): Uint8Array =>
    Uint8Array.from([...flags, ...kept.map((stay) => Number(more(stay)))]);
  return {
    ...network,
    ...named([...labels, ...kept.map(({ label }) => label)]),
    people: nodes.map((node) => network.people[personOf[node] ?? -1] ?? ''),
    personOf: Uint32Array.from(nodes, (node) => personOf[node] as number),
    isExternal: longer(network.isExternal, (stay) => stay.is_external),
    inScope: longer(network.inScope, (stay) => filter.department === null || stay.label === filter.department),
    hasSelfLoop: longer(network.hasSelfLoop, () => false),
    directed: induced(graphs.directed, nodes),
    undirected: induced(graphs.undirected, nodes),
  };
}

const hasTie = (graph: Graph, node: number): boolean => (graph.offsets[node + 1] ?? 0) > (graph.offsets[node] ?? 0);

/** The exchanges of the filter between numbered nodes, each of the group of the day. O(events) beside the reading. */
async function datedExchanges(
  db: Db,
  filter: ResolvedFilter,
  grouping: Grouping,
  n: number,
): Promise<Pick<Exchanges, 'from' | 'to' | 'weight'>> {
  const { from, to, day, weight } = await exchangesOf(db, filter);
  const nodeOn = await formerNodes(db, filter, grouping, n);
  return {
    from: from.map((person, e) => nodeOn(person, day[e] as number)),
    to: to.map((person, e) => nodeOn(person, day[e] as number)),
    weight,
  };
}

/** (i, j, w) of numbered nodes from (i, j, day, w) of numbered people. */
function inStays(filter: ResolvedFilter, grouping: Grouping, n: number, events: Sql): Sql {
  return sql`
    with ${formerStays(filter, grouping, n)}
    select coalesce(sa.i, e.i), coalesce(sb.i, e.j), ${stableSum(sql`e.w`)}
    from (${events}) e
    left join stay sa on sa.person = e.i and e.day >= sa.since and e.day < sa.until
    left join stay sb on sb.person = e.j and e.day >= sb.since and e.day < sb.until
    group by all`;
}

async function graphOf(db: Db, n: number, query: Sql): Promise<Graph> {
  const [from, to, weight] = await db.columns(3, query);
  return buildDirected(n, Uint32Array.from(from ?? []), Uint32Array.from(to ?? []), weight ?? null);
}

async function strengthParts(
  db: Db,
  timeZone: string,
  network: Network,
  filter: ResolvedFilter,
  grouping: Grouping,
  personOf: Uint32Array,
): Promise<Pick<Network, 'directed' | 'undirected'>> {
  const parts = (events: Sql): Promise<Graph> =>
    graphOf(db, personOf.length, inStays(filter, grouping, network.people.length, events));
  const given = await parts(datedEvidence(timeZone, filter, network.parameters));
  const together = await parts(datedSharedThreads(timeZone, filter, network.parameters));
  return {
    directed: sharedOut(network.directed, given, personOf),
    undirected: sharedOut(network.undirected, undirected(sumOf(given, together), 'sum'), personOf),
  };
}

/** Both graphs in one, the weights of the arcs that are in both added. */
function sumOf(one: Graph, other: Graph): Graph {
  const [a, b] = [arcList(one), arcList(other)];
  const join = <A extends Uint32Array | Float64Array>(whole: A, first: A, second: A): A => {
    whole.set(first);
    whole.set(second, first.length);
    return whole;
  };
  const arcs = a.from.length + b.from.length;
  return buildDirected(
    one.n,
    join(new Uint32Array(arcs), a.from, b.from),
    join(new Uint32Array(arcs), a.to, b.to),
    join(new Float64Array(arcs), a.weight, b.weight),
  );
}

const strengthened = (evidence: Graph): Graph => ({ ...evidence, weights: evidence.weights.map(saturate) });

/**
 * The strength s of each tie of `whole` shared among the parts of its evidence: s × part ÷ (e^s - 1), where e^s - 1 is
 * the evidence of the pair. Parts of pairs without a tie are dropped.
 */
function sharedOut(whole: Graph, parts: Graph, personOf: Uint32Array): Graph {
  const { from, to, weight } = arcList(parts);
  const shares = weight.map((part, k) => {
    const strength = weightOf(whole, personOf[from[k] as number] as number, personOf[to[k] as number] as number);
    return strength > 0 ? (strength * part) / Math.expm1(strength) : 0;
  });
  return buildDirected(parts.n, from, to, shares);
}
