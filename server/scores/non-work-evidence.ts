import { z } from 'zod';
import type { TieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { numberedEventsWithin, numberedPeople } from '../facts/tie-events.ts';
import type { Surroundings } from '../models/community-suits.ts';
import { everyWeekOnce, exchangeOn, type WrittenEvidence, writtenEvidence } from '../models/written-exchange.ts';
import { loadWrittenEvidence } from './ambassador-evidence.ts';
import { type Candidate, departmentIndex } from './candidates.ts';
import type { ScoreWindow } from './score-window.ts';

/** Communities of work; those of the organisation itself are neither of work nor outside it. */
const professional = ['practice', 'expertise', 'sector', 'project'] as const;

/** A community is suggested while it lives, and when it is large enough that nobody is singled out by it. */
const livingDays = 28;
const fewestWriters = 5;

/** What people do in public communities of interest, and how much in those of work. */
export interface NonWorkEvidence {
  /** Replies and mentions in communities of interest, by pair and week. */
  readonly written: WrittenEvidence;
  /** Posts and replies there, per person and week (row-major). */
  readonly visible: Float64Array;
  /** Name of the community of interest where each person writes most; null where none is. */
  readonly place: readonly (string | null)[];
  /** Posts and replies in communities of work, per person. */
  readonly atWork: Float64Array;
}

/** How many communities there are of interest, of work, and of no known type. */
export async function communityKinds({ db }: Pick<Snapshot, 'db'>) {
  return await db.one(
    z.object({ interest: z.number(), work: z.number(), typed: z.number() }),
    sql`
      select count(*) filter (where type = 'interest') as interest, count(*) filter (where ${isWork}) as work,
        count(type) as typed
      from communities`,
  );
}

const isWork = sql`list_contains(string_split(${professional.join(',')}, ','), type)`;

/** @param community only this community of interest; null for all. Private ones count for nobody. */
export async function loadNonWorkEvidence(
  { db }: Pick<Snapshot, 'db'>,
  window: ScoreWindow,
  people: number,
  community: string | null,
): Promise<NonWorkEvidence> {
  const week: Sql = sql`(floor((e.day - date '1970-01-01' + 3) / 7) - ${window.firstWeek})`;
  const events = sql`
    select e.*, n.i, c.community_id, c.type, c.name, c.visibility
    from (${numberedEventsWithin(window.filter)}) e
    join (${numberedPeople(window.filter)}) n on n.person = e.actor
    join community_numbers k using (community)
    join communities c using (community_id)
    where e.day is not null`;
  const interest = sql`
    select * from (${events})
    where type = 'interest' and visibility is distinct from 'private'
      ${community === null ? nothing : sql`and community_id = ${community}`}`;
  const [from = none, to = none, at = none, weight = none, replied = none] = await db.columns(
    5,
    sql`
      select e.i, t.i, ${week}, count(*), max((e.kind = 'reply')::integer)
      from (${interest}) e join (${numberedPeople(window.filter)}) t on t.person = e.target
      where e.kind in ('reply', 'mention') and ${anotherPerson(sql`e.actor`, sql`e.target`)}
      group by 1, 2, 3 order by 1, 2, 3`,
  );
  const wrote = sql`select * from (${interest}) where kind in ('post', 'reply', 'share')`;
  const [person = none, when = none, count = none] = await db.columns(
    3,
    sql`select e.i, ${week}, count(*) from (${wrote}) e group by 1, 2`,
  );
  const visible = new Float64Array(people * window.weeks);
  person.forEach((who, k) => (visible[who * window.weeks + (when[k] ?? 0)] = count[k] ?? 0));
  const places = await db.all(
    z.object({ i: z.number(), name: z.string() }),
    sql`
      select i, arg_max(name, (n, name)) as name
      from (select i, name, count(*) as n from (${wrote}) group by i, name) group by i`,
  );
  const place = Array.from({ length: people }, (): string | null => null);
  for (const { i, name } of places) place[i] = name;
  const [worker = none, posts = none] = await db.columns(
    2,
    sql`
      select i, count(*) from (${events}) where kind in ('post', 'reply', 'share') and ${isWork} group by i`,
  );
  const atWork = new Float64Array(people);
  worker.forEach((who, k) => (atWork[who] = posts[k] ?? 0));
  return { written: writtenEvidence(people, window.weeks, from, to, at, weight, replied), visible, place, atWork };
}

const none = new Float64Array(0);

/** Who knows whom, and who writes in the public communities of work that live; `names` of these, by index. */
export async function loadSurroundings(
  snapshot: Snapshot,
  window: ScoreWindow,
  candidates: readonly Candidate[],
  parameters: TieParameters,
): Promise<Surroundings & { readonly names: readonly string[] }> {
  const rows = await snapshot.db.all(
    z.object({ community_id: z.string(), name: z.string(), people: z.array(z.number()) }),
    sql`
      select c.community_id, c.name, list_sort(list(distinct n.i)) as people
      from (${numberedEventsWithin(window.filter)}) e
      join (${numberedPeople(window.filter)}) n on n.person = e.actor
      join community_numbers k using (community)
      join communities c using (community_id)
      where e.kind in ('post', 'reply', 'share') and ${isWork} and c.visibility is distinct from 'private'
        and coalesce(c.archived_on >= ${window.filter.to}::date, true)
      group by c.community_id, c.name
      having count(distinct n.i) >= ${fewestWriters} and max(e.day) >= ${window.filter.to}::date - ${livingDays}::integer
      order by c.community_id`,
  );
  const written = await loadWrittenEvidence(snapshot, window, candidates.length, parameters);
  const { partnerOffsets, partners } = exchangeOn(written, everyWeekOnce(written.weeks));
  return {
    partnerOffsets,
    partners,
    departmentOf: departmentIndex(candidates).of,
    writers: rows.map(({ people }) => people),
    names: rows.map(({ name }) => name),
  };
}
