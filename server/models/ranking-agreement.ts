import type { RankedCases } from './average-precision.ts';

/**
 * Share of the first k cases of a ranking that are positive, when case i counts `weight[i]` times; of fewer cases than k,
 * of all. Equal values at the border share the places left, so that their order means nothing. Null without a case.
 */
export function precisionAt(
  { order, ends }: RankedCases,
  positive: Uint8Array,
  weight: ArrayLike<number>,
  k: number,
): number | null {
  let seen = 0;
  let hits = 0;
  let at = 0;
  for (const end of ends) {
    let run = 0;
    let found = 0;
    for (; at < end; at++) {
      const one = order[at] as number;
      run += weight[one] as number;
      found += (weight[one] as number) * (positive[one] as number);
    }
    const taken = Math.min(run, k - seen);
    if (run > 0) hits += (found * taken) / run;
    seen += taken;
    if (seen >= k) break;
  }
  return seen === 0 ? null : hits / seen;
}

/**
 * Spearman's rank correlation of two rankings of the same cases, -1 to 1, equal values at their mean rank, when case i
 * counts `weight[i]` times. Null when one of them tells no two cases apart.
 */
export function spearman(one: RankedCases, other: RankedCases, weight: ArrayLike<number>): number | null {
  const a = midranks(one, weight);
  const b = midranks(other, weight);
  let total = 0;
  let meanA = 0;
  let meanB = 0;
  for (let k = 0; k < a.length; k++) {
    const times = weight[k] as number;
    total += times;
    meanA += times * (a[k] as number);
    meanB += times * (b[k] as number);
  }
  if (total === 0) return null;
  meanA /= total;
  meanB /= total;
  let both = 0;
  let ownA = 0;
  let ownB = 0;
  for (let k = 0; k < a.length; k++) {
    const times = weight[k] as number;
    const x = (a[k] as number) - meanA;
    const y = (b[k] as number) - meanB;
    both += times * x * y;
    ownA += times * x * x;
    ownB += times * y * y;
  }
  return ownA === 0 || ownB === 0 ? null : both / Math.sqrt(ownA * ownB);
}

/** The middle of the places that each case and its equals take, counted from the lowest value. */
function midranks({ order, ends }: RankedCases, weight: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(order.length);
  let above = 0;
  let begin = 0;
  for (const end of ends) {
    let run = 0;
    for (let k = begin; k < end; k++) run += weight[order[k] as number] as number;
    for (let k = begin; k < end; k++) ranks[order[k] as number] = -(above + run / 2);
    above += run;
    begin = end;
  }
  return ranks;
}
