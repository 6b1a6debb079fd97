import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import { buildDirected, type Graph, undirected } from '../graph/graph.ts';
import type { Groups } from '../graph/groups.ts';
import { anotherPerson } from './another-person.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import { numberedPeople, tieEvents } from './tie-events.ts';

/** Every dated tie event of a period and where people were when, read once to be looked at through many windows. */
export interface TieLog {
  readonly people: number;
  readonly departments: readonly string[];
  /** Ends, day number and number of the events of a pair on a day, in the order of days. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly day: Int32Array;
  readonly events: Float64Array;
  /** Stays of each person in the order of time: those of person v are at `staysOf[v]` to `staysOf[v + 1]` (out). */
  readonly staysOf: Uint32Array;
  readonly since: Int32Array;
  /** Department of each stay; -1 when unknown or external. */
  readonly department: Int32Array;
  readonly isExternal: Uint8Array;
}

/** The network of one window: nodes are people in a department, ties weigh their events, each for the departments of its day. */
export interface WindowNetwork {
  readonly graph: Graph;
  readonly groups: Groups;
  /** Share of the internal people whose department is known on the last day of the window. */
  readonly known: number;
}

/** Before any day of a calendar: what holds since ever. */
const always = -1e9;

/** Reads the log of [from, to). O(events) in SQL. */
export async function loadTieLog(db: Db, filter: Pick<ResolvedFilter, 'from' | 'to' | 'community'>): Promise<TieLog> {
  const names = await db.all(
    z.object({ department: z.string() }),
    sql`select distinct department from people
        where kind = 'human' and department is not null and affiliation <> 'external' order by department`,
  );
  const [person = none, since = none, department = none, external = none] = await db.columns(
    4,
    sql`
      with code as (
        select department, row_number() over (order by department) - 1 as code
        from (select distinct department from people
          where kind = 'human' and department is not null and affiliation <> 'external')
      )
      select n.i, coalesce(p.valid_from - date '1970-01-01', ${always}),
        if(p.affiliation = 'external', -1, coalesce(c.code, -1)), (p.affiliation = 'external')::integer
      from (${numberedPeople(filter)}) n
      join people p using (person_id)
      left join code c using (department)
      order by 1, 2`,
  );
  const [from = none, to = none, day = none, events = none] = await db.columns(
    4,
    sql`
      with node as materialized (${numberedPeople(filter)})
      select a.i, b.i, e.day - date '1970-01-01' as day, sum(e.weight)
      from (${tieEvents(filter)}) e
      join node a on a.person_id = e.actor_id
      join node b on b.person_id = e.target_id
      where e.day is not null and ${anotherPerson(sql`e.actor_id`, sql`e.target_id`)}
      group by all order by day`,
  );
  const people = (person.at(-1) ?? -1) + 1;
  const staysOf = new Uint32Array(people + 1);
  for (const v of person) staysOf[v + 1] = (staysOf[v + 1] as number) + 1;
  for (let v = 0; v < people; v++) staysOf[v + 1] = (staysOf[v + 1] as number) + (staysOf[v] as number);
  return {
    people,
    departments: names.map((one) => one.department),
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    day: Int32Array.from(day),
    events,
    staysOf,
    since: Int32Array.from(since),
    department: Int32Array.from(department),
    isExternal: Uint8Array.from(external),
  };
}

const none = new Float64Array(0);

/** The stay of a person on a day; -1 before the first. */
function stayOn({ staysOf, since }: TieLog, person: number, day: number): number {
  const first = staysOf[person] as number;
  for (let k = (staysOf[person + 1] as number) - 1; k >= first; k--) if ((since[k] as number) <= day) return k;
  return -1;
}

/** The network of the days [begin, end). */
export function windowOf(log: TieLog, begin: number, end: number): WindowNetwork {
  const { people, department, isExternal } = log;
  const labelOn = (person: number, day: number): number => department[stayOn(log, person, day)] ?? -1;
  const labels = Array.from({ length: people }, (_, v) => labelOn(v, end - 1));
  const former = new Map<number, number>();
  const nodeOf = (person: number, label: number): number => {
    if (labels[person] === label) return person;
    const key = person * log.departments.length + label;
    const known = former.get(key) ?? labels.push(label) - 1;
    former.set(key, known);
    return known;
  };
  const [from, to, weight]: [number[], number[], number[]] = [[], [], []];
  for (let e = firstFrom(log.day, begin); e < log.day.length && (log.day[e] as number) < end; e++) {
    const day = log.day[e] as number;
    const one = log.from[e] as number;
    const other = log.to[e] as number;
    const a = labelOn(one, day);
    const b = labelOn(other, day);
    if (a < 0 || b < 0) continue;
    from.push(nodeOf(one, a));
    to.push(nodeOf(other, b));
    weight.push(log.events[e] as number);
  }
  let internal = 0;
  let known = 0;
  for (let v = 0; v < people; v++) {
    if (isExternal[Math.max(stayOn(log, v, end - 1), log.staysOf[v] as number)] === 1) continue;
    internal++;
    if ((labels[v] as number) >= 0) known++;
  }
  return {
    graph: undirected(
      buildDirected(labels.length, Uint32Array.from(from), Uint32Array.from(to), Float64Array.from(weight)),
      'sum',
    ),
    groups: { of: Int32Array.from(labels), count: log.departments.length },
    known: internal === 0 ? 0 : known / internal,
  };
}

/** Position of the first of the ascending days from `begin` on. */
function firstFrom(days: Int32Array, begin: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < begin) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The last day in (begin, end) on which at least `share` of the people of known department came to be in another one, and
 * what share that was; null when there is none.
 */
export function lastReorganisation(
  log: TieLog,
  begin: number,
  end: number,
  share: number,
): { readonly day: number; readonly share: number } | null {
  const moved = new Map<number, number>();
  let known = 0;
  for (let v = 0; v < log.people; v++) {
    const stays = log.staysOf[v + 1] as number;
    if ((log.department[stays - 1] ?? -1) >= 0) known++;
    for (let k = (log.staysOf[v] as number) + 1; k < stays; k++) {
      const day = log.since[k] as number;
      const [before, after] = [log.department[k - 1] as number, log.department[k] as number];
      if (day > begin && day < end && before >= 0 && after >= 0 && before !== after)
        moved.set(day, (moved.get(day) ?? 0) + 1);
    }
  }
  const found = [...moved].filter(([, people]) => people >= share * known).sort(([a], [b]) => b - a)[0];
  return found === undefined ? null : { day: found[0], share: found[1] / known };
}
