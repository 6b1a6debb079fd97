import type { Components } from './components.ts';
import { numberComponents } from './components.ts';
import type { Graph } from './graph.ts';

/**
 * Strongly connected components of a directed graph: people who reach each other along the arrows
 * (Tarjan 1972, without recursion so that a long chain cannot exhaust the stack).
 */
export function strongComponents(graph: Graph): Components {
  const { n, offsets, targets } = graph;
  const index = new Uint32Array(n); // order of discovery from 1; 0 = not yet seen
  const low = new Uint32Array(n);
  const closed = new Uint8Array(n);
  const representatives = new Uint32Array(n);
  const cursor = offsets.slice(0, n);
  const path = new Uint32Array(n);
  const open = new Uint32Array(n);
  let openCount = 0;
  let discovered = 0;
  for (let start = 0; start < n; start++) {
    if (index[start] !== 0) continue;
    let depth = 0;
    path[0] = start;
    while (depth >= 0) {
      const v = path[depth] as number;
      if (index[v] === 0) {
        index[v] = low[v] = ++discovered;
        open[openCount++] = v;
      }
      const k = cursor[v] as number;
      if (k < (offsets[v + 1] as number)) {
        cursor[v] = k + 1;
        const w = targets[k] as number;
        if (index[w] === 0) path[++depth] = w;
        else if (closed[w] === 0) low[v] = Math.min(low[v] as number, index[w] as number);
        continue;
      }
      if (low[v] === index[v]) {
        let member: number;
        do {
          member = open[--openCount] as number;
          closed[member] = 1;
          representatives[member] = v;
        } while (member !== v);
      }
      depth--;
      if (depth >= 0) {
        const above = path[depth] as number;
        low[above] = Math.min(low[above] as number, low[v] as number);
      }
    }
  }
  return numberComponents(representatives);
}
