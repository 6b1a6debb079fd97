/** Cases in descending order of a score, ready to be counted again under other weights. */
export interface RankedCases {
  /** Positions of the cases, the highest score first. */
  readonly order: Uint32Array;
  /** Where each run of equal scores ends in `order` (excluded), ascending. */
  readonly ends: Uint32Array;
}

/** Orders cases by a score of finite numbers. O(n log n). */
export function rankCases(score: Float64Array): RankedCases {
  const order = Uint32Array.from(score.keys()).sort((a, b) => (score[b] as number) - (score[a] as number));
  const ends: number[] = [];
  for (let k = 1; k <= order.length; k++) {
    if (k === order.length || score[order[k] as number] !== score[order[k - 1] as number]) ends.push(k);
  }
  return { order, ends: Uint32Array.from(ends) };
}

/**
 * Average precision of a ranking, 0 to 1: Σ (R_k - R_{k-1}) · P_k over the distinct scores from the highest down, where
 * P is the share of positives so far and R their share of all positives (Buckley & Voorhees 2000). Equal scores enter
 * together, so that the order of cases means nothing. Null without a positive.
 * @param weight how often each case counts.
 */
export function averagePrecision(
  { order, ends }: RankedCases,
  positive: Uint8Array,
  weight: ArrayLike<number>,
): number | null {
  let seen = 0;
  let hits = 0;
  let sum = 0;
  let k = 0;
  for (const end of ends) {
    let found = 0;
    for (; k < end; k++) {
      const one = order[k] as number;
      const times = weight[one] as number;
      seen += times;
      found += times * (positive[one] as number);
    }
    hits += found;
    if (found > 0) sum += (found * hits) / seen;
  }
  return hits === 0 ? null : sum / hits;
}
