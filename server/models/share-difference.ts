import { wilson } from '../graph/statistics.ts';

/** Successes and trials. */
type Share = readonly [successes: number, trials: number];

/**
 * Difference of two independent shares with its 95 % interval, from the Wilson interval of each (Newcombe 1998, method 10).
 * Null when one of the shares is not known.
 */
export function shareDifference(
  one: Share | null,
  other: Share | null,
): { readonly difference: number; readonly lower: number; readonly upper: number } | null {
  if (one === null || other === null) return null;
  const [first, second] = [wilson(...one), wilson(...other)];
  if (first === null || second === null) return null;
  const [p, q] = [one[0] / one[1], other[0] / other[1]];
  return {
    difference: p - q,
    lower: p - q - Math.hypot(p - first[0], second[1] - q),
    upper: p - q + Math.hypot(first[1] - p, q - second[0]),
  };
}
