import { type Graph, strengths } from './graph.ts';
import { alone, partBegin, type Team, type TeamKernel } from './team.ts';

export interface PagerankOptions {
  /** Probability of following a tie rather than jumping to anyone. */
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
  /** The arcs turned round: pulling along them reads weights in order and writes each value once. */
  readonly offsets: Uint32Array;
  readonly sources: Uint32Array;
  readonly weights: Float64Array;
  readonly given: Float64Array;
  readonly values: Float64Array;
  readonly pulled: Float64Array;
  /** Of the round before: `pulled`, and what it differed by from the values it came from. */
  readonly formerPulled: Float64Array;
  readonly residual: Float64Array;
  /** What a person passes on for each unit of a tie's weight. */
  readonly passed: Float64Array;
  /** Sums of each part, added in the order of the parts. */
  readonly dangling: Float64Array;
  readonly change: Float64Array;
  readonly total: Float64Array;
  /** Products of the residual's change with the residual, and with itself. */
  readonly along: Float64Array;
  readonly steps: Float64Array;
  readonly iterations: Uint32Array;
  readonly converged: Uint32Array;
}

const parts = 64;

/**
 * Weighted PageRank of a directed graph (Brin & Page 1998): attention from people who get attention. An arc passes
 * on a share of its source's value in proportion to its weight; the value of people without outgoing arcs is spread
 * over everyone. Each round starts from the mix of the last two that would have left the smallest residual (Anderson 1965,
 * depth 1), which takes a third of the rounds away. Not converged means that `maxIterations` came first.
 */
export const pagerankKernel: TeamKernel<PagerankInput, PagerankMemory, Pagerank> = {
  memory({ graph: { n, targets } }, _members, arrays) {
    return {
      offsets: arrays.u32(n + 1),
      sources: arrays.u32(targets.length),
      weights: arrays.f64(targets.length),
      given: arrays.f64(n),
      values: arrays.f64(n),
      pulled: arrays.f64(n),
      formerPulled: arrays.f64(n),
      residual: arrays.f64(n),
      passed: arrays.f64(n),
      dangling: arrays.f64(parts),
      change: arrays.f64(parts),
      total: arrays.f64(parts),
      along: arrays.f64(parts),
      steps: arrays.f64(parts),
      iterations: arrays.u32(1),
      converged: arrays.u32(1),
    };
  },
  run({ graph, options }, memory, team) {
    const { damping = 0.85, tolerance = 1e-12, maxIterations = 500 } = options;
    const { n } = graph;
    turnRound(graph, memory, team);
    if (team.member === 0) {
      memory.given.set(strengths(graph));
      memory.pulled.fill(1 / n);
    }
    team.meet();
    let total = 1;
    let formerTotal = 1;
    let mix = 0;
    for (let iteration = 1; iteration <= maxIterations; iteration++) {
      passOn(memory, mix, total + mix * (formerTotal - total), team);
      team.meet();
      const base = (1 - damping + damping * sum(memory.dangling)) / n;
      pull(memory, base, damping, team);
      team.meet();
      formerTotal = total;
      total = sum(memory.total);
      const steps = sum(memory.steps);
      mix = iteration === 1 || steps === 0 ? 0 : sum(memory.along) / steps;
      const isDone = sum(memory.change) < tolerance;
      if (team.member === 0) {
        memory.iterations[0] = iteration;
        memory.converged[0] = Number(isDone);
      }
      if (isDone) break;
    }
  },
  output(_input, { pulled, total, iterations, converged }) {
    const whole = sum(total);
    return {
      values: pulled.map((value) => value / whole),
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

/** Transposes the graph, each part the arcs towards a range of people: found in each row by halving, rows being sorted. */
function turnRound(graph: Graph, { offsets, sources, weights }: PagerankMemory, team: Team): void {
  const { n, targets } = graph;
  const ranges = team.size === 1 ? 1 : 4 * team.size;
  const begin = (range: number): number => Math.floor((n / ranges) * range);
  for (let range = team.next(ranges); range !== -1; range = team.next(ranges)) {
    const until = begin(range + 1);
    eachRow(graph, begin(range), (_v, first, end) => {
      for (let k = first; k < end && (targets[k] as number) < until; k++) {
        const slot = (targets[k] as number) + 1;
        offsets[slot] = (offsets[slot] as number) + 1;
      }
    });
  }
  team.meet();
  if (team.member === 0) {
    for (let v = 0; v < n; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
  }
  team.meet();
  for (let range = team.next(ranges); range !== -1; range = team.next(ranges)) {
    const from = begin(range);
    const until = begin(range + 1);
    const cursor = offsets.slice(from, until);
    eachRow(graph, from, (v, first, end) => {
      for (let k = first; k < end && (targets[k] as number) < until; k++) {
        const w = (targets[k] as number) - from;
        const slot = cursor[w] as number;
        cursor[w] = slot + 1;
        sources[slot] = v;
        weights[slot] = graph.weights[k] as number;
      }
    });
  }
  team.meet();
}

/** Each row with the place of its first target that isn't below `least`, and its end. */
function eachRow(graph: Graph, least: number, visit: (v: number, first: number, end: number) => void): void {
  const { n, offsets, targets } = graph;
  for (let v = 0; v < n; v++) {
    const end = offsets[v + 1] as number;
    let low = offsets[v] as number;
    let high = least === 0 ? low : end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((targets[middle] as number) < least) low = middle + 1;
      else high = middle;
    }
    visit(v, low, end);
  }
}

/**
 * Values to start a round from, brought back to a sum of 1 (rounding drifts by about 1e-16 a round), and what they pass on.
 */
function passOn(memory: PagerankMemory, mix: number, total: number, team: Team): void {
  const { offsets, given, values, pulled, formerPulled, passed, dangling } = memory;
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = partBegin(offsets, part + 1, parts);
    let lost = 0;
    for (let v = partBegin(offsets, part, parts); v < stop; v++) {
      const last = pulled[v] as number;
      const value = (last + mix * ((formerPulled[v] as number) - last)) / total;
      const strength = given[v] as number;
      formerPulled[v] = last;
      values[v] = value;
      if (strength > 0) passed[v] = value / strength;
      else lost += value;
    }
    dangling[part] = lost;
  }
}

function pull(memory: PagerankMemory, base: number, damping: number, team: Team): void {
  const { offsets, sources, weights, values, pulled, residual, passed, change, total, along, steps } = memory;
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = partBegin(offsets, part + 1, parts);
    let moved = 0;
    let whole = 0;
    let product = 0;
    let square = 0;
    for (let v = partBegin(offsets, part, parts); v < stop; v++) {
      // Two sums side by side: an addition needn't wait for the one before.
      let even = 0;
      let odd = 0;
      const end = offsets[v + 1] as number;
      let k = offsets[v] as number;
      for (; k + 1 < end; k += 2) {
        even += (passed[sources[k] as number] as number) * (weights[k] as number);
        odd += (passed[sources[k + 1] as number] as number) * (weights[k + 1] as number);
      }
      if (k < end) even += (passed[sources[k] as number] as number) * (weights[k] as number);
      const value = base + damping * (even + odd);
      const left = value - (values[v] as number);
      const step = left - (residual[v] as number);
      moved += Math.abs(left);
      whole += value;
      product += left * step;
      square += step * step;
      residual[v] = left;
      pulled[v] = value;
    }
    change[part] = moved;
    total[part] = whole;
    along[part] = product;
    steps[part] = square;
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
