import type { Graph } from './graph.ts';
import { alone, partBegin, type Team, type TeamKernel } from './team.ts';

export interface PagerankOptions {
  /** Probability of following a tie rather than jumping to anyone, at least 0 and below 1. */
  readonly damping?: number;
  /** Stops when the values of two rounds differ by less than this in all (L1). */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

export interface Pagerank {
  /** One value per person, summing to 1; empty for an empty graph. */
  readonly values: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

interface PagerankInput {
  readonly graph: Graph;
  readonly options: PagerankOptions;
}

interface PagerankMemory {
  /** What a person passes on for each unit of a tie's weight and of value; 0 without outgoing arcs. */
  readonly share: Float64Array;
  readonly values: Float64Array;
  /** By how much the right side of the equations exceeds the left at `values`. */
  readonly residual: Float64Array;
  /** What was added to the values in this round: the residual that a person had when it was their turn. */
  readonly taken: Float64Array;
  /** Additions to the residual, by the piece of a stage that they come from. */
  readonly arrived: readonly Float64Array[];
  /** Both after the round before, without what was mixed into them. */
  readonly formerValues: Float64Array;
  readonly formerResidual: Float64Array;
  /** Sums of each part, added in the order of the parts: of the residual, its square and its product with the former. */
  readonly excess: Float64Array;
  readonly square: Float64Array;
  readonly product: Float64Array;
  readonly distance: Float64Array;
  readonly total: Float64Array;
  readonly iterations: Uint32Array;
  readonly converged: Uint32Array;
}

const parts = 64;
/** Who pushes for a stage has a row of additions each: pieces are few. */
const pieces = 4;
/** Each further stage takes fewer rounds away; a small graph isn't worth waiting for each other so often. */
const mostStages = 4;
const arcsOfStage = 2 ** 16;

/**
 * Weighted PageRank of a directed graph (Brin & Page 1998): attention from people who get attention. An arc passes
 * on a share of its source's value in proportion to its weight; the value of people without outgoing arcs is spread
 * over everyone. Not converged means that `maxIterations` came first.
 *
 * Spreading that value evenly only scales the solution of x = (1 - c)/n + c P x, where it is lost. Of this the residual is
 * kept, and everyone in turn adds theirs to their value and pushes it along their arcs (McSherry 2005): weights are
 * read in order, arcs needn't be turned round, and later people of a round already pass on what came from earlier ones
 * (Gauss-Seidel, by stages). After a round values are scaled so that none is missing in all, then mixed with those of the
 * round before so that the smallest residual is left (Anderson 1965, depth 1). A round costs one visit of each arc.
 */
export const pagerankKernel: TeamKernel<PagerankInput, PagerankMemory, Pagerank> = {
  memory({ graph: { n } }, _members, arrays) {
    return {
      share: arrays.f64(n),
      values: arrays.f64(n),
      residual: arrays.f64(n),
      taken: arrays.f64(n),
      arrived: Array.from({ length: pieces }, () => arrays.f64(n)),
      formerValues: arrays.f64(n),
      formerResidual: arrays.f64(n),
      excess: arrays.f64(parts),
      square: arrays.f64(parts),
      product: arrays.f64(parts),
      distance: arrays.f64(parts),
      total: arrays.f64(parts),
      iterations: arrays.u32(1),
      converged: arrays.u32(1),
    };
  },
  run({ graph, options }, memory, team) {
    const { damping = 0.85, tolerance = 1e-12, maxIterations = 500 } = options;
    const { n, targets } = graph;
    const stages = Math.max(1, Math.min(mostStages, Math.floor(targets.length / arcsOfStage)));
    begin(graph, damping, memory, team);
    team.meet();
    let formerSquare = 0;
    for (let iteration = 1; iteration <= maxIterations; iteration++) {
      for (let stage = 0; stage < stages; stage++) {
        const piece = stage * pieces;
        const begins = (at: number): number => partBegin(graph.offsets, piece + at, stages * pieces);
        take(begins(0), begins(pieces), memory, team);
        team.meet();
        push(graph, begins, memory, team);
        team.meet();
      }
      addUp(n, memory, team);
      team.meet();
      const excess = sum(memory.excess);
      const scale = (1 - damping) / (1 - damping - excess);
      const square = scale * scale * (sum(memory.square) - (excess * excess) / n);
      const product = scale * sum(memory.product);
      const step = square - 2 * product + formerSquare;
      const mix = iteration === 1 || !(step > 0) ? 0 : (square - product) / step;
      formerSquare = square;
      settle(n, scale, (-scale * excess) / n, mix, memory, team);
      team.meet();
      const isDone = sum(memory.distance) < tolerance * sum(memory.total);
      if (team.member === 0) {
        memory.iterations[0] = iteration;
        memory.converged[0] = Number(isDone);
      }
      if (isDone) break;
    }
  },
  output(_input, { values, residual, iterations, converged }) {
    // Adding the residual is one more round of the plain iteration, for nothing.
    const last = new Float64Array(values.length);
    for (let v = 0; v < last.length; v++) last[v] = (values[v] as number) + (residual[v] as number);
    const whole = sum(last);
    for (let v = 0; v < last.length; v++) last[v] = (last[v] as number) / whole;
    return {
      values: last,
      iterations: iterations[0] as number,
      converged: converged[0] === 1,
    };
  },
};

/** `pagerankKernel` in the calling thread. */
export function pagerank(graph: Graph, options: PagerankOptions = {}): Pagerank {
  if (graph.n === 0) return { values: new Float64Array(0), iterations: 0, converged: true };
  return alone(pagerankKernel, { graph, options });
}

/** Values start from 0, whose residual is the same for everyone. */
function begin({ n, offsets, weights }: Graph, damping: number, memory: PagerankMemory, team: Team): void {
  const { share, residual, values, taken, arrived, formerValues, formerResidual } = memory;
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const from = partBegin(offsets, part, parts);
    const stop = partBegin(offsets, part + 1, parts);
    // Fresh memory that is read before it is written costs a second fault a page, at which every core is interrupted.
    for (const zeros of [values, taken, formerValues, formerResidual, ...arrived]) zeros.fill(0, from, stop);
    for (let v = from; v < stop; v++) {
      const end = offsets[v + 1] as number;
      let strength = 0;
      for (let k = offsets[v] as number; k < end; k++) strength += weights[k] as number;
      share[v] = strength > 0 ? damping / strength : 0;
      residual[v] = (1 - damping) / n;
    }
  }
}

/** Moves the residual of a stage's people into what they add to their values and push. */
function take(first: number, end: number, memory: PagerankMemory, team: Team): void {
  const { residual, taken } = memory;
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const from = first + Math.floor(((end - first) / parts) * part);
    const stop = first + Math.floor(((end - first) / parts) * (part + 1));
    gather(from, stop, memory);
    for (let v = from; v < stop; v++) {
      taken[v] = residual[v] as number;
      residual[v] = 0;
    }
  }
}

