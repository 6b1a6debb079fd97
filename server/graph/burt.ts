import { type CircleOrientation, circleOrientationMemory, orientByCircles } from './burt-orientation.ts';
import { type Graph, undirected } from './graph.ts';
import { alone, partBegin, type Team, type TeamKernel } from './team.ts';

export interface Burt {
  /** How far a person's contacts lead back to each other; above 0, may exceed 1; NaN for an isolate. */
  readonly constraint: Float64Array;
  /** Contacts less their redundancy, 1 … contacts; NaN for an isolate. */
  readonly effectiveSize: Float64Array;
  /** Effective size ÷ contacts, above 0 to 1; NaN for an isolate. */
  readonly efficiency: Float64Array;
}

interface BurtMemory {
  readonly orientation: CircleOrientation;
  /** By number: sum and largest of the weights of a person's ties. */
  readonly total: Float64Array;
  readonly strongest: Float64Array;
  /** Of each member, two numbers a tie i–j: Σ_q m_iq m_qj / Σ_k m_qk, and Σ_q m_iq m_qj. */
  readonly detours: readonly Float64Array[];
}

const parts = 1024;

/**
 * Structural holes (Burt 1992) of a symmetric graph. With m the weights and T_i the sum of those of i, the indirect part of
 * what i invests in j, Σ_q p_iq p_qj, is S_ij / T_i where S_ij = Σ_q m_iq m_qj / T_q is the same seen from j; so each
 * triangle is listed once and adds to one sum of each of its ties, which costs ties^1.5 instead of Σ contacts².
 */
export const burtKernel: TeamKernel<Graph, BurtMemory, Burt> = {
  memory: (ties, members, arrays) => ({
    orientation: circleOrientationMemory(ties, arrays),
    total: arrays.f64(ties.n),
    strongest: arrays.f64(ties.n),
    detours: Array.from({ length: members }, () => arrays.f64(ties.targets.length)),
  }),
  run(ties, memory, team) {
    orientByCircles(ties, memory.orientation, team);
    weigh(ties, memory, team);
    addDetours(memory, team);
    team.meet();
    if (team.size > 1) joinDetours(memory, team);
  },
  output({ n, offsets }, { orientation, total, strongest, detours }) {
    const sums = detours[0] as Float64Array;
    const { people, offsets: begins, targets, weights } = orientation;
    const squares = new Float64Array(n);
    const redundancy = new Float64Array(n);
    for (let u = 0; u < n; u++) {
      const end = begins[u + 1] as number;
      for (let k = begins[u] as number; k < end; k++) {
        const w = targets[k] as number;
        const reached = (weights[k] as number) + (sums[2 * k] as number);
        const common = sums[2 * k + 1] as number;
        squares[u] = (squares[u] as number) + (reached / (total[u] as number)) ** 2;
        squares[w] = (squares[w] as number) + (reached / (total[w] as number)) ** 2;
        redundancy[u] = (redundancy[u] as number) + common / (strongest[w] as number);
        redundancy[w] = (redundancy[w] as number) + common / (strongest[u] as number);
      }
    }
    const constraint = new Float64Array(n).fill(Number.NaN);
    const effectiveSize = new Float64Array(n).fill(Number.NaN);
    const efficiency = new Float64Array(n).fill(Number.NaN);
    for (let r = 0; r < n; r++) {
      const v = people[r] as number;
      const contacts = (offsets[v + 1] as number) - (offsets[v] as number);
      if (contacts === 0) continue;
      constraint[v] = squares[r] as number;
      effectiveSize[v] = contacts - (redundancy[r] as number) / (total[r] as number);
      efficiency[v] = effectiveSize[v] / contacts;
    }
    return { constraint, effectiveSize, efficiency };
  },
};

