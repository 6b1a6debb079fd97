import { z } from 'zod';
import { expectedActivity } from '../calendar/expected-activity.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { loadWrittenDays, type WrittenDays } from '../facts/written-days.ts';
import { currentAnimators } from '../metrics/animators.ts';
import { dayNumber } from '../models/day-number.ts';
import { type OperationalClock, operationalClock } from '../models/operational-clock.ts';
import { sourceSilentSince } from '../models/source-silence.ts';

const Community = z.object({
  community_id: z.string(),
  name: z.string(),
  source: z.string(),
  created_on: z.string().nullable(),
  is_archived: z.boolean(),
  animators: z.number().nullable(),
});

/** Who wrote in a community on which day, an entry per person and day, sorted by day. */
export interface Writings {
  /** Day numbers. */
  readonly day: Int32Array;
  readonly person: Int32Array;
  readonly posts: Int32Array;
  readonly replies: Int32Array;
  /** 1 where the person animated the community on that day. */
  readonly animates: Uint8Array;
}

/** What the communities of one source have in common. */
interface SourceLife {
  readonly name: string;
  /** Time as its communities live, to judge their silences. */
  readonly clock: OperationalClock;
  /** Time as its people live, to count them: in August a community may speak daily by a few. */
  readonly peopleClock: OperationalClock;
  /** Day number on which somebody first wrote in any of its communities. */
  readonly firstDay: number;
  /** Last day on which anybody wrote, when the whole source has been silent since for no reason known; else null. */
  readonly silentSince: number | null;
  /** Day number (out) up to which its communities can be judged. */
  readonly knownUntil: number;
}

/** A community with all that humans wrote in it before `asOf`, by day. */
export interface CommunityLife {
  readonly id: string;
  readonly name: string;
  readonly isArchived: boolean;
  readonly createdOn: number | null;
  readonly writings: Writings;
  /** People who animate it on the last day; null when the source names no animator anywhere. */
  readonly animators: number | null;
  readonly source: SourceLife;
}

/**
 * The life of every community up to `asOf` (out).
 * @param known all that was written before `asOf`, when it is at hand.
 */
export async function loadCommunityLives(
  snapshot: Snapshot,
  asOf: number,
  asOfDay: string,
  known?: WrittenDays,
): Promise<CommunityLife[]> {
  const communities = await snapshot.db.all(
    Community,
    sql`
      select c.community_id, c.name, c.source, c.created_on, coalesce(c.archived_on < ${asOfDay}::date, false) as is_archived,
        case when c.source in (
          select k.source from memberships m join communities k using (community_id) where m.role = 'animator')
        then (select count(*) from (${currentAnimators(asOfDay)}) a where a.community_id = c.community_id) end as animators
      from communities c order by c.community_id`,
  );
  const written = known ?? (await loadWrittenDays(snapshot.db, asOfDay));
  const writings = writingsOf(written, communities.length, await loadTerms(snapshot));
  const start = snapshot.first_day === null ? asOf : Math.min(asOf, dayNumber(snapshot.first_day));
  // Days counted from the first event are on no calendar.
  const expected = snapshot.clock === 'absolute' ? expectedActivity(snapshot.place, start, asOf) : () => 1;
  const sources = new Map(
    [...new Set(communities.map(({ source }) => source))].map((name): [string, SourceLife] => {
      const own = writings.filter((_, at) => communities[at]?.source === name);
      return [name, sourceLife(name, own, start, asOf, expected)];
    }),
  );
  return communities.flatMap((community, at): CommunityLife[] => {
    const source = sources.get(community.source);
    const own = writings[at];
    if (source === undefined || own === undefined) return [];
    return [
      {
        id: community.community_id,
        name: community.name,
        isArchived: community.is_archived,
        createdOn: community.created_on === null ? null : dayNumber(community.created_on),
        writings: own,
        animators: community.animators,
        source,
      },
    ];
  });
}

/** Days on which anybody wrote, each once, sorted. */
export function activeDaysOf({ day }: Pick<Writings, 'day'>): number[] {
  const days: number[] = [];
  let known = Number.NaN;
  for (let k = 0; k < day.length; k++) {
    if (day[k] === known) continue;
    known = day[k] as number;
    days.push(known);
  }
  return days;
}

/** The writings of each community, by id: views of shared columns, since there may be millions. */
function writingsOf(
  written: WrittenDays,
  communities: number,
  terms: ReadonlyMap<number, readonly Term[]>,
): Writings[] {
  return Array.from({ length: communities }, (_, at): Writings => {
    const [begin, end] = [written.begins[at], written.begins[at + 1]];
    const own = {
      day: written.day.subarray(begin, end),
      person: written.person.subarray(begin, end),
      posts: written.posts.subarray(begin, end),
      replies: written.replies.subarray(begin, end),
    };
    return { ...own, animates: animatesOf(own, terms.get(at) ?? []) };
  });
}

/** A stretch of days [from, to) in which a person animates a community; infinite where no end is known. */
interface Term {
  readonly person: number;
  readonly from: number;
  readonly to: number;
}

/** The terms of animators by the place of the community. */
async function loadTerms(snapshot: Snapshot): Promise<Map<number, Term[]>> {
  const [places, person, from, to] = await snapshot.db.columns(
    4,
    sql`
      select p.place, n.person, (m.valid_from - date '1970-01-01')::integer, (m.valid_to - date '1970-01-01')::integer
      from memberships m join person_numbers n using (person_id)
      join (select community_id, (row_number() over (order by community_id) - 1)::integer as place from communities) p
        using (community_id)
      where m.role = 'animator'
      order by all`,
  );
  const terms = new Map<number, Term[]>();
  places?.forEach((at, k) => {
    const own = terms.get(at) ?? [];
    const orElse = (day: number | undefined, unknown: number): number =>
      day === undefined || Number.isNaN(day) ? unknown : day;
    own.push({ person: person?.[k] ?? -1, from: orElse(from?.[k], -Infinity), to: orElse(to?.[k], Infinity) });
    terms.set(at, own);
  });
  return terms;
}

function animatesOf({ day, person }: Pick<Writings, 'day' | 'person'>, terms: readonly Term[]): Uint8Array {
  const animates = new Uint8Array(day.length);
  for (const term of terms) {
    day.forEach((on, k) => {
      if (person[k] === term.person && on >= term.from && on < term.to) animates[k] = 1;
    });
  }
  return animates;
}

function sourceLife(
  name: string,
  writings: readonly Writings[],
  start: number,
  asOf: number,
  expected: (day: number) => number,
): SourceLife {
  const activeDays = writings.map(activeDaysOf);
  const silentSince = sourceSilentSince(activeDays, asOf, operationalClock([], [], start, asOf, 7, expected));
  const knownUntil = silentSince === null ? asOf : silentSince + 1;
  const clockOf = (entity: ArrayLike<number>, day: ArrayLike<number>): OperationalClock =>
    operationalClock(entity, day, start, knownUntil, 7, expected);
  return {
    name,
    clock: clockOf(joined(activeDays.map((days, at) => new Int32Array(days.length).fill(at))), joined(activeDays)),
    peopleClock: clockOf(joined(writings.map(({ person }) => person)), joined(writings.map(({ day }) => day))),
    firstDay: activeDays.reduce((first, days) => Math.min(first, days[0] ?? first), asOf),
    silentSince,
    knownUntil,
  };
}

function joined(parts: readonly ArrayLike<number>[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let begin = 0;
  for (const part of parts) {
    all.set(part, begin);
    begin += part.length;
  }
  return all;
}
