import { buildDirected, type Graph, induced, strengths } from '../graph/graph.ts';
import { marginalLikelihood } from '../graph/marginal-likelihood.ts';
import { noiseCorrectedBackbone } from '../graph/noise-corrected.ts';
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
  const backbone = noiseCorrectedBackbone(counts);
  const strength = alongside(counts, strong);
  // As weights, positions in the whole network: what is known of an arc there is then known of it here.
  const here = induced({ ...counts, weights: Float64Array.from(counts.targets, (_, k) => k + 1) }, people);
  const position = (k: number): number => (here.weights[k] ?? 0) - 1;
  const all = { ...here, weights: here.weights.map((_, k) => strength[position(k)] ?? 0) };
  const events = strengths(counts);
  const everything = events.reduce((sum, own) => sum + own, 0);
  const candidates: { readonly one: number; readonly other: number; readonly k: number; readonly chance: number }[] =
    [];
  for (let one = 0; one < here.n; one++) {
    for (let k = here.offsets[one] ?? 0; k < (here.offsets[one + 1] ?? 0); k++) {
      const other = here.targets[k] ?? 0;
      if (other < one || backbone[position(k)] !== 1) continue;
      const expected = ((events[people[one] ?? -1] ?? 0) * (events[people[other] ?? -1] ?? 0)) / everything;
      candidates.push({ one, other, k, chance: marginalLikelihood(counts.weights[position(k)] ?? 0, expected) });
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
      const standsOut = standOut.has(Math.min(one, other) * all.n + Math.max(one, other));
      if (!standsOut && forest[k] !== 1) continue;
      from.push(one);
      to.push(other);
      weight.push(all.weights[k] ?? 0);
      inBackbone.push(Number(standsOut));
    }
  }
  return {
    graph: buildDirected(all.n, Uint32Array.from(from), Uint32Array.from(to), Float64Array.from(weight)),
    inBackbone: Uint8Array.from(inBackbone),
  };
}

/** A strength under all others, for a tie that faded to nothing. */
const faded = 1e-12;

/** Weights of `strong` for the arcs of `graph`, all of them in its rows. */
function alongside(graph: Graph, strong: Graph): Float64Array {
  const weights = new Float64Array(graph.targets.length).fill(faded);
  for (let v = 0; v < graph.n; v++) {
    let cursor = strong.offsets[v] ?? 0;
    const end = strong.offsets[v + 1] ?? 0;
    for (let k = graph.offsets[v] ?? 0; k < (graph.offsets[v + 1] ?? 0); k++) {
      while (cursor < end && (strong.targets[cursor] ?? 0) < (graph.targets[k] ?? 0)) cursor++;
      if (cursor < end && strong.targets[cursor] === graph.targets[k]) weights[k] = strong.weights[cursor] ?? faded;
    }
  }
  return weights;
}
