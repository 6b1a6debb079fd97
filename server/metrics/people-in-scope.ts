import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Db } from '../facts/db.ts';
import type { Network } from '../facts/network.ts';
import { sql } from '../facts/sql.ts';
import { networkPeople } from '../facts/tie-events.ts';

/** Everyone who is a node under the filter, numbered as in `numberedPeople`, without loading their ties. */
export async function peopleInScope(
  db: Db,
  filter: Pick<ResolvedFilter, 'to' | 'community' | 'department'>,
): Promise<Pick<Network, 'people' | 'inScope'>> {
  const { department } = filter;
  const nodes = await db.all(
    z.object({ person_id: z.string(), in_scope: z.boolean() }),
    sql`
      select person_id, ${department}::varchar is null or coalesce(department = ${department}, false) as in_scope
      from (${networkPeople(filter)}) order by person_id`,
  );
  return {
    people: nodes.map(({ person_id }) => person_id),
    inScope: Uint8Array.from(nodes, ({ in_scope }) => Number(in_scope)),
  };
}
