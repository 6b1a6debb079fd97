import type { ResolvedFilter } from '../contract/filters.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import { numberedPeople } from './tie-events.ts';

/** The node of each person by the number that events know them by, as in `numberedPeople(filter)`; -1 for who is no node. */
export async function nodeOfNumber(db: Db, filter: Pick<ResolvedFilter, 'to' | 'community'>): Promise<Int32Array> {
  const [numbers = none, nodes = none] = await db.columns(
    2,
    sql`select person::integer, i from (${numberedPeople(filter)})`,
  );
  const nodeOf = new Int32Array(numbers.reduce((most, number) => Math.max(most, number + 1), 0)).fill(-1);
  for (let k = 0; k < numbers.length; k++) nodeOf[numbers[k] as number] = nodes[k] as number;
  return nodeOf;
}

const none = new Float64Array(0);
