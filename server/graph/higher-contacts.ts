import type { Graph } from './graph.ts';

/**
 * Where the ties of each person of a symmetric graph to those of a higher number begin in their row: from there to the end of
 * the row, each pair is met once. O(people × log(contacts)).
 */
export function higherContacts({ n, offsets, targets }: Graph): Uint32Array {
  const starts = new Uint32Array(n);
  for (let v = 0; v < n; v++) {
    let low = offsets[v] as number;
    let high = offsets[v + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((targets[middle] as number) < v) low = middle + 1;
      else high = middle;
    }
    starts[v] = low;
  }
  return starts;
}
