import { ascendingOrder } from './counting-sort.ts';
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
  readonly person: ArrayLike<number>;
  readonly community: ArrayLike<number>;
  readonly day: ArrayLike<number>;
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

/** Contributions as spells by person, in the order of time: each from the day after for as long as it counts. */
function presenceOf({ people, contributions: { person, community, day }, presentFor }: CirclesInput): OwnSpells {
  const inTime = ascendingOrder(day);
  const begins = new Uint32Array(people + 2);
  for (let k = 0; k < person.length; k++) {
    const after = (person[k] as number) + 2;
    begins[after] = (begins[after] as number) + 1;
  }
  for (let one = 2; one < begins.length; one++) begins[one] = (begins[one] as number) + (begins[one - 1] as number);
  const what = new Int32Array(person.length);
  const since = new Int32Array(person.length);
  for (let i = 0; i < person.length; i++) {
    const k = inTime === undefined ? i : (inTime[i] as number);
    const slot = (person[k] as number) + 1;
    const at = begins[slot] as number;
    begins[slot] = at + 1;
    what[at] = community[k] as number;
    since[at] = (day[k] as number) + 1;
  }
  return { begins: begins.subarray(0, people + 1), what, since, until: null, lasting: presentFor };
}
