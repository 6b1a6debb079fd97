import { random } from '../graph/random.ts';

export type Tier = 'A' | 'B' | 'C';

export interface BootstrapOptions {
  readonly draws: number;
  readonly seed: number;
  /** Share of the subjects that counts as the top. */
  readonly top: number;
}

/** How often a week stands in one resample: blocks of one week drawn with replacement, as many as there are. */
export type WeekCounts = Uint8Array;

/** All resamples of the weeks, one row of counts after the other. */
export function resampledWeeks(weeks: number, { draws, seed }: Pick<BootstrapOptions, 'draws' | 'seed'>): Uint8Array {
  const resamples = new Uint8Array(draws * weeks);
  const stream = random(seed);
  for (let draw = 0; draw < draws; draw++) {
    for (let k = 0; k < weeks; k++) {
      const at = draw * weeks + stream.below(weeks);
      resamples[at] = (resamples[at] as number) + 1;
    }
  }
  return resamples;
}

/**
 * How sure it is that each subject belongs to the top: the share of resamples of the weeks, 0 to 1, in which its score
 * is among the highest. Ties at the border are all in.
 * @param scoreOf the scores of all subjects (always in the same order) on a resample.
 */
export function shareInTop(
  subjects: number,
  weeks: number,
  options: BootstrapOptions,
  scoreOf: (counts: WeekCounts) => Float64Array,
): Float64Array {
  const times = new Float64Array(subjects);
  if (subjects === 0 || weeks === 0) return times;
  const resamples = resampledWeeks(weeks, options);
  const topOf = topMarker(subjects, options.top);
  for (let draw = 0; draw < options.draws; draw++) {
    topOf(scoreOf(resamples.subarray(draw * weeks, (draw + 1) * weeks)), times);
  }
  return times.map((count) => count / options.draws);
}

/**
 * Adds 1 to the `times` of each subject whose score is among the highest: `top` of all, rounded up, and whoever equals the
 * last of them. O(subjects).
 */
export function topMarker(
  subjects: number,
  top: number,
): (scores: Float64Array, times: Float64Array | Uint32Array) => void {
  const places = Math.ceil(subjects * top);
  const held = new Float64Array(subjects);
  return (scores, times) => {
    held.set(scores);
    const border = nthSmallest(held, subjects - places);
    for (let i = 0; i < subjects; i++) if ((scores[i] as number) >= border) times[i] = (times[i] as number) + 1;
  };
}

/** The value that would stand at `place` if the values were sorted; puts them in some other order (Hoare 1961). */
function nthSmallest(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const held = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = held;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return pivot;
  }
  return values[place] as number;
}

/** A: in the top in at least 80 % of the resamples; B: in at least half; C: less often. */
export function tierOf(share: number): Tier {
  if (share >= 0.8) return 'A';
  return share >= 0.5 ? 'B' : 'C';
}
