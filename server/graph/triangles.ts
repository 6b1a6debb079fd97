import type { Graph } from './graph.ts';
import { type Orientation, orient, orientationMemory } from './orient.ts';
import { alone, partBegin, type TeamKernel } from './team.ts';

export interface Triangles {
  /** Triangles each person belongs to. */
  readonly perPerson: Float64Array;
  /** Triangles of the network, each once. */
  readonly total: number;
}

interface TrianglesMemory {
  readonly orientation: Orientation;
  /** Of each member: triangles found, by rank of a corner. */
  readonly found: readonly Float64Array[];
}

const parts = 256;

/** Counts the triangles of a symmetric graph: three people who all know one another. */
export const trianglesKernel: TeamKernel<Graph, TrianglesMemory, Triangles> = {
  memory: (graph, members, arrays) => ({
    orientation: orientationMemory(graph, arrays, false),
    found: Array.from({ length: members }, () => arrays.f64(graph.n)),
  }),
  run(graph, { orientation, found }, team) {
    orient(graph, orientation, team);
    const { offsets, targets } = orientation;
    const counts = found[team.member] as Float64Array;
    const isContact = new Uint8Array(graph.n);
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      const stop = partBegin(offsets, part + 1, parts);
      for (let u = partBegin(offsets, part, parts); u < stop; u++) countFrom(u, offsets, targets, isContact, counts);
    }
  },
  output({ n }, { orientation, found }) {
    const perPerson = new Float64Array(n);
    let corners = 0;
    for (let r = 0; r < n; r++) {
      let sum = 0;
      for (const counts of found) sum += counts[r] as number;
      perPerson[orientation.people[r] as number] = sum;
      corners += sum;
    }
    return { perPerson, total: corners / 3 };
  },
};

/** Adds the triangles whose corner of lowest rank is `u`; `isContact` is all zero before and after. */
function countFrom(
  u: number,
  offsets: Uint32Array,
  targets: Uint32Array,
  isContact: Uint8Array,
  counts: Float64Array,
): void {
  const begin = offsets[u] as number;
  const end = offsets[u + 1] as number;
  for (let k = begin; k < end; k++) isContact[targets[k] as number] = 1;
  let own = 0;
  for (let k = begin; k < end; k++) {
    const v = targets[k] as number;
    const stop = offsets[v + 1] as number;
    let shared = 0;
    for (let j = offsets[v] as number; j < stop; j++) {
      const w = targets[j] as number;
      if (isContact[w] === 0) continue;
      counts[w] = (counts[w] as number) + 1;
      shared++;
    }
    counts[v] = (counts[v] as number) + shared;
    own += shared;
  }
  counts[u] = (counts[u] as number) + own;
  for (let k = begin; k < end; k++) isContact[targets[k] as number] = 0;
}

/** `trianglesKernel` in the calling thread. */
export function triangles(graph: Graph): Triangles {
  return alone(trianglesKernel, graph);
}