/** Adds to the residual what arrived, in the order of the pieces. */
function gather(from: number, stop: number, { residual, arrived }: PagerankMemory): void {
  for (const additions of arrived) {
    for (let v = from; v < stop; v++) {
      residual[v] = (residual[v] as number) + (additions[v] as number);
      additions[v] = 0;
    }
  }
}

/** `begins` tells where each piece of the stage does, and the last ends. */
function push(graph: Graph, begins: (piece: number) => number, memory: PagerankMemory, team: Team): void {
  const { offsets, targets, weights } = graph;
  const { share, taken, arrived } = memory;
  for (let piece = team.next(pieces); piece !== -1; piece = team.next(pieces)) {
    const additions = arrived[piece] as Float64Array;
    const stop = begins(piece + 1);
    for (let v = begins(piece); v < stop; v++) {
      const passed = (taken[v] as number) * (share[v] as number);
      const end = offsets[v + 1] as number;
      let k = offsets[v] as number;
      // Two at a time: an arc's weight needn't wait until the addition before is written.
      for (; k + 1 < end; k += 2) {
        const one = targets[k] as number;
        const other = targets[k + 1] as number;
        additions[one] = (additions[one] as number) + passed * (weights[k] as number);
        additions[other] = (additions[other] as number) + passed * (weights[k + 1] as number);
      }
      if (k < end) {
        const last = targets[k] as number;
        additions[last] = (additions[last] as number) + passed * (weights[k] as number);
      }
    }
  }
}

/** Brings the residual up to date, and adds up what the scaling and the mixing need to know of it. */
function addUp(n: number, memory: PagerankMemory, team: Team): void {
  const { residual, formerResidual, excess, square, product } = memory;
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const from = Math.floor((n / parts) * part);
    const stop = Math.floor((n / parts) * (part + 1));
    gather(from, stop, memory);
    let all = 0;
    let own = 0;
    let other = 0;
    for (let v = from; v < stop; v++) {
      const left = residual[v] as number;
      all += left;
      own += left * left;
      other += left * (formerResidual[v] as number);
    }
    excess[part] = all;
    square[part] = own;
    product[part] = other;
  }
}

/** Scales values, and their residual with them, then mixes in those of the round before. */
function settle(n: number, scale: number, shift: number, mix: number, memory: PagerankMemory, team: Team): void {
  const { values, residual, taken, formerValues, formerResidual, distance, total } = memory;
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = Math.floor((n / parts) * (part + 1));
    let away = 0;
    let whole = 0;
    for (let v = Math.floor((n / parts) * part); v < stop; v++) {
      const value = scale * ((values[v] as number) + (taken[v] as number));
      const left = scale * (residual[v] as number) + shift;
      const mixed = value + mix * ((formerValues[v] as number) - value);
      const mixedLeft = left + mix * ((formerResidual[v] as number) - left);
      formerValues[v] = value;
      formerResidual[v] = left;
      values[v] = mixed;
      residual[v] = mixedLeft;
      away += Math.abs(mixedLeft);
      whole += mixed;
    }
    distance[part] = away;
    total[part] = whole;
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
