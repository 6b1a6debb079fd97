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
  const places = Math.ceil(subjects * options.top);
  const stream = random(options.seed);
  const counts = new Uint8Array(weeks);
  for (let draw = 0; draw < options.draws; draw++) {
    counts.fill(0);
    for (let k = 0; k < weeks; k++) {
      const week = stream.below(weeks);
      counts[week] = (counts[week] as number) + 1;
    }
    const scores = scoreOf(counts);
    const border = Float64Array.from(scores).sort()[subjects - places] as number;
    for (let i = 0; i < subjects; i++) if ((scores[i] as number) >= border) times[i] = (times[i] as number) + 1;
  }
  return times.map((count) => count / options.draws);
}

/** A: in the top in at least 80 % of the resamples; B: in at least half; C: less often. */
export function tierOf(share: number): Tier {
  if (share >= 0.8) return 'A';
  return share >= 0.5 ? 'B' : 'C';
}
