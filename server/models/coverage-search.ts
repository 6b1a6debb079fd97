import { type Grouped, groupedBy } from './counting-sort.ts';
import { DistinctGains } from './distinct-gains.ts';
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
  /** Candidates of each item. */
  readonly #coverers: Grouped;
  /** What each candidate would add to the chosen. */
  readonly #gains: Float64Array;
  /** The round in which each candidate's gain was last brought up to date. */
  readonly #updated: Uint32Array;
  #round = 0;
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
    const owner = candidates.flatMap(({ covers }, k) => covers.map(() => k));
    const { order, begins } = groupedBy(this.#items, weights.length);
    this.#coverers = { order: order.map((at) => owner[at] as number), begins };
    this.#gains = Float64Array.from(candidates.keys(), (k) => this.#gain(k));
    this.#updated = new Uint32Array(candidates.length);
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
      const gain = this.#gains[candidate] as number;
      if (gain === 0) continue;
      adding[found] = candidate;
      gains[found++] = gain;
      if (gain > largest) largest = gain;
    }
    // No order is needed to see that as many of the greatest gain, or the greatest gains together, would not do.
    if (weight + left * largest <= this.most) return;
    if (this.#distinct.reach(gains, found, weight, left) <= this.most) return;
    this.#distinct.count(gains, found);
    this.#distinct.order(found, order, place);
    for (let at = 0; at < found; at++) {
      let reach = weight;
      for (let next = at; next < Math.min(at + left, found); next++) reach += gains[order[next] as number] as number;
      if (reach <= this.most) return;
      this.branches++;
      const k = order[at] as number;
      const candidate = adding[k] as number;
      this.#chosen[depth] = candidate;
      if (left === 1) {
        // Nobody is added after this one.
        this.#branch(depth + 1, 0, weight + (gains[k] as number), 0);
        continue;
      }
      this.#count(candidate, 1);
      this.#update(candidate, 1);
      const below = this.#level(depth + 1).open;
      let kept = 0;
      for (let other = 0; other < found; other++) {
        if ((place[other] as number) > at) below[kept++] = adding[other] as number;
      }
      this.#branch(depth + 1, kept, weight + (gains[k] as number), left - 1);
      this.#count(candidate, -1);
      this.#update(candidate, 0);
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

  /**
   * Brings up to date what the candidates add who share an item with one who was just put among the chosen, or taken out.
   * @param times how often items that change what others add are covered now: once, or no more.
   */
  #update(changed: number, times: 0 | 1): void {
    this.#round++;
    const end = this.#offsets[changed + 1] as number;
    const { order, begins } = this.#coverers;
    for (let k = this.#offsets[changed] as number; k < end; k++) {
      const item = this.#items[k] as number;
      if (this.#times[item] !== times) continue;
      const last = begins[item + 1] as number;
      for (let at = begins[item] as number; at < last; at++) {
        const candidate = order[at] as number;
        if (this.#updated[candidate] === this.#round) continue;
        this.#updated[candidate] = this.#round;
        this.#gains[candidate] = this.#gain(candidate);
      }
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
