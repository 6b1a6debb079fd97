import { groupedBy, sortedBy } from './counting-sort.ts';
import type { ExchangeLog } from './exchange-log.ts';
import { type InCommon, inCommon, ownSpells } from './own-spells.ts';

/** Exchanges of each pair of people in the order of time: those of pair p are `exchanges[begins[p]] … exchanges[begins[p + 1] - 1]`. */
export interface ExchangePairs {
  readonly pairs: number;
  readonly exchanges: Int32Array;
  readonly begins: Uint32Array;
}

/** The exchanges of a log by pair, in either direction. O(exchanges + people). */
export function pairsOf({ people, from, to }: Pick<ExchangeLog, 'people' | 'from' | 'to'>): ExchangePairs {
  const count = from.length;
  const least = new Int32Array(count);
  const greatest = new Int32Array(count);
  for (let e = 0; e < count; e++) {
    const [one, other] = [from[e] as number, to[e] as number];
    least[e] = one < other ? one : other;
    greatest[e] = one < other ? other : one;
  }
  // By the greatest and then, in that order, by the least: columns are written out once, to be read one after the other.
  const { order, begins: ofGreatest } = groupedBy(greatest, people);
  const leastInOrder = new Int32Array(count);
  for (let k = 0; k < count; k++) leastInOrder[k] = least[order[k] as number] as number;
  for (let person = 0; person < people; person++) greatest.fill(person, ofGreatest[person], ofGreatest[person + 1]);
  const sorted = sortedBy(leastInOrder, people, [order, greatest]);
  const [exchanges, others] = sorted.columns as readonly [Int32Array, Int32Array];
  const begins = new Uint32Array(count + 1);
  let pairs = 0;
  for (let one = 0; one < people; one++) {
    let other = -1;
    for (let k = sorted.begins[one] as number; k < (sorted.begins[one + 1] as number); k++) {
      if (others[k] === other) continue;
      other = others[k] as number;
      begins[pairs++] = k;
    }
  }
  begins[pairs] = count;
  return { pairs, exchanges, begins: begins.subarray(0, pairs + 1) };
}

/**
 * Whether two people have a two-way contact in common on a day: somebody who turned to each of them, and they to that
 * person, over the `memory` days before it. O(exchanges), then for each question the contacts of both.
 */
export function twoWayContacts(log: ExchangeLog, by: ExchangePairs, memory: number): InCommon {
  const { people, from, to, day } = log;
  const { exchanges, begins } = by;
  const lines = { person: [] as number[], what: [] as number[], since: [] as number[], until: [] as number[] };
  const add = (person: number, what: number, since: number, until: number): void => {
    lines.person.push(person);
    lines.what.push(what);
    lines.since.push(since);
    lines.until.push(until);
  };
  for (let pair = 0; pair < by.pairs; pair++) {
    const begin = begins[pair] as number;
    const stop = begins[pair + 1] as number;
    if (stop - begin < 2) continue;
    const one = from[exchanges[begin] as number] as number;
    const other = to[exchanges[begin] as number] as number;
    let [given, received] = [-Infinity, -Infinity];
    let [since, until] = [0, -Infinity];
    for (let k = begin; k < stop; k++) {
      const e = exchanges[k] as number;
      const on = day[e] as number;
      if (from[e] === one) given = on;
      else received = on;
      // From the day after, as long as the older of the two latest words still counts.
      const end = Math.min(given, received) + memory + 1;
      if (end <= on + 1) continue;
      if (on + 1 > until) {
        if (until > since) {
          add(one, other, since, until);
          add(other, one, since, until);
        }
        since = on + 1;
      }
      until = end;
    }
    if (until > since) {
      add(one, other, since, until);
      add(other, one, since, until);
    }
  }
  return inCommon([ownSpells(people, lines)], people);
}
