import { firstNotBelow } from './first-not-below.ts';
import type { Graph } from './graph.ts';

/**
 * Where the ties of each person of a symmetric graph to those of a higher number begin in their row: from there to the end of
 * the row, each pair is met once. O(people × log(contacts)).
 */
export function higherContacts({ n, offsets, targets }: Graph): Uint32Array {
  const starts = new Uint32Array(n);
  for (let v = 0; v < n; v++) {
    starts[v] = firstNotBelow(targets, v, offsets[v] as number, offsets[v + 1] as number);
  }
  return starts;
}
