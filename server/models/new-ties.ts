import type { ExchangeLog } from './exchange-log.ts';
import { pairsOf, twoWayContacts } from './exchange-pairs.ts';
import type { InCommon } from './own-spells.ts';

/** The first exchange ever between two people. */
export interface NewTie {
  /** Its place in the log. */
  readonly exchange: number;
  /** Whether the two were of different groups. */
  readonly crosses: boolean;
  /** Whether they were three steps apart or more, or not connected, by the two-way ties of the days before. */
  readonly far: boolean;
  /** Whether they had a community in common besides the one where it happened. */
  readonly shared: boolean;
  /** Whether they exchanged again in time; null when the log ends too soon to tell. */
  readonly kept: boolean | null;
}

export interface NewTieRules {
  /** Days of two-way exchange before a new tie by which distance is measured; none earlier than the log can tell. */
  readonly memory: number;
  /** Days within which a tie that lasts is taken up again. */
  readonly again: number;
  /** First day of the log and the day after its last. */
  readonly first: number;
  readonly end: number;
}

/**
 * First exchanges of people both of known group, from the day on which the log reaches far enough back, in the order of
 * time. Two people have a two-way tie on a day when each turned to the other in the `memory` days before it. O(exchanges),
 * and for each new tie the contacts of both.
 * @param inCircle whether two people were in a community together, apart from the one of the exchange
 * @param asked which exchanges are looked at when they open a tie
 * @param most beyond so many ties, as many of them evenly spread over time
 */
export function newTies(
  log: ExchangeLog,
  inCircle: InCommon,
  rules: NewTieRules,
  asked: (exchange: number) => boolean = () => true,
  most = Infinity,
): { readonly ties: NewTie[]; readonly found: number } {
  const { from, to, day, at, community } = log;
  const pairs = pairsOf(log);
  const haveContact = twoWayContacts(log, pairs, rules.memory);
  // The pair that each exchange opens, one higher; 0 for an exchange that opens none.
  const opened = new Uint32Array(from.length);
  for (let pair = 0; pair < pairs.pairs; pair++) {
    opened[pairs.exchanges[pairs.begins[pair] as number] as number] = pair + 1;
  }
  const isLookedAt = (e: number): boolean => {
    const on = day[e] as number;
    if (opened[e] === 0 || on < rules.first + rules.memory) return false;
    return log.groupOn(from[e] as number, on) >= 0 && log.groupOn(to[e] as number, on) >= 0 && asked(e);
  };
  const openings = new Uint32Array(pairs.pairs);
  let found = 0;
  for (let e = 0; e < from.length; e++) if (isLookedAt(e)) openings[found++] = e;
  const ties = evenly(openings.subarray(0, found), most).map((e): NewTie => {
    const on = day[e] as number;
    const one = from[e] as number;
    const other = to[e] as number;
    const pair = (opened[e] as number) - 1;
    const end = pairs.begins[pair + 1] as number;
    let next = (pairs.begins[pair] as number) + 1;
    // A mention within the very answer that opens a tie is not taken up again.
    while (next < end && (at[pairs.exchanges[next] as number] as number) <= (at[e] as number)) next++;
    const isAgain = next < end && (day[pairs.exchanges[next] as number] as number) <= on + rules.again;
    return {
      exchange: e,
      crosses: log.groupOn(one, on) !== log.groupOn(other, on),
      far: !haveContact(one, other, on),
      shared: inCircle(one, other, on, community[e]),
      kept: isAgain ? true : on + rules.again < rules.end ? false : null,
    };
  });
  return { ties, found };
}

/** As many of the values, evenly spread over them. */
function evenly(all: Uint32Array, most: number): number[] {
  return Array.from({ length: Math.min(most, all.length) }, (_, k) =>
    all.length <= most ? (all[k] as number) : (all[Math.floor((k * all.length) / most)] as number),
  );
}
