import type { TieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { IndicesByNumber } from '../facts/indices-by-number.ts';
import type { Snapshot } from '../facts/open.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { numberedEventsWithin } from '../facts/tie-events.ts';
import type { AmbassadorEvidence, QuestionEvidence } from '../models/ambassador-facets.ts';
import { groupedBy } from '../models/counting-sort.ts';
import { dailyActivity } from '../models/daily-activity.ts';
import { dayNumber } from '../models/day-number.ts';
import { clockOfActivity, type OperationalClock } from '../models/operational-clock.ts';
import { picked, positionsWhere } from '../models/picked.ts';
import { type WrittenEvidence, writtenEvidence } from '../models/written-exchange.ts';
import type { Candidate } from './candidates.ts';
import { loadDatedPartners } from './dated-partners.ts';
import { knownIndices } from './known-indices.ts';
import { daysOfWeek, type ScoreWindow } from './score-window.ts';
import { linesOf, loadWrittenLines, weightsOf } from './written-lines.ts';

/** Kinds that the score of ambassadors looks at. */
export const ambassadorKinds = ['reply', 'mention'] as const;

/** Loads all that the facets look at into typed arrays: nothing after the window. O(events of the window) in SQL. */
export async function loadAmbassadorEvidence(
  snapshot: Snapshot,
  window: ScoreWindow,
  candidates: readonly Candidate[],
  parameters: TieParameters,
): Promise<AmbassadorEvidence> {
  const indices = await knownIndices(snapshot, window.filter);
  const posted = await loadPosted(snapshot, window, indices);
  return {
    written: await loadWrittenEvidence(snapshot, window, candidates.length, parameters),
    partnersAt: await loadDatedPartners(snapshot, window, candidates, parameters),
    visible: visibleWeeks(posted, candidates.length, window.weeks),
    present: presence(await loadClock(snapshot, window), window, candidates),
    ...repliesOf(posted, candidates.length),
    questions: snapshot.capabilities.includes('questions')
      ? {
          ...(await loadAnswers(snapshot, window, indices)),
          opportunities: opportunitiesOf(posted, candidates.length, window.weeks),
        }
      : null,
  };
}

/** Index of the ISO week of a column of days, counted from the first week of the window. */
const weekOf = (window: ScoreWindow, day: Sql): Sql =>
  sql`(floor((${day} - date '1970-01-01' + 3) / 7) - ${window.firstWeek})::integer`;

/** What people wrote to each other in the window, by pair and ISO week. */
export async function loadWrittenEvidence(
  snapshot: Snapshot,
  window: ScoreWindow,
  people: number,
  parameters: TieParameters,
): Promise<WrittenEvidence> {
  const lines = linesOf(await loadWrittenLines(snapshot, window, people, parameters), ambassadorKinds);
  const { from, to, week, replied } = lines;
  return writtenEvidence(people, window.weeks, from, to, week, weightsOf(lines, parameters, ambassadorKinds), replied);
}

/** What people posted, one line per person, community and ISO week, sorted by person, community and week. */
interface Posted {
  readonly person: Uint32Array;
  /** Place of the community; `communities` for none. */
  readonly community: Uint32Array;
  readonly communities: number;
  readonly week: Uint8Array;
  /** Replies to others among them, and posts that ask something. */
  readonly replies: Uint32Array;
  readonly questions: Uint32Array;
}

async function loadPosted({ db }: Snapshot, window: ScoreWindow, indices: IndicesByNumber): Promise<Posted> {
  const [actor = none, place = none, week = none, replies = none, questions = none] = await db.columns(
    5,
    sql`
      select actor, coalesce(community, -1), ${weekOf(window, sql`day`)} as week,
        (count(*) filter (where kind = 'reply' and ${anotherPerson(sql`target`, sql`actor`)}))::integer,
        (count(*) filter (where kind = 'post' and is_question))::integer
      from (${numberedEventsWithin(window.filter)})
      where kind in ('post', 'reply', 'share') and day is not null
      group by actor, community, week`,
  );
  const lines = positionsWhere(actor.length, (k) => indices.person(actor[k] as number) >= 0);
  const count = lines.length;
  const { communities } = indices;
  const person = new Uint32Array(count);
  const community = new Uint32Array(count);
  for (let k = 0; k < count; k++) {
    const at = lines[k] as number;
    const known = indices.community(place[at] as number);
    person[k] = indices.person(actor[at] as number);
    community[k] = known < 0 ? communities : known;
  }
  const weekOfLine = picked(new Uint8Array(count), week, lines);
  const byCommunity = groupedBy(community, communities + 1, groupedBy(weekOfLine, window.weeks).order).order;
  const { order } = groupedBy(person, indices.people, byCommunity);
  const inOrder = (column: ArrayLike<number>) => picked(new Uint32Array(count), column, order);
  return {
    person: inOrder(person),
    community: inOrder(community),
    communities,
    week: picked(new Uint8Array(count), weekOfLine, order),
    replies: inOrder(picked(new Uint32Array(count), replies, lines)),
    questions: inOrder(picked(new Uint32Array(count), questions, lines)),
  };
}

const none = new Float64Array(0);

function visibleWeeks({ person, week }: Posted, people: number, weeks: number): Uint8Array {
  const visible = new Uint8Array(people * weeks);
  person.forEach((who, k) => (visible[who * weeks + (week[k] as number)] = 1));
  return visible;
}

/** The lines with replies to other people in a community. */
function repliesOf({ person, community, communities, week, replies }: Posted, people: number) {
  const lines = positionsWhere(
    person.length,
    (k) => (replies[k] as number) > 0 && (community[k] as number) < communities,
  );
  const numbers = (column: Uint32Array) => picked(new Uint32Array(lines.length), column, lines);
  return {
    replyOffsets: groupedBy(numbers(person), people).begins,
    replyCommunity: numbers(community),
    replyWeek: picked(new Uint8Array(lines.length), week, lines),
    replyCount: numbers(replies),
  };
}

/** The clock of visible activity: reactions can't bend it. It follows the whole organisation, whatever the filter. */
async function loadClock(snapshot: Snapshot, window: ScoreWindow): Promise<OperationalClock> {
  // A day in two communities stands twice: telling it apart is dearer in SQL than setting the same bit again.
  const [person, day] = await snapshot.db.columns(
    2,
    sql`
      select person, day - date '1970-01-01' from numbered_days
      where posts + replies > 0 and day < ${window.filter.to}::date`,
  );
  const start = snapshot.first_day === null ? window.start : Math.min(window.start, dayNumber(snapshot.first_day));
  return clockOfActivity(dailyActivity(person ?? none, day ?? none, start, window.end - start), start, 7);
}

/** Operational weeks of presence per person and week of the window. */
function presence(clock: OperationalClock, window: ScoreWindow, candidates: readonly Candidate[]): Float64Array {
  const present = new Float64Array(candidates.length * window.weeks);
  const days = Array.from({ length: window.weeks }, (_, w) => daysOfWeek(window, w));
  const whole = Float64Array.from(days, ({ from, to }) => (from < to ? clock.between(from, to) / 7 : 0));
  candidates.forEach(({ arrivedOn }, person) => {
    const arrival = arrivedOn ?? window.start;
    const row = person * window.weeks;
    if (arrival <= window.start) {
      present.set(whole, row);
      return;
    }
    days.forEach(({ from, to }, w) => {
      const since = Math.max(from, arrival);
      if (since < to) present[row + w] = clock.between(since, to) / 7;
    });
  });
  return present;
}

/** Others' questions answered within seven days, by the week of the answer. */
async function loadAnswers(
  { db }: Snapshot,
  window: ScoreWindow,
  indices: IndicesByNumber,
): Promise<Omit<QuestionEvidence, 'opportunities'>> {
  const written = sql`
    select * from (${numberedEventsWithin(window.filter)}) where kind in ('post', 'reply') and day is not null`;
  const [answerer = none, week = none, asker = none] = await db.columns(
    3,
    sql`
      select a.actor, min(${weekOf(window, sql`a.day`)}), q.actor
      from (${written}) q
      join (${written}) a on a.kind = 'reply' and a.source = q.source and a.thread_id = q.thread_id
        and ${anotherPerson(sql`a.actor`, sql`q.actor`)}
        and a.occurred_at between q.occurred_at and q.occurred_at + interval 7 day
      where q.kind = 'post' and q.is_question and q.community is not null
      group by a.actor, q.actor, q.event_id`,
  );
  const lines = positionsWhere(
    answerer.length,
    (k) => indices.person(answerer[k] as number) >= 0 && indices.person(asker[k] as number) >= 0,
  );
  const { order, begins } = groupedBy(
    lines.map((k) => indices.person(answerer[k] as number)),
    indices.people,
  );
  return {
    answerOffsets: begins,
    answerWeek: Uint8Array.from(order, (k) => week[lines[k] as number] as number),
    asker: Uint32Array.from(order, (k) => indices.person(asker[lines[k] as number] as number)),
  };
}

/** Others' questions that could have been answered, asked in the communities where the person writes, per person and week. */
function opportunitiesOf(
  { person, community, communities, week, questions }: Posted,
  people: number,
  weeks: number,
): Float64Array {
  const asked = new Float64Array(communities * weeks);
  const opportunities = new Float64Array(people * weeks);
  questions.forEach((count, k) => {
    const place = community[k] as number;
    if (count === 0 || place === communities) return;
    const at = place * weeks + (week[k] as number);
    asked[at] = (asked[at] as number) + count;
    const own = (person[k] as number) * weeks + (week[k] as number);
    opportunities[own] = (opportunities[own] as number) - count;
  });
  for (let k = 0; k < person.length; k++) {
    const place = community[k] as number;
    const isKnown = k > 0 && person[k] === person[k - 1] && place === community[k - 1];
    if (isKnown || place === communities) continue;
    const row = (person[k] as number) * weeks;
    for (let w = 0; w < weeks; w++) {
      opportunities[row + w] = (opportunities[row + w] as number) + (asked[place * weeks + w] as number);
    }
  }
  return opportunities;
}
