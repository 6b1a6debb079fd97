import type { Graph } from './graph.ts';
import { strengths } from './graph.ts';

/**
 * A network at one level of aggregation, symmetric: a node stands for one person or for a group of them. Rows are in no
 * order, and ties within a node are left out: they change no decision, only `strength` remembers them.
 */
export interface Level {
  readonly n: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
  /** Sum of the weights of all ties of the people in each node, ties between two of them counted twice. */
  readonly strength: Float64Array;
}

/** The level where each node is one person. */
export function firstLevel(graph: Graph): Level {
  return { ...graph, strength: strengths(graph) };
}

/** Nodes sorted by label, those of one label in the order of `order`; the nodes of label g begin at `start[g]`. */
export function sortByLabel(
  order: Uint32Array,
  labels: Uint32Array,
  bound: number,
): { nodes: Uint32Array; start: Uint32Array } {
  const start = new Uint32Array(bound + 1);
  for (const label of labels) start[label + 1] = (start[label + 1] as number) + 1;
  for (let g = 1; g <= bound; g++) start[g] = (start[g] as number) + (start[g - 1] as number);
  const nodes = new Uint32Array(order.length);
  const cursor = start.slice(0, bound);
  for (const v of order) {
    const slot = cursor[labels[v] as number] as number;
    cursor[labels[v] as number] = slot + 1;
    nodes[slot] = v;
  }
  return { nodes, start };
}

/** Renumbers labels below their number in place to 0 … count - 1, in the order in which `order` meets them; returns the count. */
export function renumber(labels: Uint32Array, order: Uint32Array): number {
  const numberOf = new Uint32Array(labels.length);
  let count = 0;
  for (const v of order) {
    const label = labels[v] as number;
    // 0 means not yet met, so numbers are kept one higher.
    if (numberOf[label] === 0) numberOf[label] = ++count;
    labels[v] = (numberOf[label] as number) - 1;
  }
  return count;
}

/** The level whose nodes are the `count` groups of `of`, numbered from 0 without a gap. O(nodes + ties). */
export function aggregate(level: Level, of: Uint32Array, count: number): Level {
  const { nodes, start } = sortByLabel(everyNode(level.n), of, count);
  const offsets = new Uint32Array(count + 1);
  const strength = new Float64Array(count);
  const towards = new Float64Array(count);
  const seen = new Uint32Array(count);
  // As many as there may be; memory that is never written costs nothing.
  const targets = new Uint32Array(Math.min(level.targets.length, count * (count - 1)));
  const weights = new Float64Array(targets.length);
  let write = 0;
  for (let g = 0; g < count; g++) {
    let met = 0;
    let sum = 0;
    for (let i = start[g] as number; i < (start[g + 1] as number); i++) {
      const v = nodes[i] as number;
      sum += level.strength[v] as number;
      met = gather(level, v, of, towards, seen, met);
    }
    strength[g] = sum;
    for (let i = 0; i < met; i++) {
      const other = seen[i] as number;
      if (other !== g) {
        targets[write] = other;
        weights[write++] = towards[other] as number;
      }
      towards[other] = 0;
    }
    offsets[g + 1] = write;
  }
  return { n: count, offsets, targets: targets.subarray(0, write), weights: weights.subarray(0, write), strength };
}

export const everyNode = (n: number): Uint32Array => {
  const nodes = new Uint32Array(n);
  for (let v = 0; v < n; v++) nodes[v] = v;
  return nodes;
};

/**
 * Adds the weights of a node's ties to `towards`, by the label of the other end, and lists in `seen` the labels that
 * were still at 0. Returns how many are listed; `met` were before.
 */
export function gather(
  { offsets, targets, weights }: Level,
  v: number,
  labels: Uint32Array,
  towards: Float64Array,
  seen: Uint32Array,
  met: number,
): number {
  const end = offsets[v + 1] as number;
  let listed = met;
  for (let k = offsets[v] as number; k < end; k++) {
    const label = labels[targets[k] as number] as number;
    const sum = towards[label] as number;
    if (sum === 0) seen[listed++] = label;
    towards[label] = sum + (weights[k] as number);
  }
  return listed;
}
