import type { ResolvedFilter } from '../contract/filters.ts';
import { binary, buildDirected, type Graph } from '../graph/graph.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import { numberedPeople, numberedTieEvents } from './tie-events.ts';

/**
 * Who wrote to whom under a filter: replies, mentions and messages, each arc of weight 1. A reaction alone makes no arc.
 * Nodes are those of `numberedPeople(filter)`.
 */
export async function writtenGraph(
  db: Db,
  people: number,
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'community'>,
): Promise<Graph> {
  const [from = none, to = none] = await db.columns(
    2,
    sql`
      with node as materialized (${numberedPeople(filter)})
      select a.i, b.i
      from (${numberedTieEvents(filter)}) e
      join node a on a.person = e.actor
      join node b on b.person = e.target
      where e.kind <> 'reaction'`,
  );
  return binary(buildDirected(people, Uint32Array.from(from), Uint32Array.from(to), null));
}

const none = new Float64Array(0);