function weigh(ties: Graph, { orientation, total, strongest }: BurtMemory, team: Team): void {
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = partBegin(ties.offsets, part + 1, parts);
    for (let v = partBegin(ties.offsets, part, parts); v < stop; v++) {
      const r = orientation.rank[v] as number;
      const end = ties.offsets[v + 1] as number;
      let sum = 0;
      let most = 0;
      for (let k = ties.offsets[v] as number; k < end; k++) {
        const weight = ties.weights[k] as number;
        sum += weight;
        if (weight > most) most = weight;
      }
      total[r] = sum;
      strongest[r] = most;
    }
  }
  team.meet();
}

/**
 * Lists the triangles and adds the ways over the third person. Every addend is first rounded to a multiple of a power of
 * two that lets the sums of its tie be exact (they stay below the total of whichever of the two has fewer contacts): sums
 * are then the same in whatever order, and by whomever, triangles are listed. The rounding is 2^-52 of that total.
 */
function addDetours({ orientation, total, strongest, detours }: BurtMemory, team: Team): void {
  const { offsets, targets, weights } = orientation;
  const sums = detours[team.member] as Float64Array;
  // Fresh memory that is read before it is written costs a second fault a page, at which every core is interrupted.
  sums.fill(0);
  const n = total.length;
  const inverse = total.map((sum) => 1 / sum);
  const grid = total.map((sum) => 2 * powerAbove(sum));
  const largest = powerAbove(strongest.reduce((most, weight) => Math.max(most, weight), 0));
  const place = new Uint32Array(n); // 1 + where the tie of the present person to this one stands; 0 for none
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = partBegin(offsets, part + 1, parts);
    for (let u = partBegin(offsets, part, parts); u < stop; u++) {
      const begin = offsets[u] as number;
      const end = offsets[u + 1] as number;
      for (let k = begin; k < end; k++) place[targets[k] as number] = k + 1;
      const overU = inverse[u] as number;
      const gridU = grid[u] as number;
      const wideU = gridU * largest;
      for (let k = begin; k < end; k++) {
        const v = targets[k] as number;
        const uv = weights[k] as number;
        const overV = inverse[v] as number;
        const gridV = grid[v] as number;
        const wideV = gridV * largest;
        let throughThird = 0;
        let common = 0;
        const last = offsets[v + 1] as number;
        for (let j = offsets[v] as number; j < last; j++) {
          const w = targets[j] as number;
          const at = place[w] as number;
          if (at === 0) continue;
          const i = 2 * at - 2;
          const uw = weights[at - 1] as number;
          const vw = weights[j] as number;
          const overW = uw * vw;
          const overThem = uv * vw;
          const overUs = uv * uw;
          throughThird += overW * (inverse[w] as number) + gridU - gridU;
          common += overW + wideU - wideU;
          sums[i] = (sums[i] as number) + (overThem * overV + gridU - gridU);
          sums[i + 1] = (sums[i + 1] as number) + (overThem + wideU - wideU);
          sums[2 * j] = (sums[2 * j] as number) + (overUs * overU + gridV - gridV);
          sums[2 * j + 1] = (sums[2 * j + 1] as number) + (overUs + wideV - wideV);
        }
        sums[2 * k] = (sums[2 * k] as number) + throughThird;
        sums[2 * k + 1] = (sums[2 * k + 1] as number) + common;
      }
      for (let k = begin; k < end; k++) place[targets[k] as number] = 0;
    }
  }
}

/** Adds the sums of the other members to those of the first: exact, before anything that isn't a multiple is added. */
function joinDetours({ detours: [first, ...others] }: BurtMemory, team: Team): void {
  const sums = first as Float64Array;
  for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
    const stop = Math.floor((sums.length / parts) * (part + 1));
    for (const more of others) {
      for (let i = Math.floor((sums.length / parts) * part); i < stop; i++) {
        sums[i] = (sums[i] as number) + (more[i] as number);
      }
    }
  }
}

/** The least power of two that is not below a positive number; 0 for 0. */
function powerAbove(value: number): number {
  return value === 0 ? 0 : 2 ** Math.ceil(Math.log2(value));
}

/** `burtKernel` in the calling thread; a pair of a directed graph weighs a_ij + a_ji. */
export function burt(graph: Graph): Burt {
  return alone(burtKernel, undirected(graph, 'sum'));
}
