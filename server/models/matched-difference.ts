import { random } from '../graph/random.ts';
import { quantile } from '../graph/statistics.ts';

export interface Sized {
  readonly size: number;
  readonly value: number;
}

export interface MatchedDifference {
  /** Subjects that found a match. */
  readonly matched: number;
  /** Mean of value less the mean value of the matches, with its 95 % bootstrap interval over the subjects. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/** Sizes within a fifth of the larger are alike. */
const alike = 0.8;
/** Fewer matched subjects give no interval worth showing. */
const fewest = 5;
const rounds = 2000;

/**
 * How far values of `subjects` are from those of `others` of like size: each subject is compared with the mean of the others
 * whose size is within a fifth. Null under five subjects with a match.
 */
export function matchedDifference(
  subjects: readonly Sized[],
  others: readonly Sized[],
  seed: number,
): MatchedDifference | null {
  const gaps = subjects.flatMap(({ size, value }) => {
    const near = others.filter((other) => Math.min(size, other.size) >= alike * Math.max(size, other.size));
    return near.length === 0 ? [] : [value - near.reduce((sum, other) => sum + other.value, 0) / near.length];
  });
  if (gaps.length < fewest) return null;
  const draw = random(seed);
  const means = Float64Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let k = 0; k < gaps.length; k++) sum += gaps[draw.below(gaps.length)] as number;
    return sum / gaps.length;
  });
  return {
    matched: gaps.length,
    difference: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
    lower: quantile(means, 0.025) ?? 0,
    upper: quantile(means, 0.975) ?? 0,
  };
}
