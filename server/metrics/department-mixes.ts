import type { ResolvedFilter } from '../contract/filters.ts';
import { affiliations } from '../facts/affiliations.ts';
import type { Db } from '../facts/db.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { firstNotBelow } from '../graph/first-not-below.ts';
import { groupedBy } from '../models/counting-sort.ts';
import type { Contributors } from './community-contributors.ts';

/** The departments that anybody stood in during a period, and who was of which on a day. */
export interface Departments {
  /** People of each department at any time in the period, departments by name. */
  readonly people: Float64Array;
  /** The mix of some contributors, everybody by the department of their last contribution. O(log stays) each. */
  mixOf(contributors: Pick<Contributors, 'count' | 'person' | 'lastDay'>): DepartmentMix;
}

export interface DepartmentMix {
  /** Contributors of each department. */
  readonly counts: Float64Array;
  /** Contributors who are not external, of known department or not. */
  readonly people: number;
}

export async function loadDepartments(db: Db, filter: Pick<ResolvedFilter, 'from' | 'to'>): Promise<Departments> {
  const none = new Float64Array();
  const [size = none] = await db.columns(1, sql`select people from (${departmentsIn(filter)}) order by department`);
  const [person = none, since = none, department = none, isExternal = none] = await db.columns(
    4,
    sql`
      select n.person, (a.since - date '1970-01-01')::integer, coalesce(d.number, ${unknown}), a.is_external::integer
      from (${affiliations()}) a join person_numbers n using (person_id)
      left join (
        select department, (row_number() over (order by department) - 1)::integer as number
        from (${departmentsIn(filter)})
      ) d on d.department = a.department
      order by a.since`,
  );
  const people = 1 + person.reduce((largest, who) => Math.max(largest, who), -1);
  const { order, begins } = groupedBy(person, people);
  const starts = Float64Array.from(order, (k) => since[k] as number);
  const own = Int32Array.from(order, (k) => (isExternal[k] === 1 ? external : (department[k] as number)));
  return {
    people: size,
    mixOf({ count, person: who, lastDay }) {
      const counts = new Float64Array(size.length);
      let everyone = 0;
      for (let k = 0; k < count; k++) {
        const on = lastDay[k] as number;
        const begin = begins[who[k] as number] ?? starts.length;
        const end = begins[(who[k] as number) + 1] ?? begin;
        // Nearly all stand where they stood last.
        const isLast = end > begin && (starts[end - 1] as number) <= on;
        const after = isLast ? end : firstNotBelow(starts, on + 1, begin, end);
        // Nothing is known of whoever wrote before their first stay.
        const group = after > begin ? (own[after - 1] as number) : unknown;
        if (group === external) continue;
        everyone += 1;
        if (group !== unknown) counts[group] = (counts[group] as number) + 1;
      }
      return { counts, people: everyone };
    },
  };
}

const unknown = -1;
const external = -2;

/** (department, people) of everyone who stood in a department at any time in the period. */
function departmentsIn({ from, to }: Pick<ResolvedFilter, 'from' | 'to'>): Sql {
  return sql`
    select department, count(distinct person_id)::integer as people
    from (
      select *, lead(since) over (partition by person_id order by since) as until from (${affiliations()})
    )
    where department is not null
      ${to === null ? nothing : sql`and since < ${to}::date`}
      ${from === null ? nothing : sql`and coalesce(until > ${from}::date, true)`}
    group by department`;
}
