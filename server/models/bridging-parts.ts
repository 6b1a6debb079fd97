import { burt } from '../graph/burt.ts';
import type { Graph } from '../graph/graph.ts';
import { type DepartmentPair, departmentPairs, pairKey } from './department-pairs.ts';
import { effectiveNumber } from './effective-number.ts';
import type { Exchange } from './written-exchange.ts';

export const bridgingPartIds = ['brokerage', 'outside', 'spread', 'carried'] as const;
export type BridgingPartId = (typeof bridgingPartIds)[number];

/** Fewer ties than this between two departments are no link that somebody could hold. */
const fewestTies = 5;

/** How a person stands between departments. */
export interface BridgingFacts {
  readonly partners: number;
  readonly partnersOutside: number;
  readonly departments: number;
  /** The pair of departments of which the person carries most, and that share; null when no pair has enough ties. */
  readonly topPair: DepartmentPair | null;
  readonly topShare: number;
}

/** Two-way ties as a symmetric graph, each weighing ln(1 + W_ij + W_ji). */
export function twoWayGraph({ evidence, strength }: Exchange): Graph {
  const { people, offsets, targets, reverse } = evidence;
  const rows = new Uint32Array(people + 1);
  const kept = new Uint32Array(targets.length);
  const weights = new Float64Array(targets.length);
  let write = 0;
  for (let v = 0; v < people; v++) {
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const back = reverse[k] as number;
      if (back < 0 || !((strength[k] as number) > 0) || !((strength[back] as number) > 0)) continue;
      kept[write] = targets[k] as number;
      weights[write++] = Math.log1p((strength[k] as number) + (strength[back] as number));
    }
    rows[v + 1] = write;
  }
  return { n: people, offsets: rows, targets: kept.slice(0, write), weights: weights.slice(0, write) };
}

/** What each of `people` carries across department pairs, from the two-way graph. */
export function bridgingFacts(graph: Graph, departmentOf: Int32Array, people: Uint32Array): BridgingFacts[] {
  const pairs = new Map(departmentPairs(graph, departmentOf).map((pair) => [pairKey(pair.a, pair.b), pair]));
  const circles = circlesOf(graph, departmentOf);
  const strengths = pairStrengths(graph, departmentOf);
  return Array.from(people, (person) => {
    const circle = circles(person);
    const top = topLink(circle, strengths);
    return {
      partners: circle.partners,
      partnersOutside: circle.counts.reduce((sum, count) => sum + count, 0),
      departments: circle.departments.length,
      topPair: top === null ? null : (pairs.get(top.pair) ?? null),
      topShare: top?.share ?? 0,
    };
  });
}

/** A person's two-way partners, and for each other department how many there are and how strong the ties to them. */
interface Circle {
  readonly own: number;
  readonly partners: number;
  readonly departments: Uint32Array;
  readonly counts: Uint32Array;
  readonly strength: Float64Array;
}

/** The circle of one person after the other: each is overwritten by the next. */
function circlesOf(graph: Graph, departmentOf: Int32Array): (person: number) => Circle {
  const most = departmentOf.reduce((highest, department) => Math.max(highest, department), -1) + 1;
  const placeOf = new Int32Array(most).fill(-1);
  const departments = new Uint32Array(most);
  const counts = new Uint32Array(most);
  const strength = new Float64Array(most);
  let reached = 0;
  return (person) => {
    for (let place = 0; place < reached; place++) placeOf[departments[place] as number] = -1;
    reached = 0;
    const own = departmentOf[person] as number;
    const begin = graph.offsets[person] as number;
    const end = graph.offsets[person + 1] as number;
    for (let k = begin; k < end; k++) {
      const department = departmentOf[graph.targets[k] as number] as number;
      if (department < 0 || department === own) continue;
      let place = placeOf[department] as number;
      if (place < 0) {
        place = reached++;
        placeOf[department] = place;
        departments[place] = department;
        counts[place] = 0;
        strength[place] = 0;
      }
      counts[place] = (counts[place] as number) + 1;
      strength[place] = (strength[place] as number) + (graph.weights[k] as number);
    }
    return {
      own,
      partners: end - begin,
      departments: departments.subarray(0, reached),
      counts: counts.subarray(0, reached),
      strength: strength.subarray(0, reached),
    };
  };
}

/** The ties between two departments: how many, and how strong together. */
type PairStrengths = ReadonlyMap<number, { readonly ties: number; readonly total: number }>;

function pairStrengths(graph: Graph, departmentOf: Int32Array): PairStrengths {
  const strengths = new Map<number, { ties: number; total: number }>();
  for (let one = 0; one < graph.n; one++) {
    const from = departmentOf[one] as number;
    const end = graph.offsets[one + 1] as number;
    for (let k = graph.offsets[one] as number; k < end; k++) {
      const other = graph.targets[k] as number;
      const to = departmentOf[other] as number;
      if (other < one || from < 0 || to < 0 || to === from) continue;
      const pair = pairKey(from, to);
      const known = strengths.get(pair);
      const weight = graph.weights[k] as number;
      if (known === undefined) strengths.set(pair, { ties: 1, total: weight });
      else {
        known.ties++;
        known.total += weight;
      }
    }
  }
  return strengths;
}

/** The pair of departments of whose ties the person carries most, and that share; null when none has enough ties. */
function topLink(circle: Circle, strengths: PairStrengths): { pair: number; share: number } | null {
  if (circle.own < 0) return null;
  let pair = -1;
  let share = 0;
  for (let place = 0; place < circle.departments.length; place++) {
    const key = pairKey(circle.own, circle.departments[place] as number);
    const { ties, total } = strengths.get(key) ?? { ties: 0, total: 0 };
    const carried = (circle.strength[place] as number) / total;
    if (ties < fewestTies || carried < share || (carried === share && key > pair)) continue;
    pair = key;
    share = carried;
  }
  return pair < 0 ? null : { pair, share };
}

/**
 * Raw values of the four parts for `people`: brokerage 1 - min(constraint, 1) (Burt 1992; betweenness would say the
 * same twice), outside partners ÷ (partners + 5), effective number of other departments, and the largest share of a
 * department pair's two-way strength that the person carries. O(people + ties) beside the constraint.
 */
export function bridgingParts(
  graph: Graph,
  departmentOf: Int32Array,
  people: Uint32Array,
): Readonly<Record<BridgingPartId, Float64Array>> {
  const { constraint } = burt(graph);
  const circles = circlesOf(graph, departmentOf);
  const strengths = pairStrengths(graph, departmentOf);
  const outside = new Float64Array(people.length);
  const spread = new Float64Array(people.length);
  const carried = new Float64Array(people.length);
  people.forEach((person, position) => {
    const circle = circles(person);
    const partnersOutside = circle.counts.reduce((sum, count) => sum + count, 0);
    outside[position] = partnersOutside / (circle.partners + 5);
    spread[position] = effectiveNumber(circle.counts);
    carried[position] = topLink(circle, strengths)?.share ?? 0;
  });
  return {
    brokerage: Float64Array.from(people, (person) => {
      const value = constraint[person] as number;
      return Number.isNaN(value) ? 0 : 1 - Math.min(value, 1);
    }),
    outside,
    spread,
    carried,
  };
}
