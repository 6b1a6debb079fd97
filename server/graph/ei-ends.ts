import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';

/** The ties between grouped people in a symmetric network, seen from their ends: all that the E-I index hangs on. */
export interface GroupedEnds {
  /** Weight of the ties of person v to people of other groups at `2 * v`, of the same at `2 * v + 1`; 0 without a group. */
  readonly own: Float64Array;
  /** Sum of the squared weights of the ties, each once. */
  readonly squares: number;
}

/** The ends of the ties of a symmetric graph. O(ties). */
export function groupedEnds({ n, offsets, targets, weights }: Graph, { of }: Groups): GroupedEnds {
  const own = new Float64Array(2 * n);
  let squares = 0;
  for (let v = 0; v < n; v++) {
    const a = of[v] as number;
    if (a < 0) continue;
    let across = 0;
    let within = 0;
    let square = 0;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const b = of[targets[k] as number] as number;
      if (b < 0) continue;
      const w = weights[k] as number;
      // Without a branch, which would often be guessed wrong.
      across += w * Number(a !== b);
      within += w * Number(a === b);
      square += w * w;
    }
    own[2 * v] = across;
    own[2 * v + 1] = within;
    squares += square / 2;
  }
  return { own, squares };
}

/** Weight of the ends of ties that leave group g at `2 * g`, and of those inside it at `2 * g + 1`. O(people). */
export function endsByGroup({ own }: GroupedEnds, { of, count }: Groups): Float64Array {
  const ends = new Float64Array(2 * count);
  for (let v = 0; v < of.length; v++) {
    const g = of[v] as number;
    if (g < 0) continue;
    ends[2 * g] = (ends[2 * g] as number) + (own[2 * v] as number);
    ends[2 * g + 1] = (ends[2 * g + 1] as number) + (own[2 * v + 1] as number);
  }
  return ends;
}
