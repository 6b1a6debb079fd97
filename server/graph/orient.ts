import type { Graph } from './graph.ts';
import { type Arrays, partBegin, type Team } from './team.ts';

/**
 * A symmetric graph with each tie once, from the person with fewer contacts to the one with more. People are numbered by
 * their rank in that order: those met most often are neighbours in memory. Rows are in no particular order.
 */
export interface Orientation {
  /** Person of each rank, and rank of each person. */
  readonly people: Uint32Array;
  readonly rank: Uint32Array;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

const parts = 64;

/** Room for the orientation of a graph; without weights when they aren't asked for. */
export function orientationMemory(graph: Graph, arrays: Arrays, isWeighted: boolean): Orientation {
  const ties = graph.targets.length / 2;
  return {
    people: arrays.u32(graph.n),
    rank: arrays.u32(graph.n),
    offsets: arrays.u32(graph.n + 1),
    targets: arrays.u32(ties),
    weights: arrays.f64(isWeighted ? ties : 0),
  };
}

/**
 * Fills an orientation; every member may read it when this returns. Rows are then at most √(2 ties) long, which bounds
 * listing triangles by ties^1.5 (Chiba & Nishizeki 1985).
 */
export function orient(graph: Graph, orientation: Orientation, team: Team): void {
  const { offsets, targets } = graph;
  const { people, rank, offsets: begins, targets: kept, weights } = orientation;
  if (team.member === 0) rankByContacts(graph, people, rank);
  team.meet();
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = partBegin(offsets, part + 1, parts);
    for (let v = partBegin(offsets, part, parts); v < stop; v++) {
      const r = rank[v] as number;
      const end = offsets[v + 1] as number;
      let higher = 0;
      for (let k = offsets[v] as number; k < end; k++) if ((rank[targets[k] as number] as number) > r) higher++;
      begins[r + 1] = higher;
    }
  }
  team.meet();
  if (team.member === 0) {
    for (let r = 0; r < graph.n; r++) begins[r + 1] = (begins[r + 1] as number) + (begins[r] as number);
  }
  team.meet();
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = partBegin(offsets, part + 1, parts);
    for (let v = partBegin(offsets, part, parts); v < stop; v++) {
      const r = rank[v] as number;
      const end = offsets[v + 1] as number;
      let write = begins[r] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const other = rank[targets[k] as number] as number;
        if (other <= r) continue;
        if (weights.length > 0) weights[write] = graph.weights[k] as number;
        kept[write++] = other;
      }
    }
  }
  team.meet();
}

/** Counting sort of people by their contacts, then by index. */
function rankByContacts({ n, offsets }: Graph, people: Uint32Array, rank: Uint32Array): void {
  const start = new Uint32Array(n + 1);
  const contacts = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  for (let v = 0; v < n; v++) start[contacts(v) + 1] = (start[contacts(v) + 1] as number) + 1;
  for (let d = 1; d <= n; d++) start[d] = (start[d] as number) + (start[d - 1] as number);
  for (let v = 0; v < n; v++) {
    const slot = start[contacts(v)] as number;
    start[contacts(v)] = slot + 1;
    people[slot] = v;
    rank[v] = slot;
  }
}
