import { groupedBy } from './counting-sort.ts';

/** What each person has over days [since, until), whatever it is: that of person v is at `begins[v]` to `begins[v + 1]` (out). */
export interface OwnSpells {
  readonly begins: Uint32Array;
  /** Which of the things that people may have in common. */
  readonly what: ArrayLike<number>;
  readonly since: ArrayLike<number>;
  readonly until: ArrayLike<number>;
}

/** Spells by person, from one line each in any order. O(spells + people). */
export function ownSpells(
  people: number,
  lines: Readonly<Record<'person' | 'what' | 'since' | 'until', ArrayLike<number>>>,
): OwnSpells {
  const { order, begins } = groupedBy(lines.person, people);
  const sorted = (values: ArrayLike<number>): Float64Array =>
    new Float64Array(order.length).map((_, k) => values[order[k] as number] as number);
  return { begins, what: sorted(lines.what), since: sorted(lines.since), until: sorted(lines.until) };
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
    for (const { begins, what, since, until } of parts) {
      for (let k = begins[one] as number; k < (begins[one + 1] as number); k++) {
        if ((since[k] as number) > day || (until[k] as number) <= day) continue;
        const thing = what[k] as number;
        if (thing !== except && isLeftOut[thing] === 0) mark[thing] = round;
      }
    }
    return parts.some(({ begins, what, since, until }) => {
      for (let k = begins[other] as number; k < (begins[other + 1] as number); k++) {
        if ((since[k] as number) > day || (until[k] as number) <= day) continue;
        if (mark[what[k] as number] === round) return true;
      }
      return false;
    });
  };
}
