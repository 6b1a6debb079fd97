import { z } from 'zod';
import { readRefusals } from '../state/refusals.ts';
import type { Snapshot } from './open.ts';
import { sql } from './sql.ts';

/**
 * The people who asked not to be proposed, as of now: no score of people names them, nor compares anybody with them. A
 * refusal holds for whoever the account now stands for, when accounts were joined since.
 */
export async function refusedPeople({ db, folder }: Pick<Snapshot, 'db' | 'folder'>): Promise<ReadonlySet<string>> {
  const refused = readRefusals(folder).map(({ person_id }) => person_id);
  if (refused.length === 0) return new Set();
  const joined = await db.all(
    z.object({ canonical_id: z.string() }),
    sql`
      select distinct canonical_id from linked_people
      where list_contains(string_split(${refused.join(',')}, ','), person_id)`,
  );
  return new Set([...refused, ...joined.map(({ canonical_id }) => canonical_id)]);
}
