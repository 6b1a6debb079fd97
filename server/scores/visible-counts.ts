import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { eventsWithin, numberedPeople } from '../facts/tie-events.ts';
import type { ScoreWindow } from './score-window.ts';

/** Posts, replies and shares of each person in the window. */
export async function loadVisibleCounts(
  snapshot: Snapshot,
  window: ScoreWindow,
  people: number,
): Promise<Float64Array> {
  const [person, count] = await snapshot.db.columns(
    2,
    sql`
      select n.i, count(*)
      from (${eventsWithin(window.filter)}) e join (${numberedPeople(window.filter)}) n on n.person_id = e.actor_id
      where e.kind in ('post', 'reply', 'share')
      group by n.i`,
  );
  const counts = new Float64Array(people);
  person?.forEach((who, k) => (counts[who] = count?.[k] ?? 0));
  return counts;
}
