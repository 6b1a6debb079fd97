import type { Graph } from './graph.ts';
import { degrees, reversePositions, strengths, undirected } from './graph.ts';
import { orient } from './orient.ts';

export interface Burt {
  /** How far a person's contacts lead back to each other; above 0, may exceed 1; NaN for an isolate. */
  readonly constraint: Float64Array;
  /** Contacts less their redundancy, 1 … contacts; NaN for an isolate. */
  readonly effectiveSize: Float64Array;
  /** Effective size ÷ contacts, above 0 to 1; NaN for an isolate. */
  readonly efficiency: Float64Array;
}

/**
 * Structural holes (Burt 1992) of a directed or symmetric graph; a pair weighs a_ij + a_ji.
 * Lists each triangle once and adds its six indirect ties to accumulators of the ties they lead to, which costs
 * ties^1.5 instead of the sum of squared degrees.
 */
export function burt(graph: Graph): Burt {
  const ties = undirected(graph, 'sum');
  const { n, offsets, weights } = ties;
  const total = strengths(ties);
  const strongest = new Float64Array(n);
  const direct = new Float64Array(weights.length); // p_ij: share of i's investment that goes to j
  for (let v = 0; v < n; v++) {
    let most = 0;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      most = Math.max(most, weights[k] as number);
      direct[k] = (weights[k] as number) / (total[v] as number);
    }
    strongest[v] = most;
  }
  const { indirect, redundancy } = indirectTies(ties, direct, strongest);
  const constraint = new Float64Array(n);
  const effectiveSize = new Float64Array(n);
  const efficiency = new Float64Array(n);
  const contacts = degrees(ties);
  for (let v = 0; v < n; v++) {
    let sum = 0;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) sum += ((direct[k] as number) + (indirect[k] as number)) ** 2;
    const k = contacts[v] as number;
    constraint[v] = k === 0 ? Number.NaN : sum;
    effectiveSize[v] = k === 0 ? Number.NaN : k - (redundancy[v] as number);
    efficiency[v] = k === 0 ? Number.NaN : (effectiveSize[v] as number) / k;
  }
  return { constraint, effectiveSize, efficiency };
}

/**
 * Per tie i → j, `indirect` = Σ_q p_iq p_qj; per person i, `redundancy` = Σ_j Σ_q p_iq m_jq / max_k m_jk.
 */
function indirectTies(ties: Graph, direct: Float64Array, strongest: Float64Array) {
  const { n, weights } = ties;
  const { offsets, targets, positions } = orient(ties);
  const reverse = reversePositions(ties);
  const indirect = new Float64Array(weights.length);
  const redundancy = new Float64Array(n);
  const seenFrom = new Uint32Array(n); // 1 + the person whose row marked this one
  const seenAt = new Uint32Array(n);
  for (let u = 0; u < n; u++) {
    const begin = offsets[u] as number;
    const end = offsets[u + 1] as number;
    for (let k = begin; k < end; k++) {
      seenFrom[targets[k] as number] = u + 1;
      seenAt[targets[k] as number] = positions[k] as number;
    }
    const most = strongest[u] as number;
    let ownRedundancy = 0;
    for (let k = begin; k < end; k++) {
      const v = targets[k] as number;
      const uv = positions[k] as number;
      const vu = reverse[uv] as number;
      const stop = offsets[v + 1] as number;
      const mostV = strongest[v] as number;
      const weightUv = weights[uv] as number;
      for (let j = offsets[v] as number; j < stop; j++) {
        const w = targets[j] as number;
        if (seenFrom[w] !== u + 1) continue;
        const uw = seenAt[w] as number;
        const wu = reverse[uw] as number;
        const vw = positions[j] as number;
        const wv = reverse[vw] as number;
        const mostW = strongest[w] as number;
        const weightUw = weights[uw] as number;
        const weightVw = weights[vw] as number;
        const pUv = direct[uv] as number;
        const pUw = direct[uw] as number;
        const pVu = direct[vu] as number;
        const pVw = direct[vw] as number;
        const pWu = direct[wu] as number;
        const pWv = direct[wv] as number;
        indirect[uv] = (indirect[uv] as number) + pUw * pWv;
        indirect[uw] = (indirect[uw] as number) + pUv * pVw;
        indirect[vu] = (indirect[vu] as number) + pVw * pWu;
        indirect[vw] = (indirect[vw] as number) + pVu * pUw;
        indirect[wu] = (indirect[wu] as number) + pWv * pVu;
        indirect[wv] = (indirect[wv] as number) + pWu * pUv;
        ownRedundancy += (pUw / mostV + pUv / mostW) * weightVw;
        redundancy[v] = (redundancy[v] as number) + (pVw / most + pVu / mostW) * weightUw;
        redundancy[w] = (redundancy[w] as number) + (pWv / most + pWu / mostV) * weightUv;
      }
    }
    redundancy[u] = (redundancy[u] as number) + ownRedundancy;
  }
  return { indirect, redundancy };
}
