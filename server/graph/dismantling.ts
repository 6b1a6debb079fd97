import { collectiveInfluence } from './collective-influence.ts';
import { components } from './components.ts';
import { degrees, type Graph } from './graph.ts';

/** The symmetric graph without the ties of some people, who stay as isolates. */
export function withoutTiesOf(graph: Graph, removed: Uint8Array): Graph {
  const { n } = graph;
  const offsets = new Uint32Array(n + 1);
  const targets = new Uint32Array(graph.targets.length);
  const weights = new Float64Array(graph.targets.length);
  let write = 0;
  for (let v = 0; v < n; v++) {
    const end = graph.offsets[v + 1] as number;
    for (let k = graph.offsets[v] as number; removed[v] === 0 && k < end; k++) {
      const other = graph.targets[k] as number;
      if (removed[other] === 1) continue;
      targets[write] = other;
      weights[write++] = graph.weights[k] as number;
    }
    offsets[v + 1] = write;
  }
  return { n, offsets, targets: targets.slice(0, write), weights: weights.slice(0, write) };
}

/**
 * Whose departure breaks a symmetric graph apart soonest: `most` people at most, each the one of largest collective
 * influence in what the others before left over (Morone & Makse 2015, adaptive); the lowest number among equals. Once no
 * influence is left, the one with most contacts. Ends when no tie is left.
 */
export function dismantlingOrder(graph: Graph, radius: number, most: number): number[] {
  const removed = new Uint8Array(graph.n);
  const order: number[] = [];
  let left = graph;
  while (order.length < most && left.targets.length > 0) {
    const influence = collectiveInfluence(left, radius);
    const contacts = degrees(left);
    let first = 0;
    for (let v = 1; v < graph.n; v++) {
      const more = (influence[v] as number) - (influence[first] as number);
      if (more > 0 || (more === 0 && (contacts[v] as number) > (contacts[first] as number))) first = v;
    }
    order.push(first);
    removed[first] = 1;
    left = withoutTiesOf(left, removed);
  }
  return order;
}

/**
 * People in the largest connected group after each of `order` in turn has left: `order.length + 1` numbers, the first
 * before anybody has.
 */
export function largestGroups(graph: Graph, order: readonly number[]): number[] {
  const removed = new Uint8Array(graph.n);
  let left = graph;
  const sizes = [components(left).largest];
  for (const person of order) {
    removed[person] = 1;
    left = withoutTiesOf(left, removed);
    sizes.push(components(left).largest);
  }
  return sizes;
}
