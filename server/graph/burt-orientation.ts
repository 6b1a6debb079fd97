import type { Graph } from './graph.ts';
import { type Orientation, orientationMemory } from './orient.ts';
import { type Arrays, partBegin, type Team } from './team.ts';

/** An orientation whose people are numbered by circle: those who know one another are neighbours in memory. */
export interface CircleOrientation extends Orientation {
  /** A person whose name the circle has, for each person, and what it becomes after the present batch. */
  readonly circle: Uint32Array;
  readonly next: Uint32Array;
  /** Rank of each person by contacts, then by index. */
  readonly byContacts: Uint32Array;
}

const parts = 64;
const rounds = 2;
const batches = 32;
/** Contacts that are asked for their circle: enough to tell it. */
const asked = 32;

/** Room for the orientation of a graph by circles, with weights. */
export function circleOrientationMemory(graph: Graph, arrays: Arrays): CircleOrientation {
  return {
    ...orientationMemory(graph, arrays, true),
    circle: arrays.u32(graph.n),
    next: arrays.u32(graph.n),
    byContacts: arrays.u32(graph.n),
  };
}

/**
 * Fills an orientation; every member may read it when this returns. Each tie goes from the person with fewer contacts to
 * the one with more, which bounds listing triangles by ties^1.5 (Chiba & Nishizeki 1985). Most triangles are within a
 * circle: numbering people by circle keeps what is read and written for one circle in the cache. Circles are rough
 * (label propagation, Raghavan, Albert & Kumara 2007): they decide how fast triangles are listed, not which.
 */
export function orientByCircles(graph: Graph, orientation: CircleOrientation, team: Team): void {
  const { offsets, targets } = graph;
  const { rank, byContacts, offsets: begins, targets: kept, weights } = orientation;
  findCircles(graph, orientation, team);
  if (team.member === 0) number(graph, orientation);
  team.meet();
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = partBegin(offsets, part + 1, parts);
    for (let v = partBegin(offsets, part, parts); v < stop; v++) {
      const own = byContacts[v] as number;
      const end = offsets[v + 1] as number;
      let higher = 0;
      for (let k = offsets[v] as number; k < end; k++) if ((byContacts[targets[k] as number] as number) > own) higher++;
      begins[(rank[v] as number) + 1] = higher;
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
      const own = byContacts[v] as number;
      const end = offsets[v + 1] as number;
      let write = begins[rank[v] as number] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const other = targets[k] as number;
        if ((byContacts[other] as number) <= own) continue;
        weights[write] = graph.weights[k] as number;
        kept[write++] = rank[other] as number;
      }
    }
  }
  team.meet();
}

/**
 * Everyone takes the circle that weighs most among some of their contacts, in batches that see what those before took, so
 * that circles don't depend on how many do the work.
 */
function findCircles(graph: Graph, { circle, next }: CircleOrientation, team: Team): void {
  const { n } = graph;
  const heard = new Float64Array(n);
  if (team.member === 0) for (let v = 0; v < n; v++) circle[v] = v;
  team.meet();
  for (let turn = 0; turn < rounds * batches; turn++) {
    const batch = turn % batches;
    const from = partBegin(graph.offsets, batch, batches);
    const size = partBegin(graph.offsets, batch + 1, batches) - from;
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      const stop = from + Math.floor((size / parts) * (part + 1));
      for (let v = from + Math.floor((size / parts) * part); v < stop; v++) next[v] = heaviest(graph, v, circle, heard);
    }
    team.meet();
    if (team.member === 0) circle.set(next.subarray(from, from + size), from);
    team.meet();
  }
}

/** The circle with most weight among some of a person's contacts, or their own; `heard` is all zero before and after. */
function heaviest({ offsets, targets, weights }: Graph, v: number, circle: Uint32Array, heard: Float64Array): number {
  const begin = offsets[v] as number;
  const end = offsets[v + 1] as number;
  const step = Math.max(1, Math.floor((end - begin) / asked));
  let best = circle[v] as number;
  let most = 0;
  for (let k = begin; k < end; k += step) {
    const name = circle[targets[k] as number] as number;
    const weight = (heard[name] as number) + (weights[k] as number);
    heard[name] = weight;
    if (weight > most) {
      most = weight;
      best = name;
    }
  }
  for (let k = begin; k < end; k += step) heard[circle[targets[k] as number] as number] = 0;
  return best;
}

/** Numbers people by circle, then by contacts, then by index. */
function number({ n, offsets }: Graph, { people, rank, circle, next, byContacts }: CircleOrientation): void {
  const contacts = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  // `next` is free again: it holds people in the order of their contacts.
  for (let v = 0; v < n; v++) people[v] = v;
  sortInto(next, people, contacts, byContacts);
  sortInto(people, next, (v) => circle[v] as number, rank);
}

/** Puts people in the order of a key below their number, equal ones as they were; `place` tells where each went. */
function sortInto(sorted: Uint32Array, people: Uint32Array, key: (v: number) => number, place: Uint32Array): void {
  const start = new Uint32Array(people.length + 1);
  for (const v of people) start[key(v) + 1] = (start[key(v) + 1] as number) + 1;
  for (let i = 1; i < start.length; i++) start[i] = (start[i] as number) + (start[i - 1] as number);
  for (const v of people) {
    const slot = start[key(v)] as number;
    start[key(v)] = slot + 1;
    sorted[slot] = v;
    place[v] = slot;
  }
}
