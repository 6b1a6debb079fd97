import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { benjaminiHochberg, garwood, poissonTwoSided } from './statistics.ts';

export interface Mixing {
  readonly count: number;
  /**
   * Weight of ties from group a (row) to b (column) at `a * count + b`. For a symmetric graph both directions count:
   * the matrix is symmetric and its diagonal is twice the internal ties.
   */
  readonly matrix: Float64Array;
  /** Sums of rows and of columns, equal for a symmetric graph. */
  readonly rowSums: Float64Array;
  readonly columnSums: Float64Array;
  /** Sum of the matrix: twice the weight of ties for a symmetric graph. */
  readonly total: number;
}

/**
 * Mixing matrix of a graph between groups. Ties of people without a group are left out. O(ties + groups²).
 * @param isOnce each tie counts 1, whatever its weight
 */
export function mixing(graph: Graph, groups: Groups, isOnce = false): Mixing {
  const { count } = groups;
  const matrix = new Float64Array(count * count);
  for (let v = 0; v < graph.n; v++) {
    const a = groups.of[v] as number;
    if (a < 0) continue;
    const end = graph.offsets[v + 1] as number;
    for (let k = graph.offsets[v] as number; k < end; k++) {
      const b = groups.of[graph.targets[k] as number] as number;
      const weight = isOnce ? 1 : (graph.weights[k] as number);
      if (b >= 0) matrix[a * count + b] = (matrix[a * count + b] as number) + weight;
    }
  }
  const rowSums = new Float64Array(count);
  const columnSums = new Float64Array(count);
  let total = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      const value = matrix[a * count + b] as number;
      rowSums[a] = (rowSums[a] as number) + value;
      columnSums[b] = (columnSums[b] as number) + value;
      total += value;
    }
  }
  return { count, matrix, rowSums, columnSums, total };
}

export type MixingModel = 'stub-matching' | 'chung-lu';

/**
 * Expected mixing of a symmetric binary network when ties fall at random and everyone keeps their number of contacts.
 * `stub-matching` is exact: S_a S_b / (2m - 1), diagonal S_a (S_a - 1) / (2m - 1). `chung-lu` is its approximation
 * S_a S_b / 2m, which also makes sense for weights. All 0 without ties. Throws RangeError when stub matching meets
 * weights that cannot be counts.
 */
export function expectedMixing(observed: Mixing, model: MixingModel): Float64Array {
  const { count, rowSums, columnSums, total } = observed;
  const exact = model === 'stub-matching';
  if (exact && total > 0 && total < 2) throw new RangeError('stub matching needs a symmetric graph with weights of 1');
  return Float64Array.from({ length: count * count }, (_, i) => {
    if (total === 0) return 0;
    const a = Math.floor(i / count);
    const b = i % count;
    const others = (columnSums[b] as number) - (exact && a === b ? 1 : 0);
    return Math.max(0, ((rowSums[a] as number) * others) / (exact ? total - 1 : total));
  });
}

export interface MixingPair {
  readonly from: number;
  readonly to: number;
  /** Number of ties of the pair (for a = b, ties within), and what the model expects. */
  readonly observed: number;
  readonly expected: number;
  /** observed ÷ expected with its 95 % Garwood limits: upper < 1 = silo, lower > 1 = bridge. Null if expected is 0. */
  readonly ratio: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Two-sided Poisson p, and the same adjusted over the pairs shown (Benjamini & Hochberg). Null if expected is 0. */
  readonly p: number | null;
  readonly q: number | null;
}

/**
 * Observed against expected ties for each unordered pair of groups that `shown` accepts (a ≤ b), in matrix order.
 * The intervals are those of counts: the graph must be symmetric with every weight 1.
 */
export function mixingPairs(
  observed: Mixing,
  shown: (a: number, b: number) => boolean,
  model: MixingModel = 'stub-matching',
): MixingPair[] {
  const { count, matrix } = observed;
  const expectation = expectedMixing(observed, model);
  const pairs: Omit<MixingPair, 'q'>[] = [];
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      if (!shown(a, b)) continue;
      const ends = a === b ? 2 : 1;
      const ties = (matrix[a * count + b] as number) / ends;
      const expected = (expectation[a * count + b] as number) / ends;
      pairs.push({ from: a, to: b, observed: ties, expected, ...compare(ties, expected) });
    }
  }
  return adjustedPairs(pairs);
}

/** Some pairs with `q` as adjusted over these alone. O(pairs × log(pairs)). */
export function adjustedPairs(pairs: readonly Omit<MixingPair, 'q'>[]): MixingPair[] {
  const tested = pairs.flatMap(({ p }) => (p === null ? [] : [p]));
  const adjusted = benjaminiHochberg(tested).values();
  return pairs.map((pair) => ({ ...pair, q: pair.p === null ? null : (adjusted.next().value ?? null) }));
}

function compare(ties: number, expected: number): Pick<MixingPair, 'ratio' | 'lower' | 'upper' | 'p'> {
  if (expected === 0) return { ratio: null, lower: null, upper: null, p: null };
  const [low, high] = garwood(ties);
  return {
    ratio: ties / expected,
    lower: low / expected,
    upper: high / expected,
    p: poissonTwoSided(ties, expected),
  };
}
