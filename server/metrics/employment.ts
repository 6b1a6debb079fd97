import type { Db } from '../facts/db.ts';
import { sql } from '../facts/sql.ts';

/** Who worked in the organisation, or in a department of it, on which days. */
export interface Employment {
  /** The people employed on a day number, by the number of `person_numbers`, each once. O(rows of the directory). */
  on(day: number): Int32Array;
}

/**
 * Humans who had arrived and not yet left, externals apart, and who stood in the department on that day when one is given.
 * A date that the directory does not tell bounds nothing.
 */
export async function loadEmployment(db: Db, department: string | null): Promise<Employment> {
  const none = new Float64Array();
  const [person = none, counts = none, isThere = none, joined = none, left = none, from = none, to = none] =
    await db.columns(
      7,
      sql`
        select n.person, (p.kind = 'human' and p.affiliation <> 'external')::integer,
          coalesce(p.affiliation <> 'external' and p.department = ${department}::varchar, false)::integer,
          (p.joined_on - date '1970-01-01')::integer, (p.left_on - date '1970-01-01')::integer,
          (p.valid_from - date '1970-01-01')::integer, (p.valid_to - date '1970-01-01')::integer
        from people p join person_numbers n using (person_id)`,
    );
  const most = person.reduce((largest, number) => Math.max(largest, number), -1);
  const stands = new Int32Array(most + 1).fill(-1);
  const found = new Int32Array(most + 1).fill(-1);
  const people = new Int32Array(most + 1);
  let asked = -1;
  // A comparison with NaN, a date not told, is false.
  const covers = (since: number | undefined, until: number | undefined, day: number): boolean =>
    !((since as number) > day) && !((until as number) <= day);
  return {
    on(day) {
      asked += 1;
      let kept = 0;
      if (department !== null) {
        for (let k = 0; k < person.length; k++) {
          if (isThere[k] === 1 && covers(from[k], to[k], day)) stands[person[k] as number] = asked;
        }
      }
      for (let k = 0; k < person.length; k++) {
        const who = person[k] as number;
        if (counts[k] !== 1 || found[who] === asked || !covers(joined[k], left[k], day)) continue;
        if (department !== null && stands[who] !== asked) continue;
        found[who] = asked;
        people[kept++] = who;
      }
      return people.slice(0, kept);
    },
  };
}
