import { logFloor } from './composite.ts';

/** Digits of 11 bits, so that the counts of one stay in the nearest cache. */
const digits = 2048;

/**
 * The same as `geometricComposite` over `midrankPercentiles` of each part, bit by bit, for many times over as many
 * subjects: arrays are made once, and the logarithm is taken once for equal values. O(subjects) a part.
 */
export class RankedComposite {
  readonly #logs: Float64Array;
  readonly #values: Float64Array;
  readonly #words: Uint32Array;
  readonly #keys: Uint32Array;
  readonly #counts = new Uint32Array(3 * digits);
  #order: Uint32Array;
  #next: Uint32Array;

  constructor(private readonly subjects: number) {
    this.#logs = new Float64Array(subjects);
    this.#values = new Float64Array(subjects);
    this.#words = new Uint32Array(this.#values.buffer);
    this.#keys = new Uint32Array(subjects);
    this.#order = new Uint32Array(subjects);
    this.#next = new Uint32Array(subjects);
  }

  /** Writes the composite of the parts into `scores`. Values aren't NaN. */
  of(parts: readonly Float64Array[], weights: ArrayLike<number>, scores: Float64Array): void {
    this.#logs.fill(0);
    parts.forEach((part, p) => this.#add(part, weights[p] as number));
    for (let i = 0; i < this.subjects; i++) scores[i] = Math.exp(this.#logs[i] as number);
  }

  #add(part: Float64Array, weight: number): void {
    const n = this.subjects;
    const logs = this.#logs;
    const { zeros, negative, others } = this.#sort(part);
    const order = this.#order;
    for (let begin = 0; begin < others; ) {
      const value = part[order[begin] as number];
      let end = begin + 1;
      while (end < others && part[order[end] as number] === value) end++;
      const below = begin < negative ? 0 : zeros;
      const log = weight * logFloor((below + (begin + end) / 2) / n);
      for (let k = begin; k < end; k++) {
        const i = order[k] as number;
        logs[i] = (logs[i] as number) + log;
      }
      begin = end;
    }
    if (zeros === 0) return;
    const log = weight * logFloor((negative + zeros / 2) / n);
    for (let i = 0; i < n; i++) if (part[i] === 0) logs[i] = (logs[i] as number) + log;
  }

  /**
   * Puts the positions of the values other than 0 in their order: by the upper half of their bits, then where these are the
   * same. Many facets are 0 for most people, who need no sorting.
   */
  #sort(part: Float64Array): { readonly zeros: number; readonly negative: number; readonly others: number } {
    const n = this.subjects;
    const keys = this.#keys;
    const counts = this.#counts.fill(0);
    this.#values.set(part);
    let others = 0;
    let negative = 0;
    for (let i = 0; i < n; i++) {
      const value = part[i] as number;
      if (value === 0) continue;
      if (value < 0) negative++;
      const high = this.#words[2 * i + 1] as number;
      const key = (value < 0 ? ~high : high ^ 0x80000000) >>> 0;
      keys[i] = key;
      this.#order[others++] = i;
      for (let digit = 0; digit < 3; digit++) {
        const at = digit * digits + ((key >>> (11 * digit)) & (digits - 1));
        counts[at] = (counts[at] as number) + 1;
      }
    }
    for (let digit = 0; digit < 3; digit++) this.#sortBy(digit, others);
    this.#sortEqualKeys(others);
    return { zeros: n - others, negative, others };
  }

  #sortBy(digit: number, n: number): void {
    const keys = this.#keys;
    const shift = 11 * digit;
    const starts = this.#counts.subarray(digit * digits, (digit + 1) * digits);
    if (n === 0 || starts[((keys[0] as number) >>> shift) & (digits - 1)] === n) return;
    let before = 0;
    for (let d = 0; d < digits; d++) {
      const count = starts[d] as number;
      starts[d] = before;
      before += count;
    }
    const order = this.#order;
    const next = this.#next;
    for (let k = 0; k < n; k++) {
      const i = order[k] as number;
      const at = ((keys[i] as number) >>> shift) & (digits - 1);
      const slot = starts[at] as number;
      starts[at] = slot + 1;
      next[slot] = i;
    }
    this.#order = next;
    this.#next = order;
  }

  #sortEqualKeys(n: number): void {
    const order = this.#order;
    const keys = this.#keys;
    const values = this.#values;
    for (let begin = 0; begin < n; ) {
      const key = keys[order[begin] as number];
      let end = begin + 1;
      let isSorted = true;
      while (end < n && keys[order[end] as number] === key) {
        if ((values[order[end] as number] as number) < (values[order[end - 1] as number] as number)) isSorted = false;
        end++;
      }
      if (!isSorted) order.subarray(begin, end).sort((a, b) => (values[a] as number) - (values[b] as number));
      begin = end;
    }
  }
}
