import type { Coverer } from './maximum-coverage.ts';

/** What one step of the search works on: arrays as long as there are candidates, made once for each depth. */
interface Level {
  /** Candidates still open, in the order of their ids. */
  readonly open: Uint32Array;
  /** Those of them who would add something, what they would add, and their places from the one who adds most on. */
  readonly adding: Uint32Array;
  readonly gains: Float64Array;
  readonly order: Uint32Array;
  readonly place: Uint32Array;
}

/**
 * Branch and bound over sets of candidates, the one who adds most first (of two, the smaller id), until no set can cover
 * more than the best so far or `limit` branches were looked at. Starts from a greedy choice.
 */
export class CoverageSearch {
  branches = 0;
  most = 0;
  best: readonly number[];
  /** Items of each candidate, and how often each item is covered. */
  readonly #offsets: Uint32Array;
  readonly #items: Uint32Array;
  readonly #times: Uint32Array;
  readonly #weights: Float64Array;
  readonly #levels: Level[] = [];
  readonly #chosen: number[] = [];
  readonly #byId: Uint32Array;
  readonly #distinct: DistinctGains;

  constructor(
    candidates: readonly Coverer[],
    weights: readonly number[],
    greedy: readonly number[],
    private readonly limit: number,
  ) {
    this.#distinct = new DistinctGains(candidates.length);
    const idOf = (k: number): string => candidates[k]?.id ?? '';
    this.#byId = Uint32Array.from(candidates.keys()).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    this.#offsets = new Uint32Array(candidates.length + 1);
    candidates.forEach(({ covers }, k) => (this.#offsets[k + 1] = (this.#offsets[k] as number) + covers.length));
    this.#items = Uint32Array.from(candidates.flatMap(({ covers }) => covers));
    this.#times = new Uint32Array(weights.length);
    this.#weights = Float64Array.from(weights);
    this.best = greedy;
    for (const k of greedy) {
      this.most += this.#gain(k);
      this.#count(k, 1);
    }
    this.#times.fill(0);
  }

  /** Looks at the sets of up to `size` candidates. */
  run(size: number): void {
    this.#level(0).open.set(this.#byId);
    this.#branch(0, this.#byId.length, 0, size);
  }

  /** Every way to add up to `left` of the first `count` open candidates of a depth that may cover more than the best so far. */
  #branch(depth: number, count: number, weight: number, left: number): void {
    if (weight > this.most) [this.most, this.best] = [weight, this.#chosen.slice(0, depth)];
    if (left === 0 || this.branches > this.limit) return;
    const { open, adding, gains, order, place } = this.#level(depth);
    let found = 0;
    let largest = 0;
    for (let k = 0; k < count; k++) {
      const candidate = open[k] as number;
      const gain = this.#gain(candidate);
      if (gain === 0) continue;
      adding[found] = candidate;
      gains[found++] = gain;
      if (gain > largest) largest = gain;
    }
    // No order is needed to see that as many of the greatest gain, or the greatest gains together, would not do.
    if (weight + left * largest <= this.most) return;
    this.#distinct.count(gains, found);
    if (this.#distinct.reach(weight, left) <= this.most) return;
    this.#distinct.order(found, order, place);
    for (let at = 0; at < found; at++) {
      let reach = weight;
      for (let next = at; next < Math.min(at + left, found); next++) reach += gains[order[next] as number] as number;
      if (reach <= this.most) return;
      this.branches++;
      const k = order[at] as number;
      const candidate = adding[k] as number;
      this.#count(candidate, 1);
      this.#chosen[depth] = candidate;
      const below = this.#level(depth + 1).open;
      let kept = 0;
      for (let other = 0; other < found; other++) {
        if ((place[other] as number) > at) below[kept++] = adding[other] as number;
      }
      this.#branch(depth + 1, kept, weight + (gains[k] as number), left - 1);
      this.#count(candidate, -1);
    }
  }

  #gain(candidate: number): number {
    let gain = 0;
    const end = this.#offsets[candidate + 1] as number;
    for (let k = this.#offsets[candidate] as number; k < end; k++) {
      const item = this.#items[k] as number;
      if (this.#times[item] === 0) gain += this.#weights[item] as number;
    }
    return gain;
  }

  #count(candidate: number, change: number): void {
    const end = this.#offsets[candidate + 1] as number;
    for (let k = this.#offsets[candidate] as number; k < end; k++) {
      const item = this.#items[k] as number;
      this.#times[item] = (this.#times[item] as number) + change;
    }
  }

  #level(depth: number): Level {
    const known = this.#levels[depth];
    if (known !== undefined) return known;
    const array = () => new Uint32Array(this.#byId.length);
    const level: Level = {
      open: array(),
      adding: array(),
      gains: new Float64Array(this.#byId.length),
      order: array(),
      place: array(),
    };
    this.#levels[depth] = level;
    return level;
  }
}

/** Orders gains from the largest to the smallest by counting: many candidates add the same. */
class DistinctGains {
  #values = new Float64Array(64);
  #counts = new Uint32Array(64);
  #size = 0;
  /** Of each gain, the order in which its value was first met; and where the values met stand among the distinct ones. */
  readonly #met: Uint32Array;
  #numbers = new Uint32Array(64);

  constructor(candidates: number) {
    this.#met = new Uint32Array(candidates);
  }

  /** Takes in the first `count` gains. */
  count(gains: Float64Array, count: number): void {
    this.#size = 0;
    for (let k = 0; k < count; k++) {
      const at = this.#find(gains[k] as number);
      this.#counts[at] = (this.#counts[at] as number) + 1;
      this.#met[k] = this.#numbers[at] as number;
    }
  }

  /** A weight and the `left` greatest gains together. */
  reach(weight: number, left: number): number {
    let sum = weight;
    let open = left;
    for (let at = 0; at < this.#size && open > 0; at++) {
      const taken = Math.min(open, this.#counts[at] as number);
      for (let k = 0; k < taken; k++) sum += this.#values[at] as number;
      open -= taken;
    }
    return sum;
  }

  /** Writes the positions of the gains taken in, equal ones as they stand, and the place of each position. */
  order(count: number, order: Uint32Array, place: Uint32Array): void {
    const starts = new Uint32Array(this.#size);
    let before = 0;
    for (let at = 0; at < this.#size; at++) {
      starts[this.#numbers[at] as number] = before;
      before += this.#counts[at] as number;
    }
    for (let k = 0; k < count; k++) {
      const met = this.#met[k] as number;
      const slot = starts[met] as number;
      starts[met] = slot + 1;
      order[slot] = k;
      place[k] = slot;
    }
  }

  /** Where a value stands among the distinct ones, which descend; put among them, of no count, when it is new. */
  #find(value: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] as number) > value) low = middle + 1;
      else high = middle;
    }
    if (low < this.#size && this.#values[low] === value) return low;
    if (this.#size === this.#values.length) this.#grow();
    this.#values.copyWithin(low + 1, low, this.#size);
    this.#counts.copyWithin(low + 1, low, this.#size);
    this.#numbers.copyWithin(low + 1, low, this.#size);
    this.#values[low] = value;
    this.#counts[low] = 0;
    this.#numbers[low] = this.#size++;
    return low;
  }

  #grow(): void {
    const longer = 2 * this.#size;
    const values = new Float64Array(longer);
    const counts = new Uint32Array(longer);
    const numbers = new Uint32Array(longer);
    values.set(this.#values);
    counts.set(this.#counts);
    numbers.set(this.#numbers);
    [this.#values, this.#counts, this.#numbers] = [values, counts, numbers];
  }
}
