import type { TieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { eventsWithin, numberedPeople } from '../facts/tie-events.ts';
import { writtenTies } from '../facts/tie-strength.ts';
import type { AmbassadorEvidence, QuestionEvidence } from '../models/ambassador-facets.ts';
import { dayNumber } from '../models/day-number.ts';
import { type OperationalClock, operationalClock } from '../models/operational-clock.ts';
import { type WrittenEvidence, writtenEvidence } from '../models/written-exchange.ts';
import type { Candidate } from './candidates.ts';
import { loadDatedPartners } from './dated-partners.ts';
import { daysOfWeek, type ScoreWindow } from './score-window.ts';

/** Loads all that the facets look at into typed arrays: nothing after the window. O(events of the window) in SQL. */
export async function loadAmbassadorEvidence(
  snapshot: Snapshot,
  window: ScoreWindow,
  candidates: readonly Candidate[],
  parameters: TieParameters,
): Promise<AmbassadorEvidence> {
  const replies = await loadReplies(snapshot, window);
  return {
    written: await loadWrittenEvidence(snapshot, window, candidates.length, parameters),
    partnersAt: await loadDatedPartners(snapshot, window, candidates, parameters),
    visible: await loadVisible(snapshot, window, candidates.length),
    present: presence(await loadClock(snapshot, window), window, candidates),
    replyOffsets: rowOffsets(candidates.length, replies[0]),
    replyCommunity: Uint32Array.from(replies[1]),
    replyWeek: Uint8Array.from(replies[2]),
    replyCount: Uint32Array.from(replies[3]),
    questions: snapshot.capabilities.includes('questions')
      ? await loadQuestions(snapshot, window, candidates.length)
      : null,
  };
}

/** Index of the ISO week of a column of days, counted from the first week of the window. */
const weekOf = (window: ScoreWindow, day: Sql): Sql =>
  sql`(floor((${day} - date '1970-01-01' + 3) / 7) - ${window.firstWeek})`;

/** What people wrote to each other in the window, by pair and ISO week. */
export async function loadWrittenEvidence(
  snapshot: Snapshot,
  window: ScoreWindow,
  people: number,
  parameters: TieParameters,
): Promise<WrittenEvidence> {
  const [from, to, week, weight, replied] = await columnsOf5(
    snapshot,
    sql`
      select i, j, ${weekOf(window, sql`day`)}, sum(w order by w), max((kind = 'reply')::integer)
      from (${writtenTies(snapshot.time_zone, window.filter, parameters)})
      where day is not null and kind <> 'message'
      group by 1, 2, 3
      order by 1, 2, 3`,
  );
  return writtenEvidence(people, window.weeks, from, to, week, weight, replied);
}

async function columnsOf5(snapshot: Snapshot, query: Sql) {
  const [a, b, c, d, e] = await snapshot.db.columns(5, query);
  const none = new Float64Array(0);
  return [a ?? none, b ?? none, c ?? none, d ?? none, e ?? none] as const;
}

async function columnsOf4(snapshot: Snapshot, query: Sql) {
  const [a, b, c, d] = await snapshot.db.columns(4, query);
  const none = new Float64Array(0);
  return [a ?? none, b ?? none, c ?? none, d ?? none] as const;
}

async function loadVisible(snapshot: Snapshot, window: ScoreWindow, people: number): Promise<Uint8Array> {
  const [person, week] = await snapshot.db.columns(
    2,
    sql`
      select distinct n.i, ${weekOf(window, sql`e.day`)}
      from (${eventsWithin(window.filter)}) e join (${numberedPeople(window.filter)}) n on n.person_id = e.actor_id
      where e.kind in ('post', 'reply', 'share') and e.day is not null`,
  );
  const visible = new Uint8Array(people * window.weeks);
  person?.forEach((who, k) => (visible[who * window.weeks + (week?.[k] ?? 0)] = 1));
  return visible;
}

/** Replies to other people: (person, community, week, count), sorted. */
function loadReplies(snapshot: Snapshot, window: ScoreWindow) {
  return columnsOf4(
    snapshot,
    sql`
      select n.i, dense_rank() over (order by e.community_id), ${weekOf(window, sql`e.day`)} as week, count(*)
      from (${eventsWithin(window.filter)}) e join (${numberedPeople(window.filter)}) n on n.person_id = e.actor_id
      where e.kind = 'reply' and e.day is not null and e.community_id is not null and ${anotherPerson(sql`e.target_id`, sql`e.actor_id`)}
      group by n.i, e.community_id, week
      order by 1, 2, 3`,
  );
}

/** The clock of visible activity: reactions can't bend it. It follows the whole organisation, whatever the filter. */
async function loadClock(snapshot: Snapshot, window: ScoreWindow): Promise<OperationalClock> {
  const [person, day] = await snapshot.db.columns(
    2,
    sql`
      select dense_rank() over (order by person_id), day - date '1970-01-01'
      from actor_days where posts + replies > 0 and day < ${window.filter.to}::date
      group by person_id, day`,
  );
  const none = new Float64Array(0);
  const start = snapshot.first_day === null ? window.start : Math.min(window.start, dayNumber(snapshot.first_day));
  return operationalClock(person ?? none, day ?? none, start, window.end, 7);
}

/** Operational weeks of presence per person and week of the window. */
function presence(clock: OperationalClock, window: ScoreWindow, candidates: readonly Candidate[]): Float64Array {
  const present = new Float64Array(candidates.length * window.weeks);
  candidates.forEach(({ arrivedOn }, person) => {
    const arrival = arrivedOn ?? window.start;
    for (let w = 0; w < window.weeks; w++) {
      const { from, to } = daysOfWeek(window, w);
      const since = Math.max(from, arrival);
      if (since < to) present[person * window.weeks + w] = clock.between(since, to) / 7;
    }
  });
  return present;
}

/**
 * Others' questions: those answered within seven days, by the week of the answer, and those that could have been, asked
 * in the communities where the person writes.
 */
async function loadQuestions(snapshot: Snapshot, window: ScoreWindow, people: number): Promise<QuestionEvidence> {
  const written = sql`
    select e.*, n.i from (${eventsWithin(window.filter)}) e
    join (${numberedPeople(window.filter)}) n on n.person_id = e.actor_id
    where e.kind in ('post', 'reply', 'share') and e.day is not null`;
  const asked = sql`select * from (${written}) where kind = 'post' and is_question and community_id is not null`;
  const [answerer, week, asker] = await snapshot.db.columns(
    3,
    sql`
      select a.i, min(${weekOf(window, sql`a.day`)}), q.i
      from (${asked}) q
      join (${written}) a on a.kind = 'reply' and a.source = q.source and a.thread_id = q.thread_id and ${anotherPerson(sql`a.i`, sql`q.i`)}
        and a.occurred_at between q.occurred_at and q.occurred_at + interval 7 day
      group by a.i, q.i, q.event_id
      order by a.i, q.event_id`,
  );
  const [person, askedIn, chances] = await snapshot.db.columns(
    3,
    sql`
      with member as (select distinct i, community_id from (${written}) where community_id is not null),
      question as (
        select i, community_id, ${weekOf(window, sql`day`)} as week, count(*) as questions from (${asked}) group by all
      ),
      total as (select community_id, week, sum(questions) as questions from question group by all)
      select m.i, t.week, sum(t.questions - coalesce(own.questions, 0))
      from member m
      join total t using (community_id)
      left join question own on own.i = m.i and own.community_id = t.community_id and own.week = t.week
      group by m.i, t.week`,
  );
  const opportunities = new Float64Array(people * window.weeks);
  person?.forEach((who, k) => (opportunities[who * window.weeks + (askedIn?.[k] ?? 0)] = chances?.[k] ?? 0));
  return {
    answerOffsets: rowOffsets(people, answerer ?? new Float64Array(0)),
    answerWeek: Uint8Array.from(week ?? []),
    asker: Uint32Array.from(asker ?? []),
    opportunities,
  };
}

/** Where the lines of each person begin in lines sorted by person. */
function rowOffsets(people: number, person: ArrayLike<number>): Uint32Array {
  const offsets = new Uint32Array(people + 1);
  for (let k = 0; k < person.length; k++) {
    const next = (person[k] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let v = 1; v <= people; v++) offsets[v] = (offsets[v] as number) + (offsets[v - 1] as number);
  return offsets;
}
