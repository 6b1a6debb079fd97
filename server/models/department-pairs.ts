import type { Graph } from '../graph/graph.ts';

/** The ties between two departments, each once: who holds them and how strong they are. */
export interface DepartmentPair {
  /** Department indices, a < b. */
  readonly a: number;
  readonly b: number;
  readonly ties: readonly { readonly one: number; readonly other: number; readonly weight: number }[];
  readonly total: number;
  /** Sum of the ties of each person across this pair. */
  readonly carried: ReadonlyMap<number, number>;
}

/** One number for two departments in either order, as long as there are fewer than 2²⁶. */
export const pairKey = (one: number, other: number): number => Math.min(one, other) * 2 ** 26 + Math.max(one, other);

/**
 * The pairs of departments that have a tie in a symmetric graph; nodes of unknown department (-1) are in none.
 * @param personOf the person behind each node, where somebody is a node of each department they were in; each node is a
 *   person of its own unless given
 */
export function departmentPairs(graph: Graph, departmentOf: Int32Array, personOf?: Uint32Array): DepartmentPair[] {
  const person = (node: number): number => personOf?.[node] ?? node;
  const pairs = new Map<number, { a: number; b: number; ties: { one: number; other: number; weight: number }[] }>();
  for (let one = 0; one < graph.n; one++) {
    const end = graph.offsets[one + 1] as number;
    for (let k = graph.offsets[one] as number; k < end; k++) {
      const other = graph.targets[k] as number;
      const from = departmentOf[one] as number;
      const to = departmentOf[other] as number;
      if (other < one || from < 0 || to < 0 || from === to) continue;
      const a = Math.min(from, to);
      const b = Math.max(from, to);
      const known = pairs.get(pairKey(a, b));
      const pair = known ?? { a, b, ties: [] };
      if (known === undefined) pairs.set(pairKey(a, b), pair);
      pair.ties.push({ one: person(one), other: person(other), weight: graph.weights[k] as number });
    }
  }
  return [...pairs.values()].map((pair) => {
    const carried = new Map<number, number>();
    for (const { one, other, weight } of pair.ties) {
      carried.set(one, (carried.get(one) ?? 0) + weight);
      carried.set(other, (carried.get(other) ?? 0) + weight);
    }
    return { ...pair, total: pair.ties.reduce((sum, { weight }) => sum + weight, 0), carried };
  });
}

/** Largest part of the strength of a pair that goes through one person, 0–1; 0 without ties. */
export function topShare({ total, carried }: DepartmentPair): number {
  return total === 0 ? 0 : Math.max(...carried.values()) / total;
}

/** Up to this many people the smallest set is found by trying all sets of one, two, three … */
const mostForExact = 20;

/**
 * How few people hold half of the ties of a pair: the size of the smallest set whose members touch at least half of the
 * total strength. Exact up to 20 people, else greedy by what each adds. 0 without ties.
 */
export function pairAbsenceFactor(pair: DepartmentPair): number {
  if (pair.ties.length === 0) return 0;
  const greedy = greedyCover(pair);
  const people = [...pair.carried.keys()];
  if (people.length > mostForExact) return greedy;
  for (let size = 1; size < greedy; size++) if (someSetCovers(pair, people, size)) return size;
  return greedy;
}

function greedyCover({ ties, total, carried }: DepartmentPair): number {
  const chosen = new Set<number>();
  let left = [...ties];
  let covered = 0;
  while (covered < total / 2) {
    let best = -1;
    let most = 0;
    for (const person of carried.keys()) {
      if (chosen.has(person)) continue;
      const adds = left.reduce((sum, tie) => sum + (tie.one === person || tie.other === person ? tie.weight : 0), 0);
      if (adds > most) {
        most = adds;
        best = person;
      }
    }
    chosen.add(best);
    covered += most;
    left = left.filter(({ one, other }) => one !== best && other !== best);
  }
  return chosen.size;
}

function someSetCovers({ ties, total }: DepartmentPair, people: readonly number[], size: number): boolean {
  const inSet = new Set<number>();
  const search = (from: number): boolean => {
    if (inSet.size === size) {
      const covered = ties.reduce(
        (sum, { one, other, weight }) => sum + (inSet.has(one) || inSet.has(other) ? weight : 0),
        0,
      );
      return covered >= total / 2;
    }
    for (let k = from; k < people.length; k++) {
      const person = people[k] as number;
      inSet.add(person);
      if (search(k + 1)) return true;
      inSet.delete(person);
    }
    return false;
  };
  return search(0);
}
