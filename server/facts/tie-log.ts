import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Db } from './db.ts';
import { type Exchanges, exchangesOf, undated } from './exchanges.ts';
import { sql } from './sql.ts';
import { numberedPeople } from './tie-events.ts';

/** Where people were when: stays of each in the order of time, those of person v at `staysOf[v]` to `staysOf[v + 1]` (out). */
interface Stays {
  readonly people: number;
  readonly departments: readonly string[];
  readonly staysOf: Uint32Array;
  /** First day of each stay, as days since 1970-01-01. */
  readonly since: Int32Array;
  /** Department of each stay; -1 when unknown or external. */
  readonly department: Int32Array;
  readonly isExternal: Uint8Array;
}

/** Every dated tie event of a period and where people were when, read once to be looked at through many windows. */
export interface TieLog extends Stays {
  /** The node of each stay in a known department, one for each person and department; -1 for other stays. */
  readonly nodeOf: Int32Array;
  /** Department of each node. */
  readonly nodes: Int32Array;
  /** Lower and higher node of each event and its day, in the order of the lower node, then of the higher. */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly day: Int32Array;
  /** Null when all weigh 1. */
  readonly weight: Float64Array | null;
}

/** Before any day of a calendar: what holds since ever. */
const always = -1e9;

/** Reads the log of [from, to). O(events) beside the reading. */
export async function loadTieLog(db: Db, filter: Pick<ResolvedFilter, 'from' | 'to' | 'community'>): Promise<TieLog> {
  const stays = await readStays(db, filter);
  const { nodeOf, nodes } = nodesOf(stays);
  return { ...stays, nodeOf, nodes, ...ordered(await exchangesOf(db, filter), stays, nodeOf, nodes.length) };
}

async function readStays(db: Db, filter: Pick<ResolvedFilter, 'to' | 'community'>): Promise<Stays> {
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
      select n.i, coalesce(p.valid_from - date '1970-01-01', ${always})::integer,
        if(p.affiliation = 'external', -1, coalesce(c.code, -1))::integer, (p.affiliation = 'external')::integer
      from (${numberedPeople(filter)}) n
      join people p using (person_id)
      left join code c using (department)
      order by 1, 2`,
  );
  const people = (person.at(-1) ?? -1) + 1;
  const staysOf = new Uint32Array(people + 1);
  for (const v of person) staysOf[v + 1] = (staysOf[v + 1] as number) + 1;
  for (let v = 0; v < people; v++) staysOf[v + 1] = (staysOf[v + 1] as number) + (staysOf[v] as number);
  return {
    people,
    departments: names.map((one) => one.department),
    staysOf,
    since: Int32Array.from(since),
    department: Int32Array.from(department),
    isExternal: Uint8Array.from(external),
  };
}

const none = new Float64Array(0);

/** A node for each person in each known department, whatever the number of stays there. */
function nodesOf({ people, staysOf, department }: Stays): Pick<TieLog, 'nodeOf' | 'nodes'> {
  const nodeOf = new Int32Array(department.length).fill(-1);
  const nodes: number[] = [];
  for (let v = 0; v < people; v++) {
    const first = staysOf[v] as number;
    for (let k = first; k < (staysOf[v + 1] as number); k++) {
      const own = department[k] as number;
      if (own < 0) continue;
      const before = department.subarray(first, k).indexOf(own);
      nodeOf[k] = before < 0 ? nodes.push(own) - 1 : (nodeOf[first + before] as number);
    }
  }
  return { nodeOf, nodes: Int32Array.from(nodes) };
}

/** What goes with the events of a log, in the order in which they stand. */
type Columns = Pick<TieLog, 'low' | 'high' | 'day' | 'weight'>;

/** The dated events between two people of known department, sorted by their nodes. */
function ordered({ from, to, day, weight }: Exchanges, stays: Stays, nodeOf: Int32Array, nodes: number): Columns {
  const low = new Uint32Array(from.length);
  const high = new Uint32Array(from.length);
  const days = new Int32Array(from.length);
  const weights = weight === null ? null : new Float64Array(from.length);
  let events = 0;
  for (let e = 0; e < from.length; e++) {
    const on = day[e] as number;
    if (on === undated || from[e] === to[e] || weight?.[e] === 0) continue;
    const a = nodeOf[stayOn(stays, from[e] as number, on)] ?? -1;
    const b = nodeOf[stayOn(stays, to[e] as number, on)] ?? -1;
    if (a < 0 || b < 0) continue;
    low[events] = Math.min(a, b);
    high[events] = Math.max(a, b);
    days[events] = on;
    if (weight !== null && weights !== null) weights[events] = weight[e] as number;
    events++;
  }
  const kept = {
    low: low.subarray(0, events),
    high: high.subarray(0, events),
    day: days.subarray(0, events),
    weight: weights === null ? null : weights.subarray(0, events),
  };
  return sortedBy('low', sortedBy('high', kept, nodes), nodes);
}

/** The events in the order of one of their ends, among equals as they stood. A counting sort: O(events + nodes). */
function sortedBy(end: 'low' | 'high', columns: Columns, nodes: number): Columns {
  const key = columns[end];
  const other = columns[end === 'low' ? 'high' : 'low'];
  const begins = new Uint32Array(nodes + 1);
  for (let e = 0; e < key.length; e++) begins[(key[e] as number) + 1] = (begins[(key[e] as number) + 1] as number) + 1;
  for (let v = 0; v < nodes; v++) begins[v + 1] = (begins[v + 1] as number) + (begins[v] as number);
  const sorted = new Uint32Array(key.length);
  for (let v = 0; v < nodes; v++) sorted.fill(v, begins[v], begins[v + 1]);
  const carried = new Uint32Array(key.length);
  const day = new Int32Array(key.length);
  const weight = columns.weight === null ? null : new Float64Array(key.length);
  for (let e = 0; e < key.length; e++) {
    const node = key[e] as number;
    const slot = begins[node] as number;
    begins[node] = slot + 1;
    carried[slot] = other[e] as number;
    day[slot] = columns.day[e] as number;
    if (weight !== null) weight[slot] = columns.weight?.[e] as number;
  }
  return { ...(end === 'low' ? { low: sorted, high: carried } : { low: carried, high: sorted }), day, weight };
}

/** The stay of a person on a day; -1 before the first. */
export function stayOn({ staysOf, since }: Stays, person: number, day: number): number {
  const first = staysOf[person] as number;
  for (let k = (staysOf[person + 1] as number) - 1; k >= first; k--) if ((since[k] as number) <= day) return k;
  return -1;
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
