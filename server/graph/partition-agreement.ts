import type { Groups } from './groups.ts';

/** How far two partitions of the same people agree. Information is in nats. */
export interface PartitionAgreement {
  /** People who have a group in both: the only ones compared. */
  readonly people: number;
  /** Mutual information above what shuffled labels share, over its largest value: 1 = the same, 0 = chance (Vinh et al. 2010). */
  readonly ami: number;
  /** Mutual information over the mean of the two entropies, 0 to 1; many small groups raise it without agreeing more. */
  readonly nmi: number;
  /** Pairs of people treated alike, above chance: 1 = the same, 0 = chance (Hubert & Arabie 1985). */
  readonly ari: number;
  /** Variation of information: what each partition tells that the other does not; 0 = the same (Meilă 2007). */
  readonly vi: number;
  /** 1 when each group of the second lies within one of the first (Rosenberg & Hirschberg 2007). */
  readonly homogeneity: number;
  /** 1 when each group of the first lies within one of the second. */
  readonly completeness: number;
}

/** Shared people of each pair of groups that share any, and the sizes of the groups among the people compared. */
interface Overlaps {
  readonly people: number;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly cells: readonly { readonly i: number; readonly j: number; readonly shared: number }[];
}

/**
 * Agreement of two partitions of the same people; people without a group in either are left out. Null when nobody is left.
 * Equal partitions agree fully (1, and 0 for `vi`), those that put everybody together or everybody apart included.
 * O(people + pairs of distinct group sizes × spread of their overlap).
 */
export function partitionAgreement(a: Groups, b: Groups): PartitionAgreement | null {
  const overlaps = countOverlaps(a, b);
  const { people, first, second, cells } = overlaps;
  if (people === 0) return null;
  const [ha, hb] = [entropy(first, people), entropy(second, people)];
  let shared = 0;
  for (const { i, j, shared: n } of cells) {
    shared += (n / people) * Math.log((people * n) / ((first[i] as number) * (second[j] as number)));
  }
  // Sums of logarithms can miss 0 by rounding.
  const mutual = Math.min(Math.max(shared, 0), ha, hb);
  const vi = Math.max(0, ha + hb - 2 * mutual);
  const mean = (ha + hb) / 2;
  // As many overlaps as groups on both sides: each group is one of the other side.
  if (cells.length === sizes(first).length && cells.length === sizes(second).length) {
    return { people, ami: 1, nmi: 1, ari: 1, vi: 0, homogeneity: 1, completeness: 1 };
  }
  const chance = expectedMutualInformation(overlaps);
  return {
    people,
    ami: (mutual - chance) / (mean - chance),
    nmi: mutual / mean,
    ari: adjustedRand(overlaps),
    vi,
    homogeneity: ha === 0 ? 1 : mutual / ha,
    completeness: hb === 0 ? 1 : mutual / hb,
  };
}

function countOverlaps(a: Groups, b: Groups): Overlaps {
  const first = new Uint32Array(a.count);
  const second = new Uint32Array(b.count);
  const start = new Uint32Array(a.count + 1);
  let people = 0;
  for (let v = 0; v < a.of.length; v++) {
    const [i, j] = [a.of[v] as number, b.of[v] as number];
    if (i < 0 || j < 0) continue;
    people++;
    first[i] = (first[i] as number) + 1;
    second[j] = (second[j] as number) + 1;
  }
  for (let i = 0; i < a.count; i++) start[i + 1] = (start[i] as number) + (first[i] as number);
  const sorted = new Uint32Array(people);
  const cursor = start.slice(0, a.count);
  for (let v = 0; v < a.of.length; v++) {
    const [i, j] = [a.of[v] as number, b.of[v] as number];
    if (i < 0 || j < 0) continue;
    const slot = cursor[i] as number;
    cursor[i] = slot + 1;
    sorted[slot] = j;
  }
  const cells = [];
  const counts = new Uint32Array(b.count);
  for (let i = 0; i < a.count; i++) {
    const row = sorted.subarray(start[i], start[i + 1]);
    for (const j of row) counts[j] = (counts[j] as number) + 1;
    for (const j of row) {
      const shared = counts[j] as number;
      if (shared > 0) cells.push({ i, j, shared });
      counts[j] = 0;
    }
  }
  return { people, first, second, cells };
}

const sizes = (groups: Uint32Array): Uint32Array => groups.filter((size) => size > 0);

function entropy(groups: Uint32Array, people: number): number {
  let sum = 0;
  for (const size of sizes(groups)) sum -= (size / people) * Math.log(size / people);
  return sum;
}

function adjustedRand({ people, first, second, cells }: Overlaps): number {
  const pairs = (size: number): number => (size * (size - 1)) / 2;
  const together = cells.reduce((sum, { shared }) => sum + pairs(shared), 0);
  const inFirst = first.reduce((sum, size) => sum + pairs(size), 0);
  const inSecond = second.reduce((sum, size) => sum + pairs(size), 0);
  const expected = (inFirst * inSecond) / pairs(people);
  return (together - expected) / ((inFirst + inSecond) / 2 - expected);
}

/**
 * Mutual information that partitions into groups of these sizes share by chance: the exact mean over all labellings,
 * where two groups overlap by a hypergeometric number of people.
 */
function expectedMutualInformation({ people, first, second }: Overlaps): number {
  const [rows, columns] = [tally(first), tally(second)];
  let sum = 0;
  for (const [a, timesA] of rows) for (const [b, timesB] of columns) sum += timesA * timesB * meanTerm(people, a, b);
  return sum;
}

/** How often each size occurs: equal sizes have equal expectations. */
function tally(groups: Uint32Array): Map<number, number> {
  const times = new Map<number, number>();
  for (const size of sizes(groups)) times.set(size, (times.get(size) ?? 0) + 1);
  return times;
}

/** Chances under this part of the likeliest add nothing to a sum in double precision. */
const negligible = 1e-19;

/**
 * Mean of k/n ln(n k / (a b)) where k people are shared by groups of `a` and `b` among `n`. Chances are worked out from the
 * likeliest k outwards, each from its neighbour, and divided by their sum: no factorial, and only as many as matter.
 */
function meanTerm(n: number, a: number, b: number): number {
  const [least, most] = [Math.max(0, a + b - n), Math.min(a, b)];
  const mode = Math.min(most, Math.max(least, Math.floor(((a + 1) * (b + 1)) / (n + 2))));
  const term = (k: number): number => (k === 0 ? 0 : (k / n) * Math.log((n * k) / (a * b)));
  let all = 1;
  let sum = term(mode);
  for (let k = mode, chance = 1; k < most && chance > negligible; k++) {
    chance *= ((a - k) * (b - k)) / ((k + 1) * (n - a - b + k + 1));
    all += chance;
    sum += chance * term(k + 1);
  }
  for (let k = mode, chance = 1; k > least && chance > negligible; k--) {
    chance *= (k * (n - a - b + k)) / ((a - k + 1) * (b - k + 1));
    all += chance;
    sum += chance * term(k - 1);
  }
  return sum / all;
}
