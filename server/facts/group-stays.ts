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

/**
 * The node of a person on a day (days since 1970-01-01): that of the former stay it falls in, or else the person. Stays of
 * the same person and label are one node.
 */
export async function formerNodes(
  db: Db,
  filter: ResolvedFilter,
  grouping: Grouping,
  people: number,
): Promise<(person: number, day: number) => number> {
  const [person = none, node = none, since = none, until = none] = await db.columns(
    4,
    sql`
      with ${formerStays(filter, grouping, people)}
      select person, i, (since - date '1970-01-01')::integer, (until - date '1970-01-01')::integer
      from stay order by person, since`,
  );
  const begins = new Uint32Array(people + 1);
  for (const one of person) begins[one + 1] = (begins[one + 1] as number) + 1;
  for (let v = 0; v < people; v++) begins[v + 1] = (begins[v + 1] as number) + (begins[v] as number);
  return (of, day) => {
    const end = begins[of + 1] as number;
    for (let k = begins[of] as number; k < end; k++)
      if (day >= (since[k] as number) && day < (until[k] as number)) return node[k] as number;
    return of;
  };
}

const none = new Float64Array(0);

/** The group of each person on the last day of the period, by number; null when unknown, and for external people. */
export async function lastGroups(db: Db, filter: ResolvedFilter, grouping: Grouping): Promise<(string | null)[]> {
  const { names } = await db.one(
    z.object({ names: z.array(z.string()) }),
    sql`
      with ${spells(filter, grouping)}
      select coalesce(list_sort(list(distinct label) filter (where label is not null)), []) as names from last`,
  );
  const [codes = none] = await db.columns(
    1,
    sql`
      with ${spells(filter, grouping)},
      code as (
        select label, (row_number() over (order by label) - 1)::integer as code
        from (select distinct label from last where label is not null)
      )
      select coalesce(c.code, -1)::integer
      from (${numberedPeople(filter)}) n
      left join last l using (person_id)
      left join code c using (label)
      order by n.i`,
  );
  return Array.from(codes, (code) => names[code] ?? null);
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
