import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';

export interface Brokerage {
  /** All three in the same group. */
  readonly coordinator: Float64Array;
  /** The two others share a group, the broker is an outsider. */
  readonly itinerant: Float64Array;
  /** Carries out of the broker's own group. */
  readonly representative: Float64Array;
  /** Lets into the broker's own group. */
  readonly gatekeeper: Float64Array;
  /** Three different groups. */
  readonly liaison: Float64Array;
}

/**
 * Brokerage roles of each person (Gould & Fernandez 1989): the number of pairs i → person → k, i ≠ k, without a tie
 * i → k, by the groups of the three. People without a group neither broker nor are brokered. Weights don't matter.
 * A symmetric graph shows each pair from both sides: halve the counts; representative and gatekeeper are then equal.
 * O(Σ in × out).
 */
export function brokerage(graph: Graph, groups: Groups): Brokerage {
  const { n, offsets, targets } = graph;
  const of = groups.of;
  const roles = {
    coordinator: new Float64Array(n),
    itinerant: new Float64Array(n),
    representative: new Float64Array(n),
    gatekeeper: new Float64Array(n),
    liaison: new Float64Array(n),
  };
  const directFrom = new Uint32Array(n); // 1 + the last person found to have a tie to this one
  for (let i = 0; i < n; i++) {
    const a = of[i] as number;
    if (a < 0) continue;
    const begin = offsets[i] as number;
    const end = offsets[i + 1] as number;
    directFrom[i] = i + 1;
    for (let k = begin; k < end; k++) directFrom[targets[k] as number] = i + 1;
    for (let k = begin; k < end; k++) {
      const broker = targets[k] as number;
      const b = of[broker] as number;
      if (b < 0) continue;
      let [sameAsFirst, sameAsBroker, other] = [0, 0, 0];
      const stop = offsets[broker + 1] as number;
      for (let j = offsets[broker] as number; j < stop; j++) {
        const last = targets[j] as number;
        const c = of[last] as number;
        if (c < 0 || directFrom[last] === i + 1) continue;
        if (c === a) sameAsFirst++;
        else if (c === b) sameAsBroker++;
        else other++;
      }
      const inside = a === b;
      const [first, last] = [
        inside ? roles.coordinator : roles.itinerant,
        inside ? roles.representative : roles.liaison,
      ];
      first[broker] = (first[broker] as number) + sameAsFirst;
      last[broker] = (last[broker] as number) + other;
      roles.gatekeeper[broker] = (roles.gatekeeper[broker] as number) + sameAsBroker;
    }
  }
  return roles;
}
