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
  const count = from.length;
  const pairs = pairsOf(log);
  const haveContact = twoWayContacts(log, pairs, rules.memory);
  const { opens, next } = pairs;
  const isLookedAt = (e: number): boolean => {
    const on = day[e] as number;
    if (opens[e] === 0 || on < rules.first + rules.memory) return false;
    return log.groupOn(from[e] as number, on) >= 0 && log.groupOn(to[e] as number, on) >= 0 && asked(e);
  };
  const isOpening = new Uint8Array(count);
  let found = 0;
  for (let e = 0; e < count; e++) {
    isOpening[e] = Number(isLookedAt(e));
    found += isOpening[e] as number;
  }
  const ties = evenly(isOpening, found, most).map((e): NewTie => {
    const on = day[e] as number;
    const one = from[e] as number;
    const other = to[e] as number;
    let then = next[e] as number;
    // A mention within the very answer that opens a tie is not taken up again.
    while (then > 0 && (at[then] as number) <= (at[e] as number)) then = next[then] as number;
    const isAgain = then > 0 && (day[then] as number) <= on + rules.again;
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

/** Positions of the flags that are 1, of which there are `all`; at most so many of them, evenly spread. */
function evenly(flags: Uint8Array, all: number, most: number): number[] {
  const chosen: number[] = [];
  let rank = 0;
  for (let e = 0; e < flags.length; e++) {
    if (flags[e] === 0) continue;
    if (all <= most || rank === Math.floor((chosen.length * all) / most)) chosen.push(e);
    rank++;
  }
  return chosen;
}
