import { CoverageSearch } from './coverage-search.ts';

export interface Coverer {
  readonly id: string;
  /** Which items the subject covers, each once. */
  readonly covers: readonly number[];
}

export interface Coverage {
  /** Positions of the chosen subjects, the one who adds most first, then who adds most to that, and so on. */
  readonly chosen: readonly number[];
  /** Items that each of them adds, in that order. */
  readonly adds: readonly (readonly number[])[];
  /** Weight covered together, and the most that as many subjects could cover: the same when `isBest`. */
  readonly covered: number;
  readonly bound: number;
  readonly isBest: boolean;
}

/** Branches looked at before the search gives up and says how far from the best it may be. */
const mostBranches = 20_000;

/**
 * At most `size` subjects who together cover the greatest weight of items. The greedy choice (at least 63 % of the best;
 * Nemhauser, Wolsey & Fisher 1978) is improved by branch and bound, an exact search, up to a fixed number of branches.
 * When that is not enough, `bound` is the least of the bounds that submodularity gives: after any first greedy choices,
 * what they cover plus the greatest single additions.
 * @param weights of the items, above 0; whole numbers keep ties exact.
 */
export function maximumCoverage(
  candidates: readonly Coverer[],
  weights: readonly number[],
  size: number,
  branches = mostBranches,
): Coverage {
  const greedy = greedyOrder(candidates, weights, size);
  const search = new CoverageSearch(candidates, weights, greedy, branches);
  search.run(size);
  const isBest = search.branches <= branches;
  const { chosen, adds } = inGreedyOrder(candidates, weights, search.best);
  return {
    chosen,
    adds,
    covered: search.most,
    bound: isBest ? search.most : greedyBound(candidates, weights, greedy, size),
    isBest,
  };
}

/** How often each item is covered, and the weight that one more subject would add. */
class Covered {
  readonly #times: Uint32Array;

  constructor(private readonly weights: readonly number[]) {
    this.#times = new Uint32Array(weights.length);
  }

  added({ covers }: Coverer): number[] {
    return covers.filter((item) => this.#times[item] === 0);
  }

  gain({ covers }: Coverer): number {
    let gain = 0;
    for (const item of covers) if (this.#times[item] === 0) gain += this.weights[item] ?? 0;
    return gain;
  }

  add({ covers }: Coverer): void {
    for (const item of covers) this.#times[item] = (this.#times[item] as number) + 1;
  }
}

/** Again and again the one who adds most, of two the smaller id, until nobody adds any or `size` are chosen. */
function greedyOrder(candidates: readonly Coverer[], weights: readonly number[], size: number): number[] {
  const covered = new Covered(weights);
  const chosen: number[] = [];
  while (chosen.length < size) {
    let best = -1;
    let most = 0;
    candidates.forEach((candidate, k) => {
      const gain = covered.gain(candidate);
      const isBetter = gain > most || (gain === most && gain > 0 && candidate.id < (candidates[best]?.id ?? ''));
      if (isBetter) [best, most] = [k, gain];
    });
    const next = candidates[best];
    if (next === undefined) return chosen;
    covered.add(next);
    chosen.push(best);
  }
  return chosen;
}

/** The chosen in the order in which they add most, with what each adds. */
function inGreedyOrder(candidates: readonly Coverer[], weights: readonly number[], best: readonly number[]) {
  const subjects = best.flatMap((k) => candidates[k] ?? []);
  const covered = new Covered(weights);
  const chosen: number[] = [];
  const adds: number[][] = [];
  for (const at of greedyOrder(subjects, weights, subjects.length)) {
    const subject = subjects[at];
    if (subject === undefined) continue;
    chosen.push(best[at] ?? -1);
    adds.push(covered.added(subject));
    covered.add(subject);
  }
  return { chosen, adds };
}

/** No `size` subjects cover more than this. */
function greedyBound(
  candidates: readonly Coverer[],
  weights: readonly number[],
  greedy: readonly number[],
  size: number,
): number {
  const covered = new Covered(weights);
  let weight = 0;
  // Nor more than all that anybody covers.
  const all = new Set(candidates.flatMap(({ covers }) => covers));
  let bound = [...all].reduce((sum, item) => sum + (weights[item] ?? 0), 0);
  for (const k of [...greedy, -1]) {
    const gains = candidates.map((candidate) => covered.gain(candidate)).sort((a, b) => b - a);
    bound = Math.min(bound, weight + gains.slice(0, size).reduce((sum, gain) => sum + gain, 0));
    const next = candidates[k];
    if (next === undefined) continue;
    weight += covered.gain(next);
    covered.add(next);
  }
  return bound;
}
