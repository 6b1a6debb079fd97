import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { numberedEventsWithin } from '../facts/tie-events.ts';
import { knownIndices, perNode } from './known-indices.ts';
import type { ScoreWindow } from './score-window.ts';

/** Posts, replies and shares of each person in the window. */
export async function loadVisibleCounts(snapshot: Snapshot, window: ScoreWindow): Promise<Float64Array> {
  const [person, count] = await snapshot.db.columns(
    2,
    sql`
      select actor, count(*)::integer
      from (${numberedEventsWithin(window.filter)})
      where kind in ('post', 'reply', 'share')
      group by actor`,
  );
  return perNode(await knownIndices(snapshot, window.filter), person, count);
}
