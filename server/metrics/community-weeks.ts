import { z } from 'zod';
import { expectedActivity } from '../calendar/expected-activity.ts';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import type { ExposedCounts } from '../models/change-points.ts';
import { dayNumber, dayText, firstDayOfWeek, weekNumber } from '../models/day-number.ts';
import { operationalClock } from '../models/operational-clock.ts';
import { sourceSilentSince } from '../models/source-silence.ts';
import { weekExposure } from '../models/week-exposure.ts';
import { inDepartment } from './in-department.ts';

const Community = z.object({
  community_id: z.string(),
  name: z.string(),
  source: z.string(),
  archived_on: z.string().nullable(),
});

/** Distinct contributors of a community in each whole week of its life, the calendar being told. */
export interface CommunityWeeks extends ExposedCounts {
  readonly id: string;
  readonly name: string;
  /** Number of the ISO week of the first count. */
  readonly firstWeek: number;
}

/**
 * The weeks of every community from the one in which somebody first contributed: whole weeks alone, up to the end of the
 * data or of the period, to the day on which the community was archived, or to the last word of a source whose export is
 * missing since. A community in which nobody contributed has none.
 * @param asOf day number (out).
 */
export async function communityWeeks(
  snapshot: Snapshot,
  { department }: Pick<ResolvedFilter, 'department'>,
  asOf: number,
): Promise<CommunityWeeks[]> {
  const communities = await snapshot.db.all(
    Community,
    sql`select community_id, name, source, archived_on from communities order by community_id`,
  );
  const everybody = await weeklyContributors(snapshot, communities.length, null, asOf);
  const counted =
    department === null ? everybody : await weeklyContributors(snapshot, communities.length, department, asOf);
  const activeDays = await daysOfCommunities(snapshot, communities.length, asOf);
  const lives = new Map<string, SourceWeeks>();
  return communities.flatMap(({ community_id: id, name, source, archived_on }, at): CommunityWeeks[] => {
    const isOfSource = (other: number): boolean => communities[other]?.source === source;
    const life =
      lives.get(source) ??
      sourceWeeks(
        snapshot,
        activeDays.filter((_, other) => isOfSource(other)),
        everybody.filter((_, other) => isOfSource(other)),
        asOf,
      );
    lives.set(source, life);
    const own = counted[at] ?? new Map<number, number>();
    const closed = archived_on === null ? life.endWeek : weekNumber(dayNumber(archived_on));
    const firstWeek = Math.max(life.firstWeek, Math.min(...own.keys()));
    const weeks = Math.max(0, Math.min(life.endWeek, closed) - firstWeek);
    if (own.size === 0 || weeks === 0) return [];
    const skipped = firstWeek - life.firstWeek;
    return [
      {
        id,
        name,
        firstWeek,
        counts: Int32Array.from({ length: weeks }, (_, week) => own.get(firstWeek + week) ?? 0),
        exposure: life.exposure.subarray(skipped, skipped + weeks),
      },
    ];
  });
}

/** What the communities of one source have in common: its whole weeks (the last out), and what each stands for. */
interface SourceWeeks {
  readonly firstWeek: number;
  readonly endWeek: number;
  readonly exposure: Float64Array;
}

function sourceWeeks(
  snapshot: Snapshot,
  activeDays: readonly (readonly number[])[],
  contributors: readonly ReadonlyMap<number, number>[],
  asOf: number,
): SourceWeeks {
  const firstDay = activeDays.reduce((first, days) => Math.min(first, days[0] ?? first), asOf);
  // Days counted from the first event are on no calendar.
  const expected = snapshot.clock === 'absolute' ? expectedActivity(snapshot.place, firstDay, asOf) : () => 1;
  const silentSince = sourceSilentSince(activeDays, asOf, operationalClock([], [], firstDay, asOf, 7, expected));
  const firstWeek = weekNumber(firstDay + 6);
  const endWeek = Math.max(firstWeek, weekNumber(silentSince === null ? asOf : silentSince + 1));
  const weeks = Array.from({ length: endWeek - firstWeek }, (_, week) => firstWeek + week);
  const exposure = weekExposure(
    weeks.map((week) => {
      const monday = firstDayOfWeek(week);
      return [0, 1, 2, 3, 4, 5, 6].reduce((sum, day) => sum + expected(monday + day), 0) / 7;
    }),
    weeks.map((week) => contributors.reduce((sum, own) => sum + (own.get(week) ?? 0), 0)),
  );
  return { firstWeek, endWeek, exposure };
}

const contributed = sql`a.posts + a.replies + a.reactions + a.mentions > 0`;
const places = sql`
  select n.community, (row_number() over (order by c.community_id) - 1)::integer as place
  from communities c left join community_numbers n using (community_id)`;

/** Distinct contributors by week, for each community in the order of ids. */
async function weeklyContributors(
  { db }: Snapshot,
  communities: number,
  department: string | null,
  asOf: number,
): Promise<Map<number, number>[]> {
  const [place, week, people] = await db.columns(
    3,
    sql`
      select place, week, count(*)::integer from (
        select distinct p.place, ${weekOf(sql`a.day`)} as week, a.person
        from numbered_days a join (${places}) p using (community)
          ${department === null ? nothing : sql`join person_numbers w on w.person = a.person`}
        where ${contributed} and a.day < ${dayText(asOf)}::date ${inDepartment(department, sql`w.person_id`, sql`a.day`)}
      )
      group by all order by place, week`,
  );
  const byCommunity = Array.from({ length: communities }, () => new Map<number, number>());
  place?.forEach((at, k) => byCommunity[at]?.set(week?.[k] ?? 0, people?.[k] ?? 0));
  return byCommunity;
}

/** Days on which anybody contributed, each once and ascending, for each community in the order of ids. */
async function daysOfCommunities({ db }: Snapshot, communities: number, asOf: number): Promise<number[][]> {
  const [place, day] = await db.columns(
    2,
    sql`
      select distinct p.place, (a.day - date '1970-01-01')::integer as day
      from numbered_days a join (${places}) p using (community)
      where ${contributed} and a.day < ${dayText(asOf)}::date
      order by p.place, day`,
  );
  const days = Array.from({ length: communities }, (): number[] => []);
  place?.forEach((at, k) => days[at]?.push(day?.[k] ?? 0));
  return days;
}

const weekOf = (day: Sql): Sql => sql`((${day} - date '1970-01-01' + 3) // 7)::integer`;
