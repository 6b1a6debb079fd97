import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Snapshot } from '../facts/open.ts';
import { refusedPeople } from '../facts/refused-people.ts';
import { sql } from '../facts/sql.ts';
import { networkPeople, numberedPeople } from '../facts/tie-events.ts';
import { dayNumber } from '../models/day-number.ts';
import { hiddenDepartments } from '../privacy.ts';
import { AnswerCache } from '../state/answer-cache.ts';

const Person = z.object({
  person_id: z.string(),
  department: z.string().nullable(),
  is_external: z.boolean(),
  site: z.string().nullable(),
  arrived_on: z.string().nullable(),
  has_left: z.boolean(),
  in_scope: z.boolean(),
});

/** A node of the network with what decides whether it may be proposed. The array index is the node's index. */
export interface Candidate {
  readonly id: string;
  readonly department: string | null;
  /** The department, unless it is so small that it would tell who the person is. */
  readonly shownDepartment: string | null;
  readonly site: string | null;
  readonly isExternal: boolean;
  readonly hasLeft: boolean;
  /** Asked not to be proposed: named nowhere, and nobody is compared with them. */
  readonly hasRefused: boolean;
  /** Inside the department asked for, or everyone. */
  readonly inScope: boolean;
  /** Day number of arrival, or of the first words when no arrival is known or they came earlier; null: neither. */
  readonly arrivedOn: number | null;
}

/** Lists that the scores of a page share: some 20 MB for 100,000 people. */
const mostKept = 2;
const known = new WeakMap<Snapshot, AnswerCache<readonly Candidate[]>>();

/**
 * Everyone who is a node under the filter, in the order of `numberedPeople`. Undated data: as of their end. Loaded once for
 * as long as nobody refuses or takes it back: nobody may write to it.
 */
export async function loadCandidates(
  snapshot: Snapshot,
  filter: Pick<ResolvedFilter, 'to' | 'community'>,
  department: string | null,
): Promise<readonly Candidate[]> {
  const refused = await refusedPeople(snapshot);
  const lists = known.get(snapshot) ?? new AnswerCache<readonly Candidate[]>(mostKept);
  known.set(snapshot, lists);
  const key = JSON.stringify([filter.to, filter.community, department, [...refused].sort()]);
  return await lists.get(key, () => readCandidates(snapshot, filter, department, refused));
}

async function readCandidates(
  snapshot: Snapshot,
  filter: Pick<ResolvedFilter, 'to' | 'community'>,
  department: string | null,
  refused: ReadonlySet<string>,
): Promise<readonly Candidate[]> {
  const to = filter.to ?? '9999-12-31';
  const rows = await snapshot.db.all(
    Person,
    sql`
      with known as (
        select person_id, min(joined_on) as joined_on, max(left_on) as left_on,
          arg_max_null(site, coalesce(valid_from, date '0001-01-01'))
            filter (where valid_from is null or valid_from < ${to}::date) as site
        from people
        group by person_id
      ),
      -- A reaction is no beginning: giving one earlier would make someone's words look steadier.
      spoken as (select person, min(day) as first_day from numbered_days where posts + replies > 0 group by person)
      select n.person_id, d.department, d.is_external, k.site,
        least(k.joined_on, f.first_day) as arrived_on,
        coalesce(k.left_on < ${to}::date, false) as has_left,
        ${department}::varchar is null or coalesce(d.department = ${department}, false) as in_scope
      from (${numberedPeople(filter)}) n
      join (${networkPeople(filter)}) d using (person_id)
      join known k using (person_id)
      left join spoken f using (person)
      order by n.i`,
  );
  const hidden = await hiddenDepartments(snapshot);
  return rows.map((row) => ({
    id: row.person_id,
    department: row.department,
    shownDepartment: row.department === null || hidden.has(row.department) ? null : row.department,
    site: row.department === null || hidden.has(row.department) ? null : row.site,
    isExternal: row.is_external,
    hasLeft: row.has_left,
    hasRefused: refused.has(row.person_id),
    inScope: row.in_scope,
    arrivedOn: row.arrived_on === null ? null : dayNumber(row.arrived_on),
  }));
}

/** Index of each candidate's department among the names, -1 when unknown. */
export function departmentIndex(candidates: readonly Candidate[]): { of: Int32Array; names: readonly string[] } {
  const names = [...new Set(candidates.flatMap(({ department }) => department ?? []))].sort();
  const at = new Map(names.map((name, index) => [name, index]));
  return {
    of: Int32Array.from(candidates, ({ department }) => (department === null ? -1 : (at.get(department) ?? -1))),
    names,
  };
}
