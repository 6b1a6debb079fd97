import type { WeekCounts } from './bootstrap-tiers.ts';
import type { Circles, WrittenEvidence } from './written-exchange.ts';

/**
 * What everybody wrote and got on one resample of the weeks after the other, added up in one walk over the arcs into arrays
 * that are made once. The figures are those of `exchangeOn`, bit by bit: arcs lead to a person in the order of their writers.
 */
export class WrittenWalk implements Circles {
  readonly partnerOffsets: Uint32Array;
  readonly partners: Uint32Array;
  readonly pull: Float64Array;
  /** How many wrote to each person, and over them Σ a and Σ a ln a of a = ln(1 + W). */
  readonly writers: Uint32Array;
  readonly amounts: Float64Array;
  readonly amountLogs: Float64Array;
  /** People to whom each replied. */
  readonly repliedTo: Uint32Array;
  /** People with whom one of both wrote to the other, and with whom both did. */
  readonly pairs: Uint32Array;
  readonly twoWay: Uint32Array;
  /** ln(1 + W) of each arc. */
  readonly #strength: Float64Array;

  constructor(readonly evidence: WrittenEvidence) {
    const { people, reverse } = evidence;
    const mutual = reverse.reduce((sum, back) => sum + Number(back >= 0), 0);
    this.partnerOffsets = new Uint32Array(people + 1);
    this.partners = new Uint32Array(mutual);
    this.pull = new Float64Array(mutual);
    this.writers = new Uint32Array(people);
    this.amounts = new Float64Array(people);
    this.amountLogs = new Float64Array(people);
    this.repliedTo = new Uint32Array(people);
    this.pairs = new Uint32Array(people);
    this.twoWay = new Uint32Array(people);
    this.#strength = new Float64Array(reverse.length);
  }

  /** Week w counts `counts[w]` times; the lines weigh `weight`, above 0. O(people + lines). */
  over(counts: WeekCounts, weight: Float64Array): void {
    this.#addUp(counts, weight);
    this.#pairUp();
  }

  #addUp(counts: WeekCounts, weight: Float64Array): void {
    const { people, offsets, targets, entryOffsets, week, replied } = this.evidence;
    const writers = this.writers.fill(0);
    const amounts = this.amounts.fill(0);
    const amountLogs = this.amountLogs.fill(0);
    for (let v = 0; v < people; v++) {
      const end = offsets[v + 1] as number;
      let answered = 0;
      for (let k = offsets[v] as number; k < end; k++) {
        let sum = 0;
        let any = 0;
        const stop = entryOffsets[k + 1] as number;
        for (let e = entryOffsets[k] as number; e < stop; e++) {
          const times = counts[week[e] as number] as number;
          if (times === 0) continue;
          sum += times * (weight[e] as number);
          any |= replied[e] as number;
        }
        answered += any;
        const amount = sum === 0 ? 0 : Math.log1p(sum);
        this.#strength[k] = amount;
        if (amount === 0) continue;
        const target = targets[k] as number;
        writers[target] = (writers[target] as number) + 1;
        amounts[target] = (amounts[target] as number) + amount;
        amountLogs[target] = (amountLogs[target] as number) + amount * Math.log(amount);
      }
      this.repliedTo[v] = answered;
    }
  }

  #pairUp(): void {
    const { people, offsets, targets, reverse } = this.evidence;
    const strength = this.#strength;
    const pairs = this.pairs.fill(0);
    let write = 0;
    for (let v = 0; v < people; v++) {
      const first = write;
      const end = offsets[v + 1] as number;
      let own = 0;
      for (let k = offsets[v] as number; k < end; k++) {
        if (strength[k] === 0) continue;
        own++;
        const target = targets[k] as number;
        const back = reverse[k] as number;
        const returned = back < 0 ? 0 : (strength[back] as number);
        if (returned === 0) {
          pairs[target] = (pairs[target] as number) + 1;
          continue;
        }
        this.partners[write] = target;
        this.pull[write++] = returned;
      }
      pairs[v] = (pairs[v] as number) + own;
      this.twoWay[v] = write - first;
      this.partnerOffsets[v + 1] = write;
    }
  }
}
