import type { Pairs } from '../graph/symmetric-sum.ts';
import { stablePart } from './tie-events.ts';

/** What is written in threads: a row for each post and reply. */
export interface ThreadRows {
  /** Number of the author: whole, from 0. */
  readonly author: Float64Array;
  /** The thread's id, in two halves of 32 bits. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** What time has left of a unit written then; NaN when undated. */
  readonly left: Float64Array;
}

interface SharedThreads {
  /** Node of each author by number; -1 for who has a place in the thread but no node. */
  readonly nodeOf: Int32Array;
  /** Threads of more people than that are left out. */
  readonly mostPeople: number;
  /** What a thread gives to each of its people. */
  readonly weight: number;
}

/** Rows that are looked at together: few enough for what is known of their threads to stay near. */
const together = 16_384;

/**
 * What each thread of k people gives to each two of them who are nodes: weight ÷ (k - 1), as it is left from when the later
 * of them came in, to the nearest `stablePart`; lower node first. Rows of one thread come together by a part of its id, a
 * digest, so that nothing is looked for far away. O(rows + pairs).
 */
export function threadPairs(rows: ThreadRows, { nodeOf, mostPeople, weight }: SharedThreads): Pairs {
  const { author, high, low, left, begins, mostRows } = inBuckets(rows);
  const bits = Math.ceil(Math.log2(2 * mostRows + 1));
  const slots = 2 ** bits;
  // Last and then earlier rows of each thread: one more than their place in the bucket, 0 for none.
  const last = new Uint32Array(slots);
  const earlier = new Uint32Array(mostRows);
  const used = new Uint32Array(mostRows);
  const people = Math.min(mostPeople, mostRows);
  const seats = { node: new Int32Array(people + 1), left: new Float64Array(people + 1) };
  const seenIn = new Uint32Array(author.reduce((most, who) => Math.max(most, who + 1), 0));
  const seatOf = new Uint32Array(seenIn.length);
  const pairs = new PairList(author.length >> 1);
  let thread = 0;
  for (let bucket = 0; bucket + 1 < begins.length; bucket++) {
    const begin = begins[bucket] as number;
    const end = begins[bucket + 1] as number;
    let threads = 0;
    for (let row = begin; row < end; row++) {
      let slot = Math.imul((high[row] as number) ^ (low[row] as number), 0x9e3779b1) >>> (32 - bits);
      let known = last[slot] as number;
      while (known > 0 && (low[begin + known - 1] !== low[row] || high[begin + known - 1] !== high[row])) {
        slot = (slot + 1) & (slots - 1);
        known = last[slot] as number;
      }
      if (known === 0) used[threads++] = slot;
      earlier[row - begin] = known;
      last[slot] = row - begin + 1;
    }
    for (let t = 0; t < threads; t++) {
      thread++;
      let k = 0;
      let row = last[used[t] as number] as number;
      last[used[t] as number] = 0;
      if (earlier[row - 1] === 0) continue;
      for (; row > 0 && k <= people; row = earlier[row - 1] as number) {
        const who = author[begin + row - 1] as number;
        const now = left[begin + row - 1] as number;
        if (seenIn[who] !== thread) {
          seenIn[who] = thread;
          seatOf[who] = k;
          seats.node[k] = nodeOf[who] ?? -1;
          seats.left[k++] = now;
        } else {
          const seat = seatOf[who] as number;
          const before = seats.left[seat] as number;
          if (now < before || Number.isNaN(before)) seats.left[seat] = now;
        }
      }
      if (k >= 2 && k <= mostPeople) pairs.add(seats, k, weight / (k - 1));
    }
  }
  return pairs.all();
}

type Seats = { readonly node: Int32Array; readonly left: Float64Array };

/** Pairs that nobody knows the number of before they are there. */
class PairList {
  private one: Uint32Array;
  private other: Uint32Array;
  private weight: Float64Array;
  private count = 0;

  constructor(likely: number) {
    const room = Math.max(likely, 64);
    this.one = new Uint32Array(room);
    this.other = new Uint32Array(room);
    this.weight = new Float64Array(room);
  }

  /** Each two of the first `k` seats that have a node. */
  add({ node, left }: Seats, k: number, each: number): void {
    if (this.count + (k * (k - 1)) / 2 > this.one.length) this.grow(k * k);
    for (let x = 1; x < k; x++) {
      const a = node[x] as number;
      if (a < 0) continue;
      for (let y = 0; y < x; y++) {
        const b = node[y] as number;
        if (b < 0) continue;
        this.one[this.count] = Math.min(a, b);
        this.other[this.count] = Math.max(a, b);
        this.weight[this.count++] = stablePart(each * later(left[x] as number, left[y] as number));
      }
    }
  }

  all(): Pairs {
    return {
      one: this.one.subarray(0, this.count),
      other: this.other.subarray(0, this.count),
      weight: this.weight.subarray(0, this.count),
    };
  }

  private grow(more: number): void {
    const { one, other, weight } = this;
    const room = 2 * one.length + more;
    this.one = new Uint32Array(room);
    this.other = new Uint32Array(room);
    this.weight = new Float64Array(room);
    this.one.set(one);
    this.other.set(other);
    this.weight.set(weight);
  }
}

/** What is left from the later of two days; all of it when neither is known. */
function later(one: number, other: number): number {
  const most = one >= other || Number.isNaN(other) ? one : other;
  return Number.isNaN(most) ? 1 : most;
}

/** The rows in buckets by the lowest bits of the thread's id, in each as they stood: a counting sort. */
function inBuckets({ author, high, low, left }: ThreadRows) {
  const buckets = 2 ** Math.max(0, Math.min(12, Math.floor(Math.log2(author.length / together))));
  const begins = new Uint32Array(buckets + 1);
  for (let e = 0; e < low.length; e++) {
    const slot = ((low[e] as number) & (buckets - 1)) + 1;
    begins[slot] = (begins[slot] as number) + 1;
  }
  let mostRows = 0;
  for (let b = 0; b < buckets; b++) {
    mostRows = Math.max(mostRows, begins[b + 1] as number);
    begins[b + 1] = (begins[b + 1] as number) + (begins[b] as number);
  }
  const sorted = {
    author: new Uint32Array(author.length),
    high: new Uint32Array(author.length),
    low: new Uint32Array(author.length),
    left: new Float64Array(author.length),
  };
  const cursor = begins.slice(0, buckets);
  for (let e = 0; e < author.length; e++) {
    const id = low[e] as number;
    const bucket = id & (buckets - 1);
    const slot = cursor[bucket] as number;
    cursor[bucket] = slot + 1;
    sorted.author[slot] = author[e] as number;
    sorted.high[slot] = high[e] as number;
    sorted.low[slot] = id;
    sorted.left[slot] = left[e] as number;
  }
  return { ...sorted, begins, mostRows };
}
