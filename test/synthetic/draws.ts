import { type Random, random } from '../../server/graph/random.ts';

/** A seeded stream with the distributions that the synthetic organisations need. */
export interface Draws extends Random {
  /** Whether something of probability p happens. */
  chance(p: number): boolean;
  /** Knuth's method; for means below some 50. */
  poisson(mean: number): number;
  /** Box and Muller. */
  normal(): number;
  pick<V>(from: readonly V[]): V;
  /** `count` different ones, or all when there are fewer, in random order. */
  some<V>(from: readonly V[], count: number): V[];
}

export function draws(seed: number): Draws {
  const stream = random(seed);
  return {
    ...stream,
    chance: (p) => stream.next() < p,
    poisson(mean) {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = stream.next(); product > limit; product *= stream.next()) count++;
      return count;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - stream.next())) * Math.cos(2 * Math.PI * stream.next()),
    pick: <V>(from: readonly V[]) => from[stream.below(from.length)] as V,
    some: <V>(from: readonly V[], count: number) => {
      const shuffled = [...from];
      stream.shuffle(shuffled);
      return shuffled.slice(0, count);
    },
  };
}

/** Draws indices in proportion to weights; -1 when all are 0. O(log n) a draw. */
export function weighted(stream: Draws, weights: ArrayLike<number>): () => number {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let k = 0; k < weights.length; k++) sums[k] = total += weights[k] as number;
  return () => {
    if (total === 0) return -1;
    const target = stream.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
