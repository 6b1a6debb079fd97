/** Exchanges between people in the order of time, and who was where. Days are whole numbers, `at` is any finer clock. */
export interface ExchangeLog {
  readonly people: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly day: Int32Array;
  readonly at: Float64Array;
  /** Community of each exchange; -1 outside any. */
  readonly community: Int32Array;
  /** Group of each end on that day; -1 when unknown. */
  readonly fromGroup: Int32Array;
  readonly toGroup: Int32Array;
}

/** Who was in which community, over days [since, until). */
export interface CommunitySpells {
  readonly person: Int32Array;
  readonly community: Int32Array;
  readonly since: Float64Array;
  readonly until: Float64Array;
}

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
 * @param asked which exchanges are looked at when they open a tie
 * @param most beyond so many ties, as many of them evenly spread over time
 */
export function newTies(
  log: ExchangeLog,
  spells: CommunitySpells,
  rules: NewTieRules,
  asked: (exchange: number) => boolean = () => true,
  most = Infinity,
): { readonly ties: NewTie[]; readonly found: number } {
  const { from, to, day, at, community, fromGroup, toGroup } = log;
  const pairs = pairsOf(log);
  const contacts = twoWayContacts(log, pairs);
  const places = communitiesOf(log.people, spells);
  const openings: { exchange: number; pair: number }[] = [];
  for (let pair = 0; pair + 1 < pairs.begins.length; pair++) {
    const e = pairs.exchanges[pairs.begins[pair] as number] as number;
    if ((fromGroup[e] as number) < 0 || (toGroup[e] as number) < 0) continue;
    if ((day[e] as number) >= rules.first + rules.memory && asked(e)) openings.push({ exchange: e, pair });
  }
  openings.sort((a, b) => a.exchange - b.exchange);
  const ties = evenly(openings, most).map(({ exchange: e, pair }): NewTie => {
    const on = day[e] as number;
    const one = from[e] as number;
    const other = to[e] as number;
    const end = pairs.begins[pair + 1] as number;
    let next = (pairs.begins[pair] as number) + 1;
    // A mention within the very answer that opens a tie is not taken up again.
    while (next < end && (at[pairs.exchanges[next] as number] as number) <= (at[e] as number)) next++;
    const isAgain = next < end && (day[pairs.exchanges[next] as number] as number) <= on + rules.again;
    return {
      exchange: e,
      crosses: fromGroup[e] !== toGroup[e],
      far: !contacts.haveCommon(one, other, on - rules.memory, on),
      shared: places.haveCommon(one, other, on, community[e] as number),
      kept: isAgain ? true : on + rules.again < rules.end ? false : null,
    };
  });
  return { ties, found: openings.length };
}

function evenly<T>(all: readonly T[], most: number): readonly T[] {
  return all.length <= most
    ? all
    : Array.from({ length: most }, (_, k) => all[Math.floor((k * all.length) / most)] as T);
}

/** Exchanges of each pair of people in the order of time: those of pair p are `exchanges[begins[p]] … exchanges[begins[p + 1] - 1]`. */
interface Pairs {
  readonly exchanges: Uint32Array;
  readonly begins: readonly number[];
}

function pairsOf({ people, from, to }: ExchangeLog): Pairs {
  const least = from.map((one, e) => Math.min(one, to[e] as number));
  const greatest = from.map((one, e) => Math.max(one, to[e] as number));
  const inTime = Uint32Array.from(from, (_, e) => e);
  const exchanges = sortedBy(least, sortedBy(greatest, inTime, people), people);
  const begins: number[] = [];
  for (let k = 0; k < exchanges.length; k++) {
    const [e, before] = [exchanges[k] as number, exchanges[k - 1] ?? -1];
    if (least[e] !== least[before] || greatest[e] !== greatest[before]) begins.push(k);
  }
  begins.push(exchanges.length);
  return { exchanges, begins };
}

/** The exchanges by ascending key (below `keys`), equal ones as they came. */
function sortedBy(key: Int32Array, exchanges: Uint32Array, keys: number): Uint32Array {
  const next = new Uint32Array(keys + 1);
  for (const one of key) next[one + 1] = (next[one + 1] as number) + 1;
  for (let k = 1; k <= keys; k++) next[k] = (next[k] as number) + (next[k - 1] as number);
  const sorted = new Uint32Array(exchanges.length);
  for (const e of exchanges) {
    const slot = next[key[e] as number] as number;
    next[key[e] as number] = slot + 1;
    sorted[slot] = e;
  }
  return sorted;
}

/** Pairs who ever turned to each other both ways. */
function twoWayContacts({ people, from, to, day }: ExchangeLog, { exchanges, begins }: Pairs) {
  const pairsWith: number[][] = Array.from({ length: people }, () => []);
  for (let pair = 0; pair + 1 < begins.length; pair++) {
    const begin = begins[pair] as number;
    const first = exchanges[begin] as number;
    const stop = begins[pair + 1] as number;
    let k = begin + 1;
    while (k < stop && from[exchanges[k] as number] === from[first]) k++;
    if (k === stop) continue;
    pairsWith[from[first] as number]?.push(pair);
    pairsWith[to[first] as number]?.push(pair);
  }
  /** The other of a pair, when each turned to the other over the days [since, until); -1 otherwise. */
  const contactOf = (one: number, pair: number, since: number, until: number): number => {
    const stop = begins[pair + 1] as number;
    let low = begins[pair] as number;
    let high = stop;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((day[exchanges[middle] as number] as number) < since) low = middle + 1;
      else high = middle;
    }
    let given = -1;
    let received = false;
    for (let k = low; k < stop; k++) {
      const e = exchanges[k] as number;
      if ((day[e] as number) >= until) break;
      if (from[e] === one) given = to[e] as number;
      else received = true;
      if (given >= 0 && received) return given;
    }
    return -1;
  };
  const mark = new Uint32Array(people);
  let round = 0;
  return {
    /** Whether two people have a two-way contact in common over the days [since, until). */
    haveCommon(one: number, other: number, since: number, until: number): boolean {
      round++;
      for (const pair of pairsWith[one] ?? []) {
        const contact = contactOf(one, pair, since, until);
        if (contact >= 0) mark[contact] = round;
      }
      return (pairsWith[other] ?? []).some((pair) => {
        const contact = contactOf(other, pair, since, until);
        return contact >= 0 && mark[contact] === round;
      });
    },
  };
}

function communitiesOf(people: number, { person, community, since, until }: CommunitySpells) {
  const own: number[][] = Array.from({ length: people }, () => []);
  person.forEach((one, k) => own[one]?.push(k));
  const at = (one: number, day: number): Set<number> =>
    new Set(
      (own[one] ?? []).flatMap((k) =>
        (since[k] as number) <= day && day < (until[k] as number) ? [community[k] as number] : [],
      ),
    );
  return {
    /** Whether two people are in a community together on a day, `except` one. */
    haveCommon(one: number, other: number, day: number, except: number): boolean {
      const circle = at(one, day);
      circle.delete(except);
      return circle.size > 0 && [...at(other, day)].some((place) => circle.has(place));
    },
  };
}
