import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { eventsWithin, numberedPeople } from '../facts/tie-events.ts';
import type { Candidate } from './candidates.ts';
import type { ScoreWindow } from './score-window.ts';

/** Fewer posts than this tell nothing of what somebody posts for. */
const fewestPosts = 5;

/** A department of communication, in French or English; telecommunications is none. */
const communication = /(?:^|[^\p{L}])communications?(?:[^\p{L}]|$)/iu;

/**
 * 1 for people who communicate as their job: their department is one of communication, or over half of their posts of the
 * window, five at least, stand in communities of the organisation itself (type `organisation`, news and announcements).
 * They are asked as relays of the house, not as ambassadors by their own choice.
 */
export async function loadCommunicators(
  { db }: Pick<Snapshot, 'db'>,
  window: ScoreWindow,
  candidates: readonly Candidate[],
): Promise<Uint8Array> {
  // A department too small to be shown is not given away by the status either.
  const communicates = Uint8Array.from(candidates, ({ shownDepartment }) =>
    Number(communication.test(shownDepartment ?? '')),
  );
  const [announcers] = await db.columns(
    1,
    sql`
      select n.i
      from (${eventsWithin(window.filter)}) e
      join (${numberedPeople(window.filter)}) n on n.person_id = e.actor_id
      left join communities c using (community_id)
      where e.kind in ('post', 'share')
      group by n.i
      having count(*) >= ${fewestPosts} and 2 * count(*) filter (where c.type = 'organisation') > count(*)`,
  );
  for (const person of announcers ?? []) communicates[person] = 1;
  return communicates;
}
