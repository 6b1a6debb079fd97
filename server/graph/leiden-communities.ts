import { numberComponents } from './components.ts';
import type { Groups } from './groups.ts';
import { everyNode, type Level, renumber } from './leiden-level.ts';
import { rootOf } from './union-find.ts';

/**
 * Communities split into their connected parts, which modularity never loses by. Numbered by their first member.
 * @param of community of each node, any labels
 */
export function connectedParts({ n, offsets, targets }: Level, of: Uint32Array): Uint32Array {
  const parent = everyNode(n);
  for (let v = 0; v < n; v++) {
    const community = of[v];
    let top = v;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const other = targets[k] as number;
      // Each tie stands in two rows: that of the later node is enough.
      if (other > v || of[other] !== community) continue;
      const theirs = rootOf(parent, other);
      if (theirs < top) {
        parent[top] = theirs;
        top = theirs;
      } else parent[theirs] = top;
    }
  }
  for (let v = 0; v < n; v++) parent[v] = rootOf(parent, v);
  return numberComponents(parent).labels;
}

/** Modularity of communities, labels below `level.n`, times the strength of all; `scale` is resolution ÷ that strength. */
export function quality({ n, offsets, targets, weights, strength }: Level, of: Uint32Array, scale: number): number {
  const total = new Float64Array(n);
  let within = 0;
  for (let v = 0; v < n; v++) {
    const community = of[v] as number;
    total[community] = (total[community] as number) + (strength[v] as number);
    // All that a node's ties weigh stays within its community, except what leaves it.
    within += strength[v] as number;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      if (of[targets[k] as number] !== community) within -= weights[k] as number;
    }
  }
  return total.reduce((sum, own) => sum - scale * own * own, within);
}

/** Labels renumbered from the largest group to the smallest, equal ones by their first member. */
export function bySize(labels: Uint32Array): Groups {
  const of = labels.slice();
  const count = renumber(of, everyNode(of.length));
  const sizes = new Uint32Array(count);
  for (const label of of) sizes[label] = (sizes[label] as number) + 1;
  const order = everyNode(count).sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  const place = new Int32Array(count);
  order.forEach((label, position) => {
    place[label] = position;
  });
  return { of: Int32Array.from(of, (label) => place[label] as number), count };
}
