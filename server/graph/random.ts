/** A stream of pseudo-random numbers that is the same for the same seed on every machine. */
export interface Random {
  /** A number in [0, 1) with 53 random bits. */
  next(): number;
  /** A whole number in 0 … bound - 1, all equally likely; bound from 1 to 2^32. */
  below(bound: number): number;
  /** Shuffles an array or typed array in place (Fisher–Yates). */
  shuffle<V>(values: Shufflable<V>): void;
}

interface Shufflable<V> {
  readonly length: number;
  [index: number]: V;
}

/** SplitMix32: spreads one 32-bit seed over the state of the generator. */
function splitMix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/**
 * xoshiro128** (Blackman & Vigna 2018) on a state of four 32-bit words.
 * Returns the next unsigned 32-bit word at each call; the state must not be all zero.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const word = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return word;
  };
}

/** Random numbers for a seed (its lower 32 bits are used). */
export function random(seed: number): Random {
  const spread = splitMix(seed);
  const word = xoshiro128([spread(), spread(), spread(), spread()]);
  const below = (bound: number): number => {
    if (bound <= 1) return 0;
    // As many high bits as the bound needs, drawn again while they exceed it: even, and without division.
    const spare = Math.clz32(bound - 1);
    let drawn = word() >>> spare;
    while (drawn >= bound) drawn = word() >>> spare;
    return drawn;
  };
  return {
    next: () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 0x20000000000000,
    below,
    shuffle: <V>(values: Shufflable<V>) => {
      for (let i = values.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const held = values[i] as V;
        values[i] = values[j] as V;
        values[j] = held;
      }
    },
  };
}
