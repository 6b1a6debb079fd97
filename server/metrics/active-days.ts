import type { ResolvedFilter } from '../contract/filters.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { ascendingOrder, sortedBy } from '../models/counting-sort.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { activePeople } from './active-people.ts';

/** The days on which people contributed, as day numbers: those of person p, ascending and each once, begin at `begins[p]`. */
export interface ActiveDays {
  /** One more entry than people, who are known by the number of `person_numbers`. */
  readonly begins: Uint32Array;
  readonly days: Int32Array;
}

/** A filter's days take 4 bytes for each day of each person. */
const mostKept = 2;
const known = new WeakMap<Snapshot, AnswerCache<ActiveDays>>();

/** Over the whole history, inside the filter's department and community: measures of adoption are asked together and share it. */
export function activeDays(
  snapshot: Snapshot,
  { department, community }: Pick<ResolvedFilter, 'department' | 'community'>,
): Promise<ActiveDays> {
  let asked = known.get(snapshot);
  if (asked === undefined) {
    asked = new AnswerCache(mostKept);
    known.set(snapshot, asked);
  }
  return asked.get(JSON.stringify([department, community]), async () => {
    const [person = new Float64Array(), day = new Float64Array()] = await snapshot.db.columns(
      2,
      sql`select person, (day - date '1970-01-01')::integer from (${activePeople({ department, community })})`,
    );
    return daysOfEach(person, day);
  });
}

/** The days of each person from pairs in any order, some of them twice. O(pairs + people + days). */
export function daysOfEach(person: ArrayLike<number>, day: ArrayLike<number>): ActiveDays {
  let people = 0;
  for (let k = 0; k < person.length; k++) people = Math.max(people, (person[k] as number) + 1);
  const { begins, columns } = sortedBy(person, people, [day], ascendingOrder(day));
  const [days = new Int32Array()] = columns;
  let kept = 0;
  for (let p = 0; p < people; p++) {
    const end = begins[p + 1] as number;
    const begin = begins[p] as number;
    begins[p] = kept;
    for (let k = begin; k < end; k++) {
      const on = days[k] as number;
      if (kept === begins[p] || days[kept - 1] !== on) days[kept++] = on;
    }
  }
  begins[people] = kept;
  return { begins, days: days.slice(0, kept) };
}
