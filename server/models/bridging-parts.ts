import { burt } from '../graph/burt.ts';
import type { Graph } from '../graph/graph.ts';
import { type DepartmentPair, departmentPairs } from './department-pairs.ts';
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
  const top = new Map<number, { pair: DepartmentPair; share: number }>();
  for (const pair of departmentPairs(graph, departmentOf)) {
    if (pair.ties.length < fewestTies) continue;
    for (const [person, amount] of pair.carried) {
      const share = amount / pair.total;
      if (share > (top.get(person)?.share ?? 0)) top.set(person, { pair, share });
    }
  }
  return Array.from(people, (person) => {
    const { partners, outside } = circleOf(graph, departmentOf, person);
    const best = top.get(person);
    return {
      partners,
      partnersOutside: [...outside.values()].reduce((sum, count) => sum + count, 0),
      departments: outside.size,
      topPair: best?.pair ?? null,
      topShare: best?.share ?? 0,
    };
  });
}

/** Two-way partners of a person, and how many of them in each other department. */
function circleOf(graph: Graph, departmentOf: Int32Array, person: number) {
  const own = departmentOf[person] as number;
  const outside = new Map<number, number>();
  const begin = graph.offsets[person] as number;
  const end = graph.offsets[person + 1] as number;
  for (let k = begin; k < end; k++) {
    const department = departmentOf[graph.targets[k] as number] as number;
    if (department >= 0 && department !== own) outside.set(department, (outside.get(department) ?? 0) + 1);
  }
  return { partners: end - begin, outside };
}

/**
 * Raw values of the four parts for `people`: brokerage 1 - min(constraint, 1) (Burt 1992; betweenness would say the
 * same twice), outside partners ÷ (partners + 5), effective number of other departments, and the largest share of a
 * department pair's two-way strength that the person carries.
 */
export function bridgingParts(
  graph: Graph,
  departmentOf: Int32Array,
  people: Uint32Array,
): Readonly<Record<BridgingPartId, Float64Array>> {
  const { constraint } = burt(graph);
  const facts = bridgingFacts(graph, departmentOf, people);
  return {
    brokerage: Float64Array.from(people, (person) => {
      const value = constraint[person] as number;
      return Number.isNaN(value) ? 0 : 1 - Math.min(value, 1);
    }),
    outside: Float64Array.from(facts, ({ partnersOutside, partners }) => partnersOutside / (partners + 5)),
    spread: Float64Array.from(people, (person) =>
      effectiveNumber([...circleOf(graph, departmentOf, person).outside.values()]),
    ),
    carried: Float64Array.from(facts, ({ topShare }) => topShare),
  };
}
