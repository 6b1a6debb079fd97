import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { numberedEventsWithin } from '../facts/tie-events.ts';
import type { Candidate } from './candidates.ts';
import { knownIndices } from './known-indices.ts';
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
  snapshot: Snapshot,
  window: ScoreWindow,
  candidates: readonly Candidate[],
): Promise<Uint8Array> {
  // A department too small to be shown is not given away by the status either.
  const communicates = Uint8Array.from(candidates, ({ shownDepartment }) =>
    Number(communication.test(shownDepartment ?? '')),
  );
  const [announcers] = await snapshot.db.columns(
    1,
    sql`
      with posted as (
        select actor, community, count(*)::integer as posts
        from (${numberedEventsWithin(window.filter)})
        where kind in ('post', 'share')
        group by actor, community
      )
      select p.actor
      from posted p
      left join community_numbers using (community)
      left join communities c using (community_id)
      group by p.actor
      having sum(p.posts) >= ${fewestPosts} and 2 * sum(if(c.type = 'organisation', p.posts, 0)) > sum(p.posts)`,
  );
  const indices = await knownIndices(snapshot, window.filter);
  for (const person of announcers ?? []) {
    const node = indices.person(person);
    if (node >= 0) communicates[node] = 1;
  }
  return communicates;
}
