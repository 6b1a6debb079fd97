import { buildDirected, type Graph, induced, strengths } from '../graph/graph.ts';
import { marginalLikelihood } from '../graph/marginal-likelihood.ts';
import { standsOut } from '../graph/noise-corrected.ts';
import { maximumSpanningForest } from '../graph/spanning-forest.ts';

/** More ties than this for each person, on average, hide one another. */
export const backbonePerPerson = 4;

export interface DrawnTies {
  /** The ties drawn between the people asked for, weighted by strength. */
  readonly graph: Graph;
  /** Beside its arcs: 1 where the tie stands out, 0 where it only holds the network together. */
  readonly inBackbone: Uint8Array;
  /** All ties between these people, drawn or not, as a graph. */
  readonly all: Graph;
}

/**
 * The ties worth drawing between some people: those that exceed what the activity of both ends would give (noise-corrected
 * backbone), of them the `backbonePerPerson` for each person that stand out most; and the strongest that it takes for nobody
 * with a tie to stand alone (maximum spanning forest).
 * @param counts symmetric, events counted on each tie of the whole network
 * @param strong symmetric, the strength of these ties and maybe of others
 * @param people nodes of both, in the order of the result
 */
export function drawnTies(counts: Graph, strong: Graph, people: readonly number[]): DrawnTies {
  const here = induced(counts, people);
  const strengthOf = (one: number, other: number): number => weightOf(strong, people[one] ?? -1, people[other] ?? -1);
  const weights = new Float64Array(here.weights.length);
  for (let one = 0; one < here.n; one++) {
    const end = here.offsets[one + 1] ?? 0;
    for (let k = here.offsets[one] ?? 0; k < end; k++) weights[k] = strengthOf(one, here.targets[k] ?? 0);
  }
  const all = { ...here, weights };
  const events = strengths(counts);
  const everything = events.reduce((sum, own) => sum + own, 0);
  const candidates: { readonly one: number; readonly other: number; readonly k: number; readonly chance: number }[] =
    [];
  for (let one = 0; one < here.n; one++) {
    for (let k = here.offsets[one] ?? 0; k < (here.offsets[one + 1] ?? 0); k++) {
      const other = here.targets[k] ?? 0;
      const count = here.weights[k] ?? 0;
      const [mine, theirs] = [events[people[one] ?? -1] ?? 0, events[people[other] ?? -1] ?? 0];
      if (other < one || !standsOut(count, mine, theirs, everything)) continue;
      candidates.push({ one, other, k, chance: marginalLikelihood(count, (mine * theirs) / everything) });
    }
  }
  const standOut = new Set(
    candidates
      .sort((a, b) => a.chance - b.chance || (all.weights[b.k] ?? 0) - (all.weights[a.k] ?? 0) || a.k - b.k)
      .slice(0, backbonePerPerson * people.length)
      .map(({ one, other }) => one * here.n + other),
  );
  return { ...kept(all, standOut, maximumSpanningForest(all)), all };
}

/** The ties of the backbone, by `lower × n + higher` end, and those of the forest. */
function kept(all: Graph, standOut: ReadonlySet<number>, forest: Uint8Array): Pick<DrawnTies, 'graph' | 'inBackbone'> {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  const inBackbone: number[] = [];
  for (let one = 0; one < all.n; one++) {
    for (let k = all.offsets[one] ?? 0; k < (all.offsets[one + 1] ?? 0); k++) {
      const other = all.targets[k] ?? 0;
      const isStrong = standOut.has(Math.min(one, other) * all.n + Math.max(one, other));
      if (!isStrong && forest[k] !== 1) continue;
      from.push(one);
      to.push(other);
      weight.push(all.weights[k] ?? 0);
      inBackbone.push(Number(isStrong));
    }
  }
  return {
    graph: buildDirected(all.n, Uint32Array.from(from), Uint32Array.from(to), Float64Array.from(weight)),
    inBackbone: Uint8Array.from(inBackbone),
  };
}

/** A strength under all others, for a tie that faded to nothing. */
const faded = 1e-12;

/** The weight of an arc in a graph whose rows are sorted by target; next to nothing where there is none. */
function weightOf({ offsets, targets, weights }: Graph, from: number, to: number): number {
  let low = offsets[from] ?? 0;
  let high = (offsets[from + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = targets[middle] ?? 0;
    if (found === to) return weights[middle] ?? faded;
    if (found < to) low = middle + 1;
    else high = middle - 1;
  }
  return faded;
}
