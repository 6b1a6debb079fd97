import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Db } from './db.ts';
import { nothing, type Sql, sql } from './sql.ts';
import { numberedPeople } from './tie-events.ts';

/** What the organisation groups its people by. */
export const groupings = ['department', 'division', 'site', 'level'] as const;
export type Grouping = (typeof groupings)[number];

/** The column of `people`, spelt out: a name never comes from outside. */
const column: Readonly<Record<Grouping, Sql>> = {
  department: sql`department`,
  division: sql`division`,
  site: sql`site`,
  level: sql`level`,
};

const Stay = z.object({ person: z.number(), i: z.number(), label: z.string().nullable(), is_external: z.boolean() });
export type Stay = z.infer<typeof Stay>;

/** The former stays of people, each a node of its own; people as they are numbered, the stays numbered after them. */
export async function loadStays(db: Db, filter: ResolvedFilter, grouping: Grouping, people: number): Promise<Stay[]> {
  return await db.all(
    Stay,
    sql`with ${formerStays(filter, grouping, people)} select distinct person, i, label, is_external from stay order by i`,
  );
}

/** The group of each person on the last day of the period, by number; null when unknown, and for external people. */
export async function lastGroups(db: Db, filter: ResolvedFilter, grouping: Grouping): Promise<(string | null)[]> {
  const rows = await db.all(
    z.object({ label: z.string().nullable() }),
    sql`
      with ${spells(filter, grouping)}
      select l.label from (${numberedPeople(filter)}) n left join last l using (person_id) order by n.i`,
  );
  return rows.map(({ label }) => label);
}

/**
 * Common tables `node` (person_id, i) and `stay` (person, label, is_external, since, until, i): in which group people were
 * before their last one of the period, half-open. `person` is their number, `i` that of the stay, from `people` on.
 */
export function formerStays(filter: ResolvedFilter, grouping: Grouping, people: number): Sql {
  const { from } = filter;
  return sql`
    node as materialized (${numberedPeople(filter)}),
    ${spells(filter, grouping)},
    stay as (
      select n.i as person, s.label, s.is_external, s.since, s.until,
        ${people}::integer + (dense_rank() over (order by s.person_id, s.label, s.is_external) - 1)::integer as i
      from spell s
      join last using (person_id)
      join node n using (person_id)
      where s.until > s.since
        ${from === null ? nothing : sql`and s.until > ${from}::date`}
        and (s.label is distinct from last.label or s.is_external <> last.is_external)
    )`;
}

/** `spell`: the periods of each person up to the end of the filter's, and `last`, the latest of each. */
function spells({ to }: ResolvedFilter, grouping: Grouping): Sql {
  return sql`
    spell as (
      select person_id, if(affiliation = 'external', null, ${column[grouping]}) as label,
        affiliation = 'external' as is_external, since, lead(since) over (partition by person_id order by since) as until
      from (select *, coalesce(valid_from, date '0001-01-01') as since from people)
      where ${to === null ? sql`true` : sql`since < ${to}::date`}
    ),
    last as (
      select person_id, arg_max_null(label, since) as label, arg_max(is_external, since) as is_external
      from spell group by person_id
    )`;
}
