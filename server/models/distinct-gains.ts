/** Orders gains from the largest to the smallest by counting: many candidates add the same. */
export class DistinctGains {
  #values = new Float64Array(64);
  #counts = new Uint32Array(64);
  #size = 0;
  /** Of each gain, the order in which its value was first met; and where the values met stand among the distinct ones. */
  readonly #met: Uint32Array;
  #numbers = new Uint32Array(64);
  /** The greatest gains, descending. */
  #greatest = new Float64Array(64);

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

  /** A weight and the `left` greatest of the first `count` gains together: no need to take them in. */
  reach(gains: Float64Array, count: number, weight: number, left: number): number {
    if (this.#greatest.length < left) this.#greatest = new Float64Array(2 * left);
    const greatest = this.#greatest;
    const last = left - 1;
    greatest.fill(0, 0, left);
    for (let k = 0; k < count; k++) {
      const gain = gains[k] as number;
      if (gain <= (greatest[last] as number)) continue;
      let at = last;
      for (; at > 0 && (greatest[at - 1] as number) < gain; at--) greatest[at] = greatest[at - 1] as number;
      greatest[at] = gain;
    }
    let sum = weight;
    for (let at = 0; at < left; at++) sum += greatest[at] as number;
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
