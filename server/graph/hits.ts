import type { Graph } from './graph.ts';
import { transpose } from './graph.ts';
import { random } from './random.ts';

export interface Hits {
  /** Value as the one turned to, and as the one who turns to the right people; each at least 0, summing to 1. */
  readonly authority: Float64Array;
  readonly hub: Float64Array;
}

/**
 * Hubs and authorities of a weighted directed graph (Kleinberg 1999): authorities get ties from hubs, hubs give ties
 * to authorities. With arcs from asker to answerer, authority is expertise. Null when the answer is not defined: no
 * ties, two parts of the network of equal weight (singular values within 1e-9), or no convergence in 10,000 rounds.
 */
export function hits(graph: Graph): Hits | null {
  const { n } = graph;
  if (graph.targets.length === 0) return null;
  const back = transpose(graph);
  const first = dominant(graph, back, new Float64Array(n).fill(1), null, 10_000);
  if (!first.converged) return null;
  // A rival direction as strong as the first would make any mixture of the two an answer.
  const draw = random(n);
  const start = Float64Array.from({ length: n }, () => draw.next() - 0.5);
  const second = dominant(graph, back, start, first.vector, 200);
  if (first.value - second.value <= 1e-9 * first.value) return null;
  return { authority: shares(first.vector), hub: shares(multiply(graph, first.vector)) };
}

/** Power iteration of WᵀW, kept at right angles to `avoid`; `value` is the singular value of W. */
function dominant(graph: Graph, back: Graph, start: Float64Array, avoid: Float64Array | null, rounds: number) {
  let vector = unit(start, avoid);
  let value = 0;
  for (let round = 0; round < rounds; round++) {
    const image = multiply(back, multiply(graph, vector));
    value = Math.sqrt(length(image));
    if (value === 0) return { vector, value, converged: true };
    const next = unit(image, avoid);
    let change = 0;
    for (let v = 0; v < next.length; v++) change += Math.abs((next[v] as number) - (vector[v] as number));
    vector = next;
    if (change < 1e-12) return { vector, value, converged: true };
  }
  return { vector, value, converged: false };
}

/** For each person, the sum over their outgoing ties of weight × value at the other end. */
function multiply(graph: Graph, values: Float64Array): Float64Array {
  const { n, offsets, targets, weights } = graph;
  const sums = new Float64Array(n);
  for (let v = 0; v < n; v++) {
    let sum = 0;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++)
      sum += (weights[k] as number) * (values[targets[k] as number] as number);
    sums[v] = sum;
  }
  return sums;
}

function length(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** What is left of a vector along another one is rounding when it is shorter than this share of it. */
const rounding = 1e-12;

/** The vector without its part along `avoid`, with length 1; all 0 when nothing is left of it. */
function unit(values: Float64Array, avoid: Float64Array | null): Float64Array {
  const along = avoid === null ? 0 : values.reduce((sum, value, v) => sum + value * (avoid[v] as number), 0);
  const left = avoid === null ? values : values.map((value, v) => value - along * (avoid[v] as number));
  const size = length(left);
  return size <= rounding * length(values) ? new Float64Array(left.length) : left.map((value) => value / size);
}

function shares(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}
