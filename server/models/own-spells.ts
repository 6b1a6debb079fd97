import { firstNotBelow } from '../graph/first-not-below.ts';
import { groupedBy } from './counting-sort.ts';

/** What each person has over days [since, until), whatever it is: that of person v is at `begins[v]` to `begins[v + 1]` (out). */
export interface OwnSpells {
  readonly begins: Uint32Array;
  /** Which of the things that people may have in common. */
  readonly what: Int32Array;
  readonly since: Int32Array;
  /** Null where all last `lasting` days; those of a person then stand in the order of `since`. */
  readonly until: Int32Array | null;
  readonly lasting: number;
}

/** Spells by person, from one line each in any order. O(spells + people). */
export function ownSpells(
  people: number,
  lines: Readonly<Record<'person' | 'what' | 'since' | 'until', ArrayLike<number>>>,
): OwnSpells {
  const { order, begins } = groupedBy(lines.person, people);
  const sorted = (values: ArrayLike<number>): Int32Array => {
    const inOrder = new Int32Array(order.length);
    for (let k = 0; k < order.length; k++) inOrder[k] = values[order[k] as number] as number;
    return inOrder;
  };
  return { begins, what: sorted(lines.what), since: sorted(lines.since), until: sorted(lines.until), lasting: 0 };
}

/** Whether two people have something in common on a day. */
export type InCommon = (one: number, other: number, day: number, except?: number) => boolean;

/**
 * Compares what people have, of so many things in all. For each question O(spells of both).
 * @param isLeftOut 1 for things that never count
 */
export function inCommon(parts: readonly OwnSpells[], things: number, isLeftOut = new Uint8Array(things)): InCommon {
  const mark = new Uint32Array(things);
  let round = 0;
  return (one, other, day, except = -1) => {
    round++;
    for (const part of parts) {
      const end = endOn(part, one, day);
      for (let k = beginOn(part, one, day); k < end; k++) {
        if (!isOn(part, k, day)) continue;
        const thing = part.what[k] as number;
        if (thing !== except && isLeftOut[thing] === 0) mark[thing] = round;
      }
    }
    return parts.some((part) => {
      const end = endOn(part, other, day);
      for (let k = beginOn(part, other, day); k < end; k++) {
        if (mark[part.what[k] as number] === round && isOn(part, k, day)) return true;
      }
      return false;
    });
  };
}

const isOn = ({ since, until }: OwnSpells, k: number, day: number): boolean =>
  until === null || ((since[k] as number) <= day && day < (until[k] as number));

/** Where the spells of a person that may hold a day begin, and where they end (out): exactly these where all last as long. */
const beginOn = ({ begins, since, until, lasting }: OwnSpells, person: number, day: number): number =>
  until === null ? firstFrom(since, begins, person, day - lasting + 1) : (begins[person] as number);
const endOn = ({ begins, since, until }: OwnSpells, person: number, day: number): number =>
  until === null ? firstFrom(since, begins, person, day + 1) : (begins[person + 1] as number);

/** The first spell of a person since that day or later, by binary search. */
function firstFrom(since: Int32Array, begins: Uint32Array, person: number, day: number): number {
  return firstNotBelow(since, day, begins[person] as number, begins[person + 1] as number);
}
