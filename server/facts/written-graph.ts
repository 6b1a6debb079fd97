import type { ResolvedFilter } from '../contract/filters.ts';
import type { Graph } from '../graph/graph.ts';
import type { Db } from './db.ts';
import { countedGraphs } from './network.ts';
import { sql } from './sql.ts';
import { numberedPeople, tieEvents } from './tie-events.ts';

/**
 * Who wrote to whom under a filter: replies, mentions and messages, each arc of weight 1. A reaction alone makes no arc.
 * Nodes are those of `numberedPeople(filter)`.
 */
export async function writtenGraph(
  db: Db,
  people: number,
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'community'>,
): Promise<Graph> {
  const query = sql`
    with node as materialized (${numberedPeople(filter)})
    select a.i, b.i, 1
    from (${tieEvents(filter)}) e
    join node a on a.person_id = e.actor_id
    join node b on b.person_id = e.target_id
    where e.kind <> 'reaction'
    group by a.i, b.i`;
  return (await countedGraphs(db, people, query, 'raw')).directed;
}
