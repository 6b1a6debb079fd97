import { DuckDBInstance } from '@duckdb/node-api';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSnapshot, type Snapshot } from '../../server/facts/open.ts';
import { copyOf } from './world.ts';

/**
 * A copy of a data folder in which everything from `day` on went otherwise: every other event never happened, the rest
 * were replies of one person to another, and nobody wrote for the first time or was active by day. What came before is
 * untouched, so that whatever is said as of `day` must not differ.
 */
export async function withOtherFuture<T>(
  folder: string,
  day: string,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const copy = copyOf(folder);
  try {
    await rewrite(join(copy, 'facts.duckdb'), [
      `delete from coded_events where day >= date '${day}' and event_id % 2 = 0`,
      `update coded_events set kind = 'reply',
        actor_code = (select min(actor_code) from coded_events), target_code = (select max(actor_code) from coded_events)
        where day >= date '${day}'`,
      `delete from coded_actor_days where day >= date '${day}'`,
      `delete from first_contributions where first_day >= date '${day}'`,
    ]);
    const snapshot = await openSnapshot(copy);
    if (snapshot === null) throw new Error(`${copy}: no snapshot`);
    try {
      return await use(snapshot);
    } finally {
      snapshot.close();
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
}

async function rewrite(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
