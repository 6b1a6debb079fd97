import { z } from 'zod';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { dayNumber } from '../models/day-number.ts';
import { type OperationalClock, operationalClock } from '../models/operational-clock.ts';

const Community = z.object({
  community_id: z.string(),
  name: z.string(),
  source: z.string(),
  is_archived: z.boolean(),
});

/** One person's writing on one day in one community. */
export interface Writing {
  readonly day: number;
  readonly person: number;
  readonly posts: number;
  readonly replies: number;
}

/** A community with all that humans wrote in it before `asOf`, by day. */
export interface CommunityLife {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly isArchived: boolean;
  /** Sorted by day. */
  readonly writings: readonly Writing[];
  /** The clock of its source. */
  readonly clock: OperationalClock;
}

/** The life of every community up to `asOf` (out). */
export async function loadCommunityLives(snapshot: Snapshot, asOf: number, asOfDay: string): Promise<CommunityLife[]> {
  const communities = await snapshot.db.all(
    Community,
    sql`
      select community_id, name, source, coalesce(archived_on < ${asOfDay}::date, false) as is_archived
      from communities order by community_id`,
  );
  const [place, day, person, posts, replies] = await snapshot.db.columns(
    5,
    sql`
      with place as (select community_id, row_number() over (order by community_id) - 1 as place from communities)
      select p.place, a.day - date '1970-01-01', dense_rank() over (order by a.person_id), a.posts, a.replies
      from actor_days a join place p using (community_id)
      where a.posts + a.replies > 0 and a.day < ${asOfDay}::date
      order by p.place, a.day, a.person_id`,
  );
  const writings: Writing[][] = communities.map(() => []);
  place?.forEach((at, k) => {
    writings[at]?.push({
      day: day?.[k] ?? 0,
      person: person?.[k] ?? 0,
      posts: posts?.[k] ?? 0,
      replies: replies?.[k] ?? 0,
    });
  });
  const start = snapshot.first_day === null ? asOf : Math.min(asOf, dayNumber(snapshot.first_day));
  const clocks = new Map<string, OperationalClock>();
  const clockOf = (source: string): OperationalClock => {
    const known = clocks.get(source);
    if (known !== undefined) return known;
    const clock = clockOfSource(communities, writings, source, start, asOf);
    clocks.set(source, clock);
    return clock;
  };
  return communities.map((community, at) => ({
    id: community.community_id,
    name: community.name,
    source: community.source,
    isArchived: community.is_archived,
    writings: writings[at] ?? [],
    clock: clockOf(community.source),
  }));
}

function clockOfSource(
  communities: readonly { readonly source: string }[],
  writings: readonly (readonly Writing[])[],
  source: string,
  start: number,
  asOf: number,
): OperationalClock {
  const entities: number[] = [];
  const days: number[] = [];
  communities.forEach((community, at) => {
    const own = community.source === source ? (writings[at] ?? []) : [];
    for (const day of new Set(own.map(({ day }) => day))) {
      entities.push(at);
      days.push(day);
    }
  });
  return operationalClock(entities, days, start, asOf, 7);
}
