import { groupedBy } from './counting-sort.ts';
import { type InCommon, inCommon, type OwnSpells, ownSpells } from './own-spells.ts';

/** Who was in which community, over days [since, until). */
export interface CommunitySpells {
  readonly person: ArrayLike<number>;
  readonly community: ArrayLike<number>;
  readonly since: ArrayLike<number>;
  readonly until: ArrayLike<number>;
}

/** Who contributed to which community on which day. */
export interface Contributions {
  readonly person: Int32Array;
  readonly community: Int32Array;
  readonly day: Int32Array;
}

/** Who is in which communities: members, and for so many days after it those who contributed there. */
export interface CirclesInput {
  readonly people: number;
  readonly communities: number;
  readonly spells: CommunitySpells;
  readonly contributions: Contributions;
  /** Days that a contribution makes somebody one of a community for, from the next day on. */
  readonly presentFor: number;
  /** 1 for communities that bring nobody together. */
  readonly isOpenToAll: Uint8Array;
}

/**
 * Whether two people are in a community together on a day, `except` one. Communities in which more than half of the
 * people ever were bring nobody together either. O(spells + contributions), then for each question the spells of both.
 */
export function communityCircles(input: CirclesInput): InCommon {
  const { people, communities, spells } = input;
  const parts = [ownSpells(people, { ...spells, what: spells.community }), presenceOf(input)];
  const isLeftOut = input.isOpenToAll.slice();
  const known = new Uint32Array(communities);
  const lastKnown = new Int32Array(communities).fill(-1);
  for (let one = 0; one < people; one++) {
    for (const { begins, what } of parts) {
      for (let k = begins[one] as number; k < (begins[one + 1] as number); k++) {
        const where = what[k] as number;
        if (lastKnown[where] === one) continue;
        lastKnown[where] = one;
        known[where] = (known[where] as number) + 1;
      }
    }
  }
  for (let where = 0; where < communities; where++) if ((known[where] as number) > people / 2) isLeftOut[where] = 1;
  return inCommon(parts, communities, isLeftOut);
}

/** Contributions as spells: one goes on as long as the next contribution comes while the one before still counts. */
function presenceOf({ people, communities, contributions, presentFor }: CirclesInput): OwnSpells {
  const grouped = groupedBy(contributions.person, people, daysInOrder(contributions.day));
  const begins = new Uint32Array(people + 1);
  const count = grouped.order.length;
  const what = new Int32Array(count);
  const since = new Int32Array(count);
  const until = new Int32Array(count);
  // The last spell in each community, and whose it is.
  const last = new Uint32Array(communities);
  const whose = new Int32Array(communities).fill(-1);
  let write = 0;
  for (let one = 0; one < people; one++) {
    for (let k = grouped.begins[one] as number; k < (grouped.begins[one + 1] as number); k++) {
      const e = grouped.order[k] as number;
      const where = contributions.community[e] as number;
      const next = (contributions.day[e] as number) + 1;
      const spell = last[where] as number;
      if (whose[where] === one && next <= (until[spell] as number)) until[spell] = next + presentFor;
      else {
        whose[where] = one;
        last[where] = write;
        what[write] = where;
        since[write] = next;
        until[write++] = next + presentFor;
      }
    }
    begins[one + 1] = write;
  }
  return { begins, what, since, until };
}

/** Positions in the order of the days. */
function daysInOrder(day: Int32Array): Uint32Array {
  if (day.length === 0) return new Uint32Array();
  let first = day[0] as number;
  let last = first;
  for (const one of day) {
    if (one < first) first = one;
    if (one > last) last = one;
  }
  const sinceFirst = day.map((one) => one - first);
  return groupedBy(sinceFirst, last - first + 1).order;
}
