/** The shape of one thread as a tree of answers. */
export interface Cascade {
  /** Messages, the first one included. */
  readonly size: number;
  /** Longest chain of answers: 0 for a message alone, 1 when all answer the first one. */
  readonly depth: number;
  /** Most messages at one depth. */
  readonly breadth: number;
  /** Mean distance between two messages; null for a message alone. */
  readonly virality: number | null;
}

/**
 * Size, depth, breadth and structural virality (Goel et al. 2016) of a tree of messages. Virality goes from 2(n − 1)/n,
 * when all answer the first message, to (n + 1)/3, when each answers the one before. O(messages).
 * @param parents position of the message that each one answers, smaller than its own; anything for the first.
 */
export function cascade(parents: ArrayLike<number>): Cascade {
  const size = parents.length;
  const depths = new Uint32Array(size);
  const atDepth = new Map<number, number>([[0, Math.min(1, size)]]);
  for (let k = 1; k < size; k++) {
    const depth = (depths[parents[k] as number] as number) + 1;
    depths[k] = depth;
    atDepth.set(depth, (atDepth.get(depth) ?? 0) + 1);
  }
  // Each tie to an answer with s messages below it, itself included, lies between s (n − s) pairs.
  const below = new Float64Array(size).fill(1);
  let distances = 0;
  for (let k = size - 1; k > 0; k--) {
    const own = below[k] as number;
    distances += own * (size - own);
    const parent = parents[k] as number;
    below[parent] = (below[parent] as number) + own;
  }
  return {
    size,
    depth: depths.reduce((most, depth) => Math.max(most, depth), 0),
    breadth: Math.max(...atDepth.values()),
    virality: size < 2 ? null : (2 * distances) / (size * (size - 1)),
  };
}
