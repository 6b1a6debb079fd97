import type { ExchangeLog } from './exchange-log.ts';
import { type InCommon, inCommon, ownSpells } from './own-spells.ts';

/** How the exchanges of each pair of people, in either direction, follow one another. */
export interface ExchangePairs {
  /** 1 for the first exchange of a pair. */
  readonly opens: Uint8Array;
  /** The exchange of the same pair after each; 0 for the last, since none comes before the first of all. */
  readonly next: Int32Array;
}

/** The exchanges of a log by pair. O(exchanges + people). */
export function pairsOf({ people, from, to }: Pick<ExchangeLog, 'people' | 'from' | 'to'>): ExchangePairs {
  const count = from.length;
  const begins = new Uint32Array(people + 2);
  for (let e = 0; e < count; e++) {
    const after = Math.min(from[e] as number, to[e] as number) + 2;
    begins[after] = (begins[after] as number) + 1;
  }
  for (let one = 2; one < begins.length; one++) begins[one] = (begins[one] as number) + (begins[one - 1] as number);
  // By the lower of the two in the order of time: the other, and beside it which exchange it was.
  const lines = new Int32Array(2 * count);
  for (let e = 0; e < count; e++) {
    const [one, other] = [from[e] as number, to[e] as number];
    const slot = (one < other ? one : other) + 1;
    const at = begins[slot] as number;
    begins[slot] = at + 1;
    lines[2 * at] = one < other ? other : one;
    lines[2 * at + 1] = e;
  }
  const opens = new Uint8Array(count);
  const next = new Int32Array(count);
  const latest = new Int32Array(people);
  const latestOf = new Int32Array(people).fill(-1);
  for (let one = 0; one < people; one++) {
    const end = begins[one + 1] as number;
    for (let k = begins[one] as number; k < end; k++) {
      const other = lines[2 * k] as number;
      const e = lines[2 * k + 1] as number;
      if (latestOf[other] === one) next[latest[other] as number] = e;
      else opens[e] = 1;
      latestOf[other] = one;
      latest[other] = e;
    }
  }
  return { opens, next };
}

/**
 * Whether two people have a two-way contact in common on a day: somebody who turned to each of them, and they to that
 * person, over the `memory` days before it. O(exchanges), then for each question the contacts of both.
 */
export function twoWayContacts(log: ExchangeLog, by: ExchangePairs, memory: number): InCommon {
  const { people, from, to, day } = log;
  const { opens, next } = by;
  const lines = { person: [] as number[], what: [] as number[], since: [] as number[], until: [] as number[] };
  const add = (person: number, what: number, since: number, until: number): void => {
    lines.person.push(person);
    lines.what.push(what);
    lines.since.push(since);
    lines.until.push(until);
  };
  for (let first = 0; first < opens.length; first++) {
    if (opens[first] === 0 || next[first] === 0) continue;
    const one = from[first] as number;
    const other = to[first] as number;
    let [given, received] = [-Infinity, -Infinity];
    let [since, until] = [0, -Infinity];
    let e = first;
    do {
      const on = day[e] as number;
      if (from[e] === one) given = on;
      else received = on;
      // From the day after, as long as the older of the two latest words still counts.
      const end = Math.min(given, received) + memory + 1;
      if (end > on + 1) {
        if (on + 1 > until) {
          if (until > since) {
            add(one, other, since, until);
            add(other, one, since, until);
          }
          since = on + 1;
        }
        until = end;
      }
      e = next[e] as number;
    } while (e > 0);
    if (until > since) {
      add(one, other, since, until);
      add(other, one, since, until);
    }
  }
  return inCommon([ownSpells(people, lines)], people);
}
