import type { Snapshot } from '../../server/facts/open.ts';
import { openTables } from './ask.ts';

/** One community in which the k-th person posted `counts[k]` times. */
export function openCounts(counts: readonly number[], dated: boolean): Promise<Snapshot> {
  const posts = counts.flatMap((count, k) =>
    Array.from({ length: count }, (_, n) =>
      dated ? `${k}-${n},post,p${k},all,2026-06-${n % 2 === 0 ? '01' : '02'}T08:00:00Z` : `${k}-${n},post,p${k},all`,
    ),
  );
  return openTables({ events: [`event_id,kind,actor_id,community_id${dated ? ',occurred_at' : ''}`, ...posts] });
}
